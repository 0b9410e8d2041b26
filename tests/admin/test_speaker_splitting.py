"""The page on which one speaker becomes two."""

from datetime import UTC, datetime

from django.test import TestCase
from django.urls import reverse

from quotes.models import Speaker
from tests.admin.people import make_member
from tests.build import make_outlet, make_quote, make_speaker


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
        page = self.client.post(
            self.address,
            {"chosen": [self.first.pk], "name": "Ida Voss", "description": "ferrywoman",
             "reason": "Two women"},
            follow=True,
        )  # fmt: skip
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

    def test_nothing_ticked_is_told(self):
        page = self.client.post(self.address, {"name": "Ida Voss", "reason": "Two"})

        self.assertContains(page, "Tick the quotes that the other one said.")
