from datetime import timedelta
from unittest import mock

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

    def decide(self, action, page, **fields):
        """Tick, choose the action, and send the page that asks."""
        before = self.statuses()
        asked = self.act(action)
        self.assertEqual(self.statuses(), before)
        initial = asked.context["form"].initial
        data = {name: value for name, value in initial.items() if value} | fields
        return self.client.post(f"{LIST}{page}/?kind__exact=direct", data, follow=True)

    def statuses(self):
        return list(Quote.objects.order_by("pk").values_list("status", flat=True))

    def test_nothing_happens_before_the_page_that_asks_is_sent(self):
        for action, title in (
            ("confirm_selected", "Confirm 2 quotes"),
            ("reject_selected", "Reject 2 quotes"),
            ("set_speaker", "Set the speaker of 2 quotes"),
            ("reopen_selected", "Reopen 2 quotes"),
        ):
            with self.subTest(action):
                page = self.act(action)
                self.assertContains(page, f"<h1>{title}</h1>")
                self.assertContains(page, "Words 0")
                self.assertEqual(self.statuses(), ["extracted"] * 3)

    def test_confirming_says_how_many(self):
        response = self.decide("confirm_selected", "confirm")

        self.assertContains(response, "2 quotes confirmed.")
        self.assertEqual(self.statuses(), ["confirmed", "confirmed", "extracted"])

    def test_every_quote_has_its_own_history_of_one_moment(self):
        self.decide("confirm_selected", "confirm", reason="Read them")

        moments = set()
        for key in self.chosen:
            latest = Quote.history.filter(id=key).first()
            self.assertEqual(
                (latest.status, latest.history_user), ("confirmed", self.editor)
            )
            moments.add(latest.history_date)
        self.assertEqual(len(moments), 1)

    def test_what_another_editor_rejected_is_listed_and_left_out(self):
        review.reject(quote=self.first, by=make_member("omar"), reason="A crossword")
        review.confirm(quote=self.second, by=self.editor)
        page = self.act("reopen_selected")

        self.assertContains(page, "Another editor rejected 1 of them.")
        self.assertContains(page, "“Words 0” — rejected by omar: “A crossword”")
        self.assertNotContains(page, " checked")
        answer = self.answer("reopen", reason="A slip")
        self.assertEqual(self.statuses(), ["rejected", "extracted", "extracted"])
        self.assertContains(
            self.client.get(answer["Location"]),
            "1 quote reopened. 1 left as another editor rejected them.",
        )

    def test_what_another_editor_rejected_is_reopened_if_it_is_ticked(self):
        review.reject(quote=self.first, by=make_member("omar"), reason="A crossword")
        review.confirm(quote=self.second, by=self.editor)
        self.client.force_login(make_member("cleo", "Chiefs"))

        self.answer("reopen", reason="None", overruling=[self.first.pk])

        self.assertEqual(self.statuses(), ["extracted"] * 3)

    def test_only_what_was_listed_can_be_ticked(self):
        review.reject(quote=self.first, by=make_member("omar"), reason="A crossword")

        page = self.answer("reopen", reason="None", overruling=[self.third.pk])

        self.assertContains(page, "What another editor rejected has changed since")

    def test_own_rejections_need_no_tick(self):
        for quote in (self.first, self.second):
            review.reject(quote=quote, by=self.editor, reason="A crossword")

        self.answer("reopen", reason="A slip")

        self.assertEqual(self.statuses(), ["extracted"] * 3)

    def test_reopening_needs_a_reason(self):
        review.confirm_many(quotes=Quote.objects.all(), by=self.editor)

        self.assertContains(self.answer("reopen"), "This field is required.")
        self.assertEqual(self.statuses(), ["confirmed"] * 3)

    def test_more_than_anyone_looks_at_are_refused_before_and_on_the_page(self):
        for response in (
            lambda: self.act("confirm_selected", select_across="1"),
            lambda: self.answer("confirm"),
        ):
            with mock.patch.object(review, "LARGEST_BULK", 1):
                refused = response()
            if refused.status_code == 302:
                refused = self.client.get(refused["Location"])
            self.assertContains(refused, "More than 1 quotes are selected: take fewer.")
        self.assertEqual(self.statuses(), ["extracted"] * 3)

    def test_list_remembers_when_it_was_made(self):
        self.assertContains(
            self.client.get(LIST), '<input type="hidden" name="seen_at" value="2'
        )

    def test_decision_made_since_the_list_stops_all(self):
        seen_at = timezone.now() - timedelta(minutes=1)
        review.reject(quote=self.second, by=make_member("omar"))

        page = self.answer("confirm", seen_at=seen_at.isoformat())

        self.assertContains(page, "“Words 1” was decided on by omar after you had")
        self.assertContains(page, "Theirs and yours")
        self.assertContains(page, '<th scope="row">Words 1</th><td>omar, ')
        self.assertContains(page, "<td>Confirm</td>")
        self.assertEqual(self.statuses(), ["extracted", "rejected", "extracted"])

        again = page.text.split('name="seen_at" value="')[1].split('"')[0]
        self.answer("confirm", seen_at=again, overruling=self.second.pk)
        self.assertEqual(self.statuses()[:2], ["confirmed", "confirmed"])

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

        self.decide("reopen_selected", "reopen", reason="A slip")

        self.assertEqual(self.statuses(), ["extracted", "extracted", "confirmed"])

    def test_reopening_what_nobody_decided_on_changes_nothing(self):
        review.confirm(quote=self.first, by=self.editor)

        response = self.decide("reopen_selected", "reopen", reason="A slip")

        self.assertContains(response, "Nobody has decided on “Words 1” yet.")
        self.assertEqual(self.statuses(), ["confirmed", "extracted", "extracted"])

    def test_whole_list_is_what_its_filters_leave(self):
        Quote.objects.filter(pk=self.third.pk).update(kind="mixed")

        page = self.act("confirm_selected", select_across="1")

        chosen = page.context["form"].initial["chosen"]
        self.assertEqual(chosen, f"{self.first.pk},{self.second.pk}")

    def test_forged_choice_is_refused(self):
        response = self.answer("reject", reason="x", chosen=f"{self.first.pk},1 OR 1=1")

        self.assertContains(response, "Choose quotes from the list again.")

    def test_no_act_is_done_on_nothing(self):
        for page in ("confirm", "reject", "set-speaker", "reopen"):
            for chosen in ("", "x", "999999"):
                with self.subTest(page, chosen=chosen):
                    response = self.answer(page, reason="x", chosen=chosen)
                    back = f"{LIST}?kind__exact=direct"
                    self.assertRedirects(response, back, fetch_redirect_response=False)
                    told = self.client.get(back)
                    self.assertContains(told, "Choose quotes from the list again.")

    def test_forged_time_is_no_time(self):
        self.answer("confirm", seen_at="yesterday")

        self.assertEqual(self.statuses(), ["confirmed", "confirmed", "extracted"])

    def test_who_may_only_look_is_offered_no_action(self):
        self.client.force_login(make_reader())

        self.assertNotContains(self.client.get(LIST), 'name="action"')

    def test_who_may_only_look_cannot_act(self):
        self.client.force_login(make_reader())

        self.act("confirm_selected")
        for page in ("confirm", "reject", "set-speaker", "reopen"):
            response = self.answer(page, reason="x", nobody="on")
            self.assertEqual(response.status_code, 403)
        self.assertEqual(self.statuses(), ["extracted"] * 3)
