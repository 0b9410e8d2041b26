"""Webhooks: what happened is delivered at least once, signed, and in the log."""

import random
from contextlib import ExitStack
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.test import TestCase, override_settings
from django.utils import timezone

from quotes import review
from quotes.api.saved_searches import save_search
from quotes.api.subscriptions import save_webhook
from quotes.models import Delivery, Quote, Statement, Subscription
from quotes.outgoing import events, outbox
from quotes.outgoing.outbox import fill, forget
from quotes.outgoing.webhooks import deliver_due
from quotes.review.api_tokens import create_token, revoke_token
from quotes.review.subscriptions import retry_delivery
from tests.build import make_editor, make_quote, make_speaker, make_statement
from tests.outgoing.receivers import receiver

SITE = "https://quotes.example"


def chance(seed):
    """The same waits in every run."""
    return random.Random(seed)  # noqa: S311 - no secret


@override_settings(FETCH_PRIVATE=True)
class WebhookCase(TestCase):
    def setUp(self):
        self.editor = make_editor()
        self.token, _ = create_token(name="Newsroom", by=self.editor)
        self.owner = {"token": self.token}
        self.mara = make_speaker("Mara Voss")
        self.now = timezone.now()

    def receive(self, **behaviour):
        stack = ExitStack()
        self.addCleanup(stack.close)
        return stack.enter_context(receiver(**behaviour))

    def follow(self, received, kind="quotes", **parameters):
        saved = save_search(
            owner=self.owner, name="The dam", kind=kind, parameters=parameters
        )
        return save_webhook(
            owner=self.owner, address=received.address, saved_search=saved
        )

    def corrections(self, received):
        return save_webhook(
            owner=self.owner, address=received.address, saved_search=None
        )

    def run_once(self, after=timedelta(), seconds=20.0):
        """Fill and send, ``after`` so long."""
        self.now = max(self.now, timezone.now()) + after
        filled = fill(channel="webhook", site=SITE, now=self.now)
        self.assertEqual(filled.failures, [])
        return deliver_due(now=self.now, seconds=seconds, rng=chance(1))


class TellingTests(WebhookCase):
    def test_a_new_quote_of_the_search_is_told_once_and_signed(self):
        make_quote("The dam stood before")
        received = self.receive()
        row = self.follow(received, q="dam")
        found = make_quote("The dam will hold", speaker=self.mara)
        make_quote("Good morning")
        sent = self.run_once()
        self.run_once()

        self.assertEqual((sent.delivered, sent.failed), (1, 0))
        (event,) = received.events
        self.assertEqual(event["type"], "quote.found")
        told = event["data"]["quote"]
        self.assertEqual((told["id"], told["text"]), (found.pk, "The dam will hold"))
        self.assertEqual(told["url"], f"{SITE}/api/v1/quotes/{found.pk}/")
        self.assertEqual(event["data"]["page"], f"{SITE}/quotes/{found.pk}/")
        self.assertEqual(event["data"]["saved_search"]["name"], "The dam")
        received.verify(row.secret)
        with self.assertRaises(AssertionError):
            received.verify("whsec_" + "A" * 44)

    def test_a_denial_is_told_with_its_stance(self):
        received = self.receive()
        self.follow(received, stance="denies")
        make_quote(
            "she sold it", stance="denies", clause="Mara denied that she sold it"
        )
        self.run_once()
        (event,) = received.events

        self.assertEqual(event["data"]["quote"]["stance"], "denies")
        self.assertIn("denied", event["data"]["quote"]["clause"])

    def test_a_speaker_a_dispute_and_a_correction_are_told(self):
        by_speaker, disputes, corrected = (self.receive() for _ in range(3))
        self.follow(by_speaker, kind="speaker", speaker="mara-voss")
        self.follow(disputes, kind="disputes")
        self.corrections(corrected)
        quote = make_quote(speaker=self.mara)
        statement = make_statement(dispute="distinct", disputed_at=timezone.now())
        review.correct_speaker(
            quote=quote, speaker=make_speaker("Ines"), by=self.editor, reason="Page 2"
        )
        review.confirm(quote=make_quote(), by=self.editor)
        make_quote(speaker=self.mara)
        self.run_once()
        self.run_once()

        self.assertEqual(len(by_speaker.events), 1)
        self.assertEqual(
            [e["data"]["statement"]["id"] for e in disputes.events], [statement.pk]
        )
        (event,) = corrected.events
        self.assertEqual(event["type"], "quote.corrected")
        told = event["data"]["correction"]
        self.assertEqual((told["quote"]["id"], told["reason"]), (quote.pk, "Page 2"))

    def test_what_is_seen_late_is_told_all_the_same(self):
        """A transaction that took long shows rows with numbers that were passed."""
        received = self.receive()
        row = self.follow(received)
        late, early = make_quote(), make_quote()
        hidden = Quote.objects.filter(pk=late.pk)
        hidden.update(status="withdrawn")
        self.run_once()
        hidden.update(status="extracted")
        self.run_once()

        told = [event["data"]["quote"]["id"] for event in received.events]
        self.assertEqual(told, [early.pk, late.pk])
        self.assertEqual(row.deliveries.count(), 2)

    def test_many_are_told_in_goes_none_twice_and_none_left_out(self):
        received = self.receive()
        self.follow(received)
        quotes = [make_quote() for _ in range(7)]
        with patch.object(events, "MOST", 3), patch.object(events, "BACK_IDS", 4):
            self.run_once()
            quotes += [make_quote() for _ in range(4)]
            self.run_once()

        told = [event["data"]["quote"]["id"] for event in received.events]
        self.assertEqual(told, [quote.pk for quote in quotes])

    def test_a_search_that_cannot_be_read_any_more_stops_no_other(self):
        received = self.receive()
        row = self.follow(received, speaker="mara-voss")
        row.saved_search.parameters = {"speaker": "gone"}
        row.saved_search.save()
        self.follow(received)
        make_quote()
        filled = fill(channel="webhook", site=SITE, now=timezone.now())

        self.assertEqual(filled.stored, 1)
        (failure,) = filled.failures
        self.assertIn("gone", failure)

    def test_nothing_is_sent_for_a_revoked_token_or_a_deleted_search(self):
        received = self.receive()
        self.follow(received).saved_search.delete()
        row = self.follow(received)
        revoke_token(token=self.token, by=self.editor)
        make_quote()
        self.run_once()

        self.assertEqual(received.events, [])
        row.refresh_from_db()
        self.assertIn("revoked", row.ended_why)


class FailingTests(WebhookCase):
    # What is due, taken and told is asked on both by the tests beside: here, for hours.
    @pytest.mark.any_database
    def test_500_for_an_hour_and_then_everything_at_least_once(self):
        received = self.receive(answer=500)
        row = self.follow(received)
        quotes = [make_quote() for _ in range(3)]
        began = self.now
        while self.now - began < timedelta(hours=1):
            self.run_once(after=timedelta(minutes=1))
        self.assertEqual(Delivery.objects.filter(status="pending").count(), 3)
        tried = len(received.requests)
        received.answer = 200
        for _ in range(4 * 60):
            self.run_once(after=timedelta(minutes=1))

        deliveries = row.deliveries.order_by("pk")
        self.assertEqual({one.status for one in deliveries}, {"delivered"})
        taken = {e["data"]["quote"]["id"] for e in received.events[tried:]}
        self.assertEqual(taken, {quote.pk for quote in quotes})
        received.verify(row.secret)
        for delivery in deliveries:
            statuses = [attempt["status"] for attempt in delivery.log]
            self.assertEqual(set(statuses[:-1]), {500})
            self.assertEqual(statuses[-1], 200)
        # Known by the same name at every attempt, so that once is enough for it.
        names = {headers["webhook-id"] for headers, _ in received.requests}
        self.assertEqual(len(names), 3)

    def test_waits_grow_and_are_not_all_the_same(self):
        received = self.receive(answer=503)
        self.follow(received)
        make_quote()
        waits = []
        for seed in range(len(outbox.DELAYS)):
            self.now = max(self.now, timezone.now())
            fill(channel="webhook", site=SITE, now=self.now)
            deliver_due(now=self.now, rng=chance(seed))
            delivery = Delivery.objects.get()
            waits.append(delivery.due_at - self.now)
            self.now = delivery.due_at
        for wait, planned in zip(waits, outbox.DELAYS, strict=True):
            self.assertLessEqual(abs(wait / planned - 1), outbox.JITTER + 1e-6)
        self.assertGreater(sum(waits, timedelta()), timedelta(days=2))
        sent = deliver_due(now=self.now)

        self.assertEqual(Delivery.objects.get().status, "dead")
        self.assertEqual(len(sent.dead), 1)
        self.assertEqual(deliver_due(now=self.now + timedelta(days=9)).failed, 0)

    def test_what_was_given_up_is_tried_again_at_an_editors_word(self):
        received = self.receive()
        self.follow(received)
        make_quote()
        self.run_once()
        delivery = Delivery.objects.get()
        with self.assertRaisesMessage(review.ReviewError, "taken already"):
            retry_delivery(delivery=delivery, by=self.editor)
        Delivery.objects.update(status="dead", attempts=10)
        retry_delivery(delivery=delivery, by=self.editor, reason="It is up again")
        self.run_once()
        delivery.refresh_from_db()

        self.assertEqual((delivery.status, len(received.events)), ("delivered", 2))
        notes = [attempt.get("note", "") for attempt in delivery.log]
        self.assertIn(f"Tried again by {self.editor}: It is up again", notes)

    # What is due, taken and told is asked on both by the tests beside: here, of whom.
    @pytest.mark.any_database
    def test_who_is_down_slow_or_redirects_keeps_nobody_waiting(self):
        slow, well = self.receive(never=True), self.receive()
        elsewhere = self.receive()
        redirecting = self.receive(answer=302, location=elsewhere.address)
        with receiver() as down:
            pass
        for received in (slow, redirecting, down, well):
            self.follow(received)
        quotes = [make_quote() for _ in range(4)]
        # Whoever waited for the slow one would wait for ever.
        sent = self.run_once(seconds=2)

        self.assertEqual(len(well.events), len(quotes))
        self.assertEqual((sent.delivered, sent.failed), (4, 3))
        self.assertEqual(elsewhere.requests, [])
        errors = {
            delivery.subscription.address: delivery.log[-1]["error"]
            for delivery in Delivery.objects.filter(attempts=1, status="pending")
        }
        self.assertIn("No answer within", errors[slow.address])
        self.assertIn("redirects", errors[redirecting.address])
        self.assertIn("refused", errors[down.address])
        slow.never = False
        for _ in range(10):
            self.run_once(after=timedelta(minutes=1))
        told = {event["data"]["quote"]["id"] for event in slow.events}
        self.assertEqual(told, {quote.pk for quote in quotes})

    def test_a_private_address_is_not_called_and_the_log_says_so(self):
        received = self.receive()
        self.follow(received)
        make_quote()
        with self.settings(FETCH_PRIVATE=False):
            self.run_once()

        self.assertEqual(received.requests, [])
        (delivery,) = Delivery.objects.all()
        self.assertIn("not on the public internet", delivery.log[-1]["error"])

    def test_gone_ends_it(self):
        received = self.receive(answer=410)
        row = self.follow(received)
        make_quote()
        make_quote()
        self.run_once()
        self.run_once(after=timedelta(days=1))
        row.refresh_from_db()

        self.assertEqual(len(received.requests), 1)
        self.assertIn("410", row.ended_why)

    def test_a_process_that_died_after_it_took_one_loses_nothing(self):
        received = self.receive()
        self.follow(received)
        make_quote()
        now = timezone.now()
        fill(channel="webhook", site=SITE, now=now)
        (delivery,) = outbox.due(channel="webhook", now=now, without=set())
        other = Delivery.objects.get()
        self.assertTrue(outbox.claim(delivery, now=now))
        self.assertFalse(outbox.claim(other, now=now))
        self.assertEqual(deliver_due(now=now).delivered, 0)

        self.assertEqual(deliver_due(now=now + outbox.LEASE).delivered, 1)


class ForgettingTests(WebhookCase):
    def test_the_log_is_kept_for_a_month_and_nothing_is_told_twice(self):
        received = self.receive()
        self.follow(received)
        make_quote()
        self.run_once()
        later = timezone.now() + outbox.KEPT + timedelta(days=1)
        self.assertEqual(forget(now=later), 0)  # it might be looked at again
        fill(channel="webhook", site=SITE, now=later)
        self.assertEqual(Delivery.objects.count(), 1)
        Subscription.objects.update(after_id=10**9)

        self.assertEqual(forget(now=timezone.now()), 0)
        self.assertEqual(forget(now=later), 1)

    def test_what_was_not_sent_is_never_forgotten(self):
        received = self.receive(answer=500)
        self.corrections(received)
        quote = make_quote()
        review.reject(quote=quote, by=self.editor, reason="A headline")
        self.run_once()

        self.assertEqual(forget(now=timezone.now() + timedelta(days=400)), 0)
        self.assertEqual(Statement.objects.count(), 0)
