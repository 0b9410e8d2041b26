"""E-mail alerts: asked for, confirmed, sent as digests, ended by a link."""

import re
from datetime import timedelta
from io import StringIO
from smtplib import SMTPServerDisconnected
from unittest.mock import patch

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client, TestCase, override_settings
from django.utils import timezone

from quotes.api.saved_searches import save_search
from quotes.models import Delivery, Subscription
from quotes.outgoing.alerts import send_due
from quotes.outgoing.outbox import fill
from quotes.review.api_tokens import create_token
from tests.build import make_editor, make_quote, make_speaker, make_statement

SITE = "http://testserver"
LINK = re.compile(r"http://testserver/\S+")


@override_settings(EMAIL_ALERTS=True, SITE_ADDRESS=SITE)
class AlertCase(TestCase):
    def setUp(self):
        token, self.secret = create_token(name="Newsroom", by=make_editor())
        self.saved = self.save({"token": token})
        self.now = timezone.now()

    def save(self, owner, kind="quotes", **parameters):
        return save_search(
            owner=owner, name="The dam", kind=kind, parameters=parameters
        )

    def ask(self, email="mara@newsroom.example", **more):
        sent = {"email": email, "frequency": "daily", "token": self.secret}
        address = f"/follow/saved/{self.saved.feed_key}/alert/"
        return self.client.post(address, sent | more)

    def run_once(self, after=timedelta()):
        self.now = max(self.now, timezone.now()) + after
        filled = fill(channel="email", site=SITE, now=self.now)
        self.assertEqual(filled.failures, [])
        mailed = send_due(site=SITE, now=self.now)
        sent, mail.outbox[:] = list(mail.outbox), []
        return mailed, sent

    def confirmed(self, **more):
        self.assertContains(self.ask(**more), "We will ask")
        _, (question,) = self.run_once()
        (link,) = [one for one in LINK.findall(question.body) if "/confirm/" in one]
        self.client.post(link)
        return Subscription.objects.get()


# What is due is asked on both by DigestTests.
@pytest.mark.any_database
class AskingTests(AlertCase):
    def test_nothing_is_sent_before_the_address_is_confirmed(self):
        self.ask()
        make_quote("The dam holds")
        mailed, (question,) = self.run_once()

        self.assertEqual((mailed.questions, mailed.digests), (1, 0))
        self.assertEqual(question.to, ["mara@newsroom.example"])
        self.assertNotIn("The dam holds", question.body)
        self.assertEqual(self.run_once(after=timedelta(days=1))[1], [])

    def test_a_program_that_looks_at_the_link_confirms_nothing(self):
        self.ask()
        _, (question,) = self.run_once()
        link = LINK.findall(question.body)[0]
        self.assertContains(self.client.get(link), "Yes, send it")
        self.assertIsNone(Subscription.objects.get().confirmed_at)
        self.assertContains(self.client.post(link), "Confirmed")
        self.assertIsNotNone(Subscription.objects.get().confirmed_at)

    def test_a_link_that_was_changed_or_is_old_confirms_nothing(self):
        self.ask()
        _, (question,) = self.run_once()
        link = LINK.findall(question.body)[0]
        for other in (link.replace("/confirm/", "x/confirm/"),
                      link.replace("/confirm/", "/end/")):  # fmt: skip
            self.assertEqual(self.client.post(other).status_code, 404)
        with patch("time.time", return_value=timezone.now().timestamp() + 8 * 86400):
            self.assertEqual(self.client.post(link).status_code, 404)
        self.assertIsNone(Subscription.objects.get().confirmed_at)

    def test_what_nobody_confirms_ends(self):
        self.ask()
        self.run_once()
        self.run_once(after=timedelta(days=8))

        self.assertIn("Nobody confirmed", Subscription.objects.get().ended_why)

    def test_what_is_wrong_is_said(self):
        for sent, told in (
            ({"email": "no address"}, "Not an e-mail address"),
            ({"email": "a@b.example\nBcc: c@d.example"}, "Not an e-mail address"),
            ({"frequency": "at_once"}, "not a choice"),
            ({"token": "qt_other"}, "token"),
        ):
            with self.subTest(sent):
                self.assertContains(self.ask(**sent), told, status_code=400)
        self.assertFalse(Subscription.objects.exists())

    def test_another_s_search_and_too_many_are_refused(self):
        other = make_editor()
        self.saved = self.save({"user": other})
        self.assertContains(self.ask(), "another’s search", status_code=400)
        self.client.force_login(other)
        with self.settings(API_SUBSCRIPTIONS=1):
            self.assertEqual(self.ask(token="").status_code, 200)
            self.assertEqual(self.ask(token="").status_code, 409)

    @override_settings(EMAIL_ALERTS=False)
    def test_a_site_without_mail_says_so(self):
        self.assertContains(self.ask(), "sends no mail")
        self.assertFalse(Subscription.objects.exists())

    def test_the_page_of_a_saved_search_leads_here(self):
        page = self.client.get(f"/follow/saved/{self.saved.feed_key}/")
        self.assertContains(page, f"/follow/saved/{self.saved.feed_key}/alert/")


class DigestTests(AlertCase):
    def test_what_is_new_comes_once_a_day_at_most(self):
        self.confirmed()
        quotes = [make_quote("The dam holds", speaker=make_speaker("Mara Voss"))]
        _, (first,) = self.run_once()
        quotes.append(make_quote("The dam broke"))
        self.assertEqual(self.run_once(after=timedelta(hours=5))[1], [])
        _, (second,) = self.run_once(after=timedelta(hours=19))
        self.assertEqual(self.run_once(after=timedelta(days=1))[1], [])

        self.assertEqual(first.subject, "The dam: 1 new")
        self.assertIn("Mara Voss: “The dam holds”", first.body)
        self.assertIn(f"{SITE}/quotes/{quotes[0].pk}/", first.body)
        self.assertIn("The dam broke", second.body)
        self.assertNotIn("The dam holds", second.body)

    def test_hourly_is_hourly(self):
        self.confirmed(frequency="hourly")
        make_quote()
        self.assertEqual(len(self.run_once()[1]), 1)
        make_quote()
        self.assertEqual(len(self.run_once(after=timedelta(minutes=30))[1]), 0)
        self.assertEqual(len(self.run_once(after=timedelta(minutes=31))[1]), 1)

    def test_a_denial_is_told_as_one(self):
        self.confirmed()
        make_quote(
            "she had sold the dam",
            kind="indirect",
            stance="denies",
            clause="Mara Voss denied that she had sold the dam",
            speaker=make_speaker("Mara Voss"),
        )
        _, (digest,) = self.run_once()

        self.assertIn("Mara Voss (denied): Mara Voss denied that she", digest.body)

    def test_disputes_are_told(self):
        self.saved = self.save({"token": self.saved.token}, kind="disputes")
        self.confirmed()
        row = make_statement("The dam holds", dispute="distinct")
        _, (digest,) = self.run_once()

        self.assertIn(f"{SITE}/statements/{row.pk}/", digest.body)

    def test_a_name_with_line_breaks_makes_no_header(self):
        self.saved.name = "The dam\nBcc: x@y.example"
        self.saved.save()
        self.confirmed()
        make_quote()
        _, (digest,) = self.run_once()

        self.assertEqual(digest.subject, "The dam Bcc: x@y.example: 1 new")
        self.assertEqual(digest.recipients(), ["mara@newsroom.example"])

    def test_a_server_that_is_down_loses_nothing(self):
        row = self.confirmed()
        make_quote("The dam holds")
        down = patch(
            "django.core.mail.backends.locmem.EmailBackend.send_messages",
            side_effect=SMTPServerDisconnected("down"),
        )
        with down:
            mailed, _ = self.run_once()
        self.assertIn("down", mailed.failures[0])
        self.assertEqual(row.deliveries.get().status, "pending")
        _, (digest,) = self.run_once(after=timedelta(minutes=1))

        self.assertIn("The dam holds", digest.body)
        self.assertEqual(
            [bool(a["error"]) for a in Delivery.objects.get().log], [True, False]
        )


# What is due is asked on both by DigestTests.
@pytest.mark.any_database
class EndingTests(AlertCase):
    def link(self):
        self.confirmed()
        make_quote()
        _, (digest,) = self.run_once()
        header = digest.extra_headers["List-Unsubscribe"]
        self.assertEqual(
            digest.extra_headers["List-Unsubscribe-Post"], "List-Unsubscribe=One-Click"
        )
        self.assertIn(header.strip("<>"), digest.body)
        return header.strip("<>")

    def assert_ended(self):
        make_quote()
        self.assertEqual(self.run_once(after=timedelta(days=2))[1], [])
        self.assertIsNotNone(Subscription.objects.get().ended_at)

    def test_by_a_button(self):
        link = self.link()
        self.assertContains(self.client.get(link), "End it")
        self.assertIsNone(Subscription.objects.get().ended_at)
        self.assertContains(self.client.post(link), "Ended")
        self.assert_ended()

    def test_by_a_mail_program_in_one_click_also_where_the_site_is_closed(self):
        link = self.link()
        program = Client(enforce_csrf_checks=True)
        with self.settings(API_PUBLIC=False):
            answer = program.post(link, {"List-Unsubscribe": "One-Click"})

        self.assertEqual(answer.status_code, 200)
        self.assert_ended()

    def test_with_the_saved_search(self):
        self.confirmed()
        self.saved.delete()
        self.assertFalse(Subscription.objects.exists())


# What is due is asked on both by DigestTests.
@pytest.mark.any_database
class CommandTests(AlertCase):
    def test_it_says_what_it_did(self):
        self.ask()
        out = StringIO()
        call_command("send_alerts", once=True, stdout=out)
        self.assertIn("1 questions sent", out.getvalue())

    def test_it_names_what_is_missing(self):
        for setting, value in (("SITE_ADDRESS", ""), ("EMAIL_ALERTS", False)):
            with (
                self.settings(**{setting: value}),
                self.assertRaisesMessage(CommandError, "set "),
            ):
                call_command("send_alerts", once=True)

    def test_so_does_the_one_for_webhooks(self):
        out = StringIO()
        call_command("deliver_webhooks", once=True, stdout=out)
        self.assertIn("0 new, 0 delivered", out.getvalue())
        with (
            self.settings(SITE_ADDRESS=""),
            self.assertRaisesMessage(CommandError, "SITE_ADDRESS is missing"),
        ):
            call_command("deliver_webhooks", once=True)
