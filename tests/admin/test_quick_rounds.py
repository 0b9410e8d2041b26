"""Proposals, second opinions, changed quotes, clusters, disagreements, feeds: gone
through by keys like the rest, each answer opening the next."""

from datetime import timedelta

import pytest
from django.test import TestCase
from django.utils import timezone

from quotes import review
from quotes.models import (
    BlindReading,
    Claim,
    Feed,
    Proposal,
    Quote,
    SecondOpinion,
    Speaker,
    SpeakerCluster,
    SpeakerDistinction,
)
from quotes.review import desk
from tests.admin.people import make_member
from tests.build import make_editor, make_outlet, make_quote, make_speaker

# What waits next is asked on both by tests/review/desk/test_desk.py, and each act is
# sent by test_pairs_of_acts.py.
pytestmark = pytest.mark.any_database

QUOTE = "/admin/quotes/quote/{}/change/"


class QuickRoundTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor, cls.omar = make_editor("ines"), make_member("omar")
        cls.vera = make_member("vera", "Contributors")
        now = timezone.now()
        for number in range(2):
            later = now + timedelta(seconds=number)
            changed, opined, read, proposed = (make_quote() for _ in range(4))
            for quote in (changed, opined):
                review.confirm(quote=quote, by=cls.editor)
            Quote.objects.filter(pk=changed.pk).update(changed_at=later)
            SecondOpinion.objects.create(
                quote=opined,
                extractor_version="9",
                reading={},
                differs=["found"],
                seen_at=later,
            )
            review.propose(
                do=lambda quote=proposed: review.reject(
                    quote=quote, by=cls.vera, reason="A caption"
                ),
                by=cls.vera,
            )
            for reader, is_quotation in ((cls.editor, True), (cls.omar, False)):
                BlindReading.objects.create(
                    quote=read,
                    reader=reader,
                    is_quotation=is_quotation,
                    stance="states" if is_quotation else "",
                    disagrees=True,
                )
            cluster = SpeakerCluster.objects.create(
                method="fingerprint", key=f"tarn {number}", size=2
            )
            cluster.members.set([make_speaker(), make_speaker()])
            Feed.objects.create(
                outlet=make_outlet(),
                address=f"https://feeds.example/{number}",
                last_error="the server answers 404",
                failing_since=now - timedelta(days=3 - number),
            )

    def setUp(self):
        self.client.force_login(self.editor)

    def rounds(self):
        """Of each kind: the address of a page, the two items, and what answers one."""
        quotes = Quote.objects.filter
        changed = quotes(changed_at__isnull=False).order_by("-dated_at", "-pk")
        opined = quotes(second_opinion__isnull=False).order_by("pk")
        feed = {"active": "on", "every_minutes": "30"}
        return {
            desk.CHANGED_QUOTES: (QUOTE, changed, lambda page: {"_confirm": "1"}),
            desk.SECOND_OPINIONS: (
                QUOTE,
                opined,
                lambda page: {
                    "_take_because": "I had misread it",
                    "_opinion": page.context["opinion_version"],
                },
            ),
            desk.PROPOSALS: (
                "/admin/quotes/proposal/{}/change/",
                Proposal.objects.order_by("pk"),
                lambda page: {"_decline": "The article says otherwise"},
            ),
            desk.DISAGREEMENTS: (
                "/admin/quotes/blindreading/{}/change/",
                BlindReading.objects.filter(reader=self.editor).order_by("pk"),
                lambda page: {"right": page.context["original"].pk, "reason": "Heard"},
            ),
            desk.CLUSTERS: (
                "/admin/quotes/speakercluster/{}/change/",
                SpeakerCluster.objects.order_by("pk"),
                lambda page: {
                    "_merge": "1",
                    "reason": "One",
                    "chosen": page.context["ticked"],
                    "stays": page.context["ticked"][0],
                },
            ),
            desk.DEAD_FEEDS: (
                "/admin/quotes/feed/{}/change/",
                Feed.objects.order_by("failing_since"),
                lambda page: (
                    feed
                    | {
                        "outlet": page.context["original"].outlet_id,
                        "address": f"{page.context['original'].address}/new",
                    }
                ),
            ),
        }

    def sent(self, address, answer):
        """Answer an open page as a browser would, with what its form holds."""
        page = self.client.get(address)
        held = {}
        if page.context.get("adminform"):
            form = page.context["adminform"].form
            held = {name: form[name].value() or "" for name in form.fields}
        for name in ("version", "opened_at"):
            if page.context.get(name):
                held[name] = page.context[name]
        return self.client.post(address, held | answer(page))

    def test_each_answer_opens_the_next_and_the_last_the_desk(self):
        for kind, (address, rows, answer) in self.rounds().items():
            with self.subTest(kind.key):
                first, second = (address.format(row.pk) for row in rows)
                start = f"/admin/desk/{kind.key}/start/"
                self.assertRedirects(self.client.post(start), first)
                self.assertRedirects(self.sent(first, answer), second)
                self.assertEqual(Claim.objects.filter(kind=kind.key).count(), 1)
                self.assertFalse(
                    kind.waiting().filter(pk=rows.first().pk).exists()
                    and kind is not desk.DEAD_FEEDS
                )
                if kind is not desk.DEAD_FEEDS:
                    self.assertRedirects(self.sent(second, answer), "/admin/")

    def test_the_page_says_why_it_is_here_and_where_it_begins(self):
        for kind, (address, rows, _) in self.rounds().items():
            with self.subTest(kind.key):
                page = self.client.get(address.format(rows.first().pk))
                self.assertContains(page, "Why it is here:")
                self.assertContains(page, 'data-key="s"')
                self.assertContains(page, "0 done today, 2 waiting")
                self.assertRegex(page.content.decode(), r"data-focus\b")

    def test_the_answer_before_can_be_undone_from_the_next_page(self):
        rounds = self.rounds()
        accept = lambda page: {"_accept": "1"}  # noqa: E731
        for kind, answer in (
            (desk.SECOND_OPINIONS, rounds[desk.SECOND_OPINIONS][2]),
            (desk.PROPOSALS, accept),
            (desk.CLUSTERS, rounds[desk.CLUSTERS][2]),
        ):
            with self.subTest(kind.key):
                address, rows, _ = rounds[kind]
                first, second = rows
                self.client.post(f"/admin/desk/{kind.key}/start/")
                before = self.decided()
                self.sent(address.format(first.pk), answer)
                self.assertNotEqual(self.decided(), before)

                page = self.client.get(address.format(second.pk))
                self.assertContains(page, "Undo my last answer…")
                self.client.post(page.context["undone_at"], {"reason": "A slip"})

                self.assertEqual(self.decided(), before)

    @staticmethod
    def decided():
        quotes = Quote.objects.order_by("pk").values_list("status", "stance")
        speakers = Speaker.objects.order_by("pk").values_list("merged_into")
        return [*quotes, *speakers]

    def test_what_was_told_apart_is_taken_back_on_the_page_of_a_speaker(self):
        address, rows, answer = self.rounds()[desk.CLUSTERS]
        first, second = rows
        self.sent(
            address.format(first.pk),
            lambda page: answer(page) | {"_merge": "", "_apart": "1"},
        )

        page = self.client.get(address.format(second.pk))

        told = SpeakerDistinction.objects.get()
        speaker = self.client.get(page.context["undone_at"])
        self.assertContains(speaker, f"/admin/quotes/speaker/apart/{told.pk}/withdraw/")

    def test_a_proposal_stands_beside_the_quote_that_it_is_about(self):
        address, rows, _ = self.rounds()[desk.PROPOSALS]
        page = self.client.get(address.format(rows.first().pk))
        self.assertContains(page, "As it stands: nobody named")
        self.assertContains(page, 'class="desk-text"')
        self.client.post(
            address.format(rows.first().pk), {"_decline": "It is right as it stands"}
        )
        self.assertEqual(rows.first().answer, "It is right as it stands")
