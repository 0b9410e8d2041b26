from datetime import timedelta

from django.test import TestCase
from django.utils import timezone

from quotes import review
from quotes.models import Quote
from tests.admin.people import make_member, make_reader
from tests.build import make_quote, make_speaker

LIST = "/admin/quotes/quote/"


class QuoteActionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_member()

    def setUp(self):
        self.client.force_login(self.editor)
        self.first, self.second, self.third = (
            make_quote(f"Words {number}") for number in range(3)
        )
        self.chosen = [self.first.pk, self.second.pk]

    def act(self, action, **fields):
        data = {"action": action, "_selected_action": self.chosen}
        return self.client.post(f"{LIST}?kind__exact=direct", data | fields)

    def answer(self, page, **fields):
        data = {"chosen": ",".join(map(str, self.chosen))}
        return self.client.post(f"{LIST}{page}/?kind__exact=direct", data | fields)

    def statuses(self):
        return list(Quote.objects.order_by("pk").values_list("status", flat=True))

    def test_confirming_says_how_many(self):
        response = self.client.post(
            LIST, {"action": "confirm_selected", "_selected_action": self.chosen},
            follow=True,
        )  # fmt: skip

        self.assertContains(response, "2 quotes confirmed.")
        self.assertEqual(self.statuses(), ["confirmed", "confirmed", "extracted"])

    def test_every_quote_has_its_own_history(self):
        self.act("confirm_selected")

        for key in self.chosen:
            latest = Quote.history.filter(id=key).first()
            self.assertEqual(
                (latest.status, latest.history_user), ("confirmed", self.editor)
            )

    def test_list_remembers_when_it_was_made(self):
        self.assertContains(
            self.client.get(LIST), '<input type="hidden" name="seen_at" value="2'
        )

    def test_decision_made_since_the_list_stops_all(self):
        seen_at = timezone.now() - timedelta(minutes=1)
        review.reject(quote=self.second, by=make_member("omar"))

        response = self.client.post(
            LIST,
            {
                "action": "confirm_selected",
                "_selected_action": self.chosen,
                "seen_at": seen_at.isoformat(),
            },
            follow=True,
        )

        self.assertContains(
            response, "“Words 1” was decided on by omar after you had opened"
        )
        self.assertEqual(self.statuses(), ["extracted", "rejected", "extracted"])

    def test_rejecting_asks_why_before_anything_happens(self):
        page = self.act("reject_selected")

        self.assertContains(page, "Reject 2 quotes")
        self.assertContains(page, "Words 0")
        self.assertContains(page, f'value="{self.first.pk},{self.second.pk}"')
        self.assertEqual(self.statuses(), ["extracted"] * 3)

    def test_rejecting_without_a_reason_asks_again(self):
        self.assertContains(self.answer("reject"), "This field is required.")
        self.assertEqual(self.statuses(), ["extracted"] * 3)

    def test_rejecting_with_a_reason_returns_to_the_list_as_it_was(self):
        response = self.answer("reject", reason="Crossword clues")

        self.assertRedirects(response, f"{LIST}?kind__exact=direct")
        self.assertEqual(self.statuses(), ["rejected", "rejected", "extracted"])
        latest = self.first.history.first()
        self.assertEqual(latest.history_change_reason, "Crossword clues")

    def test_setting_a_speaker(self):
        speaker = make_speaker("Ida Voss")

        self.answer("set-speaker", reason="Her column", speaker=speaker.pk)

        self.assertEqual(speaker.quotes.filter(status="corrected").count(), 2)

    def test_empty_speaker_is_no_nobody(self):
        response = self.answer("set-speaker", reason="Her column")

        self.assertContains(response, "Choose a speaker, or tick “Nobody”.")
        self.assertEqual(self.statuses(), ["extracted"] * 3)

    def test_nobody_has_to_be_said(self):
        Quote.objects.update(speaker=make_speaker())

        self.answer("set-speaker", reason="Captions", nobody="on")

        self.assertEqual(Quote.objects.filter(speaker=None).count(), 2)

    def test_reopening(self):
        review.confirm_many(quotes=Quote.objects.all(), by=self.editor)

        self.act("reopen_selected")

        self.assertEqual(self.statuses(), ["extracted", "extracted", "confirmed"])

    def test_reopening_what_nobody_decided_on_changes_nothing(self):
        review.confirm(quote=self.first, by=self.editor)

        response = self.client.post(
            LIST, {"action": "reopen_selected", "_selected_action": self.chosen},
            follow=True,
        )  # fmt: skip

        self.assertContains(response, "Nobody has decided on “Words 1” yet.")
        self.assertEqual(self.statuses(), ["confirmed", "extracted", "extracted"])

    def test_whole_list_is_what_its_filters_leave(self):
        Quote.objects.filter(pk=self.third.pk).update(kind="mixed")

        self.act("confirm_selected", select_across="1")

        self.assertEqual(self.statuses(), ["confirmed", "confirmed", "extracted"])

    def test_forged_choice_is_refused(self):
        response = self.answer("reject", reason="x", chosen="1 OR 1=1")

        self.assertContains(response, "Choose quotes from the list again.")

    def test_forged_time_is_no_time(self):
        self.act("confirm_selected", seen_at="yesterday")

        self.assertEqual(self.statuses(), ["confirmed", "confirmed", "extracted"])

    def test_who_may_only_look_is_offered_no_action(self):
        self.client.force_login(make_reader())

        self.assertNotContains(self.client.get(LIST), 'name="action"')

    def test_who_may_only_look_cannot_act(self):
        self.client.force_login(make_reader())

        self.act("confirm_selected")
        for page in ("reject", "set-speaker"):
            response = self.answer(page, reason="x", nobody="on")
            self.assertEqual(response.status_code, 403)
        self.assertEqual(self.statuses(), ["extracted"] * 3)
