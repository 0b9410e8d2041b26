"""History that can be used: what one act changed, undoing it, going back, a day."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import TestCase
from django.utils import timezone

from quotes import review
from quotes.models import Act, Quote, Speaker
from tests.admin.people import make_member, make_reader
from tests.build import make_quote, make_speaker

# Histories are asked on both by tests/walk/test_admin.py, those of a day by
# tests/api/test_as_of.py, and acts are undone by tests/review/test_undo_act.py.
pytestmark = pytest.mark.any_database

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


class HistoryPageTests(TestCase):
    def setUp(self):
        self.editor = make_member()
        self.client.force_login(self.editor)
        self.ida, self.bo = make_speaker("Ida Voss"), make_speaker("Bo Lind")
        self.quotes = [make_quote(f"We wait {n}", speaker=self.ida) for n in range(3)]
        review.correct_speaker_many(
            quotes=Quote.objects.all(), speaker=self.bo, by=self.editor, reason="Photo"
        )
        self.act = Act.objects.get()
        self.history = f"/admin/quotes/quote/{self.quotes[0].pk}/history/"

    def speakers(self):
        return {str(quote.speaker) for quote in Quote.objects.select_related("speaker")}

    def test_bulk_act_is_one_entry_undone_as_one(self):
        page = self.client.get(self.history)
        self.assertContains(page, "Speaker set to Bo Lind: 3 quotes at once")
        undo = f"/admin/quotes/act/{self.act.pk}/undo/"
        self.assertContains(page, undo)

        asked = self.client.get(undo)
        self.assertContains(asked, "3 quotes will be as before.")
        done = self.client.post(undo, {"reason": "It was Ida"}, follow=True)

        self.assertContains(done, "Undone: 3 quotes are as before.")
        self.assertEqual(self.speakers(), {"Ida Voss"})
        self.assertContains(self.client.get(self.history), "· undone")
        again = self.client.get(undo, follow=True)
        self.assertContains(again, "has undone this already.")

    def test_what_cannot_be_undone_is_told(self):
        review.confirm(quote=Quote.objects.latest("pk"), by=make_member("omar"))

        page = self.client.post(
            f"/admin/quotes/act/{self.act.pk}/undo/", {"reason": "Slip"}
        )

        self.assertContains(page, "changed by omar")
        self.assertEqual(self.speakers(), {"Bo Lind"})

    def test_acts_are_listed_and_show_their_quotes(self):
        page = self.client.get("/admin/quotes/act/?many=yes&undone=no")
        self.assertContains(page, "Speaker set to Bo Lind")

        page = self.client.get(f"/admin/quotes/act/{self.act.pk}/change/")
        for quote in self.quotes:
            self.assertContains(page, f"/admin/quotes/quote/{quote.pk}/change/")
        self.assertEqual(
            self.client.get(f"/admin/quotes/act/{self.act.pk}/history/").status_code,
            404,
        )

    def test_going_back_shows_what_changes_and_does_it(self):
        quote = Quote.objects.get(pk=self.quotes[0].pk)
        review.correct_stance(quote=quote, stance="denies", by=self.editor)
        record = quote.history.filter(stance="states", speaker=self.bo).get()
        address = f"/admin/quotes/quote/{quote.pk}/revert/{record.history_id}/"
        self.assertContains(
            self.client.get(self.history), f"../revert/{record.history_id}/"
        )

        page = self.client.get(address)
        self.assertContains(page, "<td><del>Denies</del></td>")
        version = page.text.split('name="version" value="')[1].split('"')[0]
        self.client.post(address, {"reason": "Not denied", "version": version})

        self.assertEqual(Quote.objects.get(pk=quote.pk).stance, "states")
        missing = f"/admin/quotes/quote/{self.quotes[1].pk}/revert/{record.history_id}/"
        self.assertEqual(self.client.get(missing).status_code, 404)

    def test_speakers_go_back_too(self):
        review.change_speaker(speaker=self.ida, description="poet", by=self.editor)
        review.change_speaker(speaker=self.ida, description="mayor", by=self.editor)
        record = self.ida.history.filter(description="poet").get()

        self.client.post(
            f"/admin/quotes/speaker/{self.ida.pk}/revert/{record.history_id}/",
            {"reason": "She writes"},
        )

        self.assertEqual(Speaker.objects.get(pk=self.ida.pk).description, "poet")

    def test_as_it_stood_on_a_day(self):
        past = self.quotes[0].history
        past.filter(history_user=None).update(history_date=DAY - timedelta(days=2))
        past.exclude(history_user=None).update(history_date=DAY)

        page = self.client.get(self.history, {"as_of": "2026-02-28"})
        self.assertContains(page, "At the end of 28 February 2026 (UTC)")
        self.assertContains(page, "<dt>Speaker</dt><dd>Ida Voss</dd>")
        page = self.client.get(self.history, {"as_of": "2026-03-01"})
        self.assertContains(page, "<dt>Speaker</dt><dd>Bo Lind</dd>")

        tomorrow = (timezone.now() + timedelta(days=2)).date().isoformat()
        page = self.client.get(self.history, {"as_of": tomorrow})
        self.assertContains(page, "That day has not been yet.")
        page = self.client.get(self.history, {"as_of": "soon"})
        self.assertContains(page, "Enter a valid date.")

    def test_what_was_not_there_is_told(self):
        made = review.create_speaker(name="Teo Marl", by=self.editor)

        page = self.client.get(
            f"/admin/quotes/speaker/{made.pk}/history/", {"as_of": "2026-02-28"}
        )

        self.assertContains(page, "It was not there then.")

    def test_readers_look_and_cannot_undo(self):
        self.client.force_login(make_reader())

        page = self.client.get(self.history)
        self.assertContains(page, "Speaker set to Bo Lind")
        self.assertNotContains(page, "Undo it")
        self.assertNotContains(page, "Go back to this")
        for address in (
            f"/admin/quotes/act/{self.act.pk}/undo/",
            f"/admin/quotes/quote/{self.quotes[0].pk}/revert/1/",
        ):
            self.assertEqual(self.client.get(address).status_code, 403)
