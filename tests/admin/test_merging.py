import pytest
from django.test import TestCase

from quotes import review
from quotes.models import Speaker, SpeakerDistinction
from tests.admin.people import make_member, make_reader
from tests.build import make_quote, make_speaker

# Its pages are asked on both by tests/walk/test_admin.py, and speakers are merged by
# tests/review/test_merging.py.
pytestmark = pytest.mark.any_database

LIST = "/admin/quotes/speaker/"


class MergingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_member()

    def setUp(self):
        self.client.force_login(self.editor)
        self.short, self.full = make_speaker("Voss"), make_speaker("Ida Voss")
        self.quote = make_quote(speaker=self.short)
        self.address = f"{LIST}merge/?chosen={self.short.pk},{self.full.pk}"

    def test_action_leads_to_the_page(self):
        keys = [self.short.pk, self.full.pk]

        response = self.client.post(
            LIST, {"action": "merge_selected", "_selected_action": keys}
        )

        self.assertRedirects(
            response, f"{LIST}merge/?chosen={self.full.pk},{self.short.pk}"
        )

    def test_page_shows_what_would_move(self):
        page = self.client.get(self.address)

        self.assertContains(
            page,
            f'<tr><th scope="row"><a href="{LIST}{self.short.pk}/change/">Voss</a></th>'
            "<td>1</td><td>0</td><td>0</td><td>0</td><td>1</td><td>0</td><td>0</td></tr>",
            html=True,
        )

    def test_merging_leads_to_the_one_that_stays(self):
        response = self.client.post(
            self.address, {"target": self.full.pk, "reason": "One woman"}
        )

        self.assertRedirects(response, f"{LIST}{self.full.pk}/change/")
        self.quote.refresh_from_db()
        self.assertEqual(self.quote.speaker, self.full)
        merged = Speaker.objects.get(pk=self.short.pk)
        self.assertEqual(merged.merged_into, self.full)
        self.assertEqual(merged.history.first().history_change_reason, "One woman")

    def test_merging_into_another_than_those_chosen(self):
        third = make_speaker("Ida Maria Voss")

        self.client.post(self.address, {"other": third.pk, "reason": "One woman"})

        self.assertEqual(third.merged.count(), 2)

    def test_merging_needs_a_target(self):
        response = self.client.post(self.address, {"reason": "One woman"})

        self.assertContains(response, "Choose the one speaker that stays.")

    def test_merging_needs_a_reason(self):
        response = self.client.post(self.address, {"target": self.full.pk})

        self.assertContains(response, "This field is required.")
        self.assertEqual(Speaker.objects.standing().count(), 2)

    def test_merging_one_into_itself_is_refused(self):
        response = self.client.post(
            f"{LIST}merge/?chosen={self.short.pk}",
            {"other": self.short.pk, "reason": "One woman"},
        )

        self.assertContains(response, "A speaker cannot be merged into itself.")

    def test_nothing_chosen_leads_back_to_the_list(self):
        self.assertRedirects(self.client.get(f"{LIST}merge/?chosen=x"), LIST)

    def test_merged_speaker_points_to_its_target_and_can_only_be_unmerged(self):
        review.merge_speakers(source=self.short, target=self.full, by=self.editor)

        page = self.client.get(f"{LIST}{self.short.pk}/change/")

        self.assertContains(page, f"{LIST}{self.full.pk}/change/")
        self.assertContains(page, "Unmerge…")
        self.assertNotContains(page, 'name="_save"')

    def test_unmerging(self):
        review.merge_speakers(source=self.short, target=self.full, by=self.editor)

        response = self.client.post(
            f"{LIST}{self.short.pk}/unmerge/", {"reason": "Sisters"}
        )

        self.assertRedirects(response, f"{LIST}{self.short.pk}/change/")
        self.quote.refresh_from_db()
        self.assertEqual(self.quote.speaker, self.short)

    def test_unmerging_for_good_tells_the_two_apart(self):
        review.merge_speakers(source=self.short, target=self.full, by=self.editor)

        self.client.post(
            f"{LIST}{self.short.pk}/unmerge/", {"reason": "Sisters", "apart": "on"}
        )

        told = SpeakerDistinction.objects.get()
        self.assertEqual((told.first, told.second), (self.short, self.full))
        self.assertEqual(told.reason, "Sisters")

    def test_speakers_told_apart_are_not_merged_and_the_page_says_why(self):
        review.tell_speakers_apart(one=self.short, other=self.full, by=self.editor)

        response = self.client.post(
            self.address, {"target": self.full.pk, "reason": "One woman"}
        )

        self.assertContains(response, "ines told Voss and Ida Voss apart")
        self.assertContains(response, "Take that back first")
        self.assertEqual(Speaker.objects.standing().count(), 2)

    def test_unmerging_asks_first(self):
        review.merge_speakers(source=self.short, target=self.full, by=self.editor)

        page = self.client.get(f"{LIST}{self.short.pk}/unmerge/")

        self.assertContains(page, "Everything that moved then comes back")
        self.assertEqual(Speaker.objects.standing().count(), 1)

    def test_speaker_that_is_not_merged_cannot_be_unmerged(self):
        response = self.client.get(f"{LIST}{self.short.pk}/unmerge/")

        self.assertRedirects(response, f"{LIST}{self.short.pk}/change/")

    def test_who_may_only_look_neither_merges_nor_unmerges(self):
        self.client.force_login(make_reader())

        for address in (self.address, f"{LIST}{self.short.pk}/unmerge/"):
            self.assertEqual(self.client.get(address).status_code, 403)
