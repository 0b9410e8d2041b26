"""The page on which one speaker becomes two."""

from datetime import UTC, datetime

from django.test import TestCase
from django.urls import reverse

from quotes import review
from quotes.models import Speaker
from tests.admin.people import make_member
from tests.build import make_outlet, make_quote, make_speaker, make_statement

PREVIEW = 13
"""Queries of the page that shows both halves."""


class SplitPageTests(TestCase):
    def setUp(self):
        self.client.force_login(make_member())
        self.ida = make_speaker("Ida Voss")
        self.post, self.wire = make_outlet("Post"), make_outlet("Wire")
        self.first = make_quote(
            speaker=self.ida, outlet=self.post, speaker_description="ferrywoman",
            published_at=datetime(2031, 3, 1, tzinfo=UTC),
        )  # fmt: skip
        self.second = make_quote(
            speaker=self.ida, outlet=self.wire,
            published_at=datetime(2031, 3, 9, tzinfo=UTC),
        )  # fmt: skip
        self.address = reverse("admin:quotes_speaker_split", args=[self.ida.pk])

    def offered(self, query):
        return self.client.get(self.address + query).context["offered"]

    def test_quotes_are_found_by_outlet_date_and_description(self):
        for query, found in (
            ("", [self.second, self.first]),
            (f"?outlet={self.post.pk}", [self.first]),
            ("?since=2031-03-05", [self.second]),
            ("?until=2031-03-05", [self.first]),
            ("?described=FERRY", [self.first]),
            ("?since=never", []),
            ("?outlet=999999", []),
        ):
            with self.subTest(query):
                self.assertEqual(self.offered(query), found)

    def test_what_is_ticked_becomes_the_others_and_the_split_is_undone(self):
        page = self.split()
        self.assertContains(page, "1 quotes are now of Ida Voss")
        made = Speaker.objects.get(description="ferrywoman")
        self.first.refresh_from_db()
        self.assertEqual(self.first.speaker, made)
        undo = reverse("admin:quotes_speaker_unsplit", args=[made.pk])
        shown = self.client.get(reverse("admin:quotes_speaker_change", args=[made.pk]))
        self.assertContains(shown, undo)

        self.client.post(undo, {"reason": "One woman"})

        self.first.refresh_from_db()
        self.assertEqual(self.first.speaker, self.ida)

    def filled_in(self, **fields):
        return {
            "chosen": [self.first.pk],
            "name": "Ida Voss",
            "description": "ferrywoman",
            "reason": "Two women",
        } | fields

    def split(self, **fields):
        """Press Split where both halves of this quote stand."""
        seen = {"_split": "Split", "previewed": str(self.first.pk)}
        return self.client.post(
            self.address, self.filled_in(**seen | fields), follow=True
        )

    def test_both_halves_are_shown_before_anything_is_done(self):
        shared = make_statement("Both say it")
        for quote in (self.first, self.second):
            quote.statement = shared
            quote.save()
        other = make_statement("One alone")
        third = make_quote(speaker=self.ida, statement=other, outlet=self.post)

        page = self.client.post(
            self.address,
            self.filled_in(chosen=[self.first.pk, third.pk], version="as opened"),
        )

        halves = page.context["halves"]
        self.assertEqual((halves.stays.count, halves.goes.count), (1, 2))
        self.assertEqual(halves.stays.latest, [self.second])
        self.assertEqual(set(halves.goes.latest), {self.first, third})
        self.assertEqual((halves.stays.statements, halves.goes.statements), (1, 2))
        self.assertEqual(halves.shared, [shared])
        self.assertContains(page, "1 statement would have printings of both")
        self.assertContains(page, 'name="_split"')
        self.assertContains(page, 'name="version" value="as opened"')
        self.assertEqual(Speaker.objects.count(), 1)

    def test_what_was_ticked_since_is_shown_again(self):
        for previewed in ("", str(self.second.pk), "nonsense"):
            page = self.split(previewed=previewed)
            self.assertContains(page, "What becomes of it")
        self.assertEqual(Speaker.objects.count(), 1)

    def test_what_changed_since_the_page_was_opened_is_refused(self):
        version = review.version_of_all([self.ida])
        review.change_speaker(
            speaker=self.ida, description="ferryman", by=make_member("omar")
        )

        page = self.split(version=version)

        self.assertContains(page, "Theirs and yours")
        self.assertEqual(Speaker.objects.count(), 1)

    def test_the_preview_costs_the_same_for_few_and_for_many(self):
        data = self.filled_in()
        self.client.post(self.address, data)
        for _ in (1, 5):
            make_quote(speaker=self.ida, outlet=self.post)
            with self.assertNumQueries(PREVIEW):
                self.client.post(self.address, data)

    def test_nothing_ticked_is_told(self):
        page = self.client.post(self.address, {"name": "Ida Voss", "reason": "Two"})

        self.assertContains(page, "Tick the quotes that the other one said.")
