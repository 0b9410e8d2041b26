"""Telling speakers apart, on their page and from the list."""

import pytest
from django.test import TestCase

from quotes import review
from quotes.models import Speaker, SpeakerDistinction, SpeakerSuggestion
from tests.admin.people import make_member, make_reader
from tests.build import make_speaker

# Its pages are asked on both by tests/walk/test_admin.py, and each act is sent by
# test_pairs_of_acts.py.
pytestmark = pytest.mark.any_database

LIST = "/admin/quotes/speaker/"


class ApartTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_member()

    def setUp(self):
        self.client.force_login(self.editor)
        self.voss = make_speaker("Ida Voss", description="mayor of Merrow")
        self.poet = make_speaker("Ida Voss", description="poet")
        self.page = f"{LIST}{self.voss.pk}/change/"

    def pairs(self):
        return list(SpeakerDistinction.objects.values_list("first", "second"))

    def tell_apart(self):
        return review.tell_speakers_apart(
            one=self.voss, other=self.poet, by=self.editor, reason="Cousins"
        )

    def test_action_leads_to_the_page(self):
        keys = [self.voss.pk, self.poet.pk]

        response = self.client.post(
            LIST, {"action": "tell_selected_apart", "_selected_action": keys}
        )

        address = f"{LIST}apart/?chosen={self.voss.pk},{self.poet.pk}"
        self.assertRedirects(response, address)
        self.assertContains(self.client.get(address), "mayor of Merrow")

    def test_more_than_five_are_not_told_apart_at_once(self):
        keys = [make_speaker().pk for _ in range(6)]

        response = self.client.post(
            LIST,
            {"action": "tell_selected_apart", "_selected_action": keys},
            follow=True,
        )

        self.assertContains(response, "At most 5 speakers are told apart at once.")

    def test_from_the_page_of_one(self):
        address = f"{LIST}apart/?chosen={self.voss.pk}"
        self.assertContains(self.client.get(self.page), address)

        response = self.client.post(
            address, {"other": self.poet.pk, "reason": "Cousins"}
        )

        self.assertRedirects(response, self.page)
        self.assertEqual(self.pairs(), [(self.voss.pk, self.poet.pk)])

    def test_three_are_told_apart_each_from_each(self):
        third = make_speaker("Ida Voss")
        chosen = f"{self.voss.pk},{self.poet.pk},{third.pk}"

        self.client.post(f"{LIST}apart/?chosen={chosen}", {"reason": "Namesakes"})

        self.assertEqual(len(self.pairs()), 3)

    def test_none_is_recorded_where_one_pair_is_refused(self):
        self.tell_apart()
        third = make_speaker("Ida Voss")
        chosen = f"{self.voss.pk},{third.pk},{self.poet.pk}"

        response = self.client.post(
            f"{LIST}apart/?chosen={chosen}", {"reason": "Namesakes"}
        )

        self.assertContains(response, "ines told Ida Voss and Ida Voss apart")
        self.assertEqual(self.pairs(), [(self.voss.pk, self.poet.pk)])

    def test_a_reason_is_needed(self):
        response = self.client.post(
            f"{LIST}apart/?chosen={self.voss.pk}", {"other": self.poet.pk}
        )

        self.assertContains(response, "This field is required.")
        self.assertEqual(self.pairs(), [])

    def test_its_page_says_who_it_is_not_and_whom_it_may_be(self):
        told = self.tell_apart()
        third = make_speaker("I. Voss")
        asked = SpeakerSuggestion.objects.create(
            speaker=third, candidate=self.voss, score=0.3, reason="Alike"
        )

        page = self.client.get(self.page)

        self.assertContains(page, "Not the same as")
        self.assertContains(page, "<q>Cousins</q>")
        self.assertContains(page, f"{LIST}apart/{told.pk}/withdraw/")
        self.assertContains(page, "May be the same as")
        self.assertContains(page, f"/admin/quotes/speakersuggestion/{asked.pk}/change/")

    def test_taking_it_back(self):
        told = self.tell_apart()
        address = f"{LIST}apart/{told.pk}/withdraw/"
        self.assertContains(self.client.get(address), "ines told Ida Voss")

        response = self.client.post(address, {"reason": "One woman"})

        self.assertRedirects(response, self.page)
        self.assertEqual(self.pairs(), [])

    def test_the_page_costs_the_same_for_one_and_for_three(self):
        # The first page of a process also asks for the content types.
        self.client.get(self.page)
        counts = []
        for _ in (1, 2, 3):
            review.tell_speakers_apart(
                one=self.voss, other=make_speaker(), by=self.editor
            )
            SpeakerSuggestion.objects.create(
                speaker=make_speaker(), candidate=self.voss, score=0.3
            )
            with self.assertNumQueries(14):
                self.client.get(self.page)
            counts.append(SpeakerDistinction.objects.count())
        self.assertEqual(counts, [1, 2, 3])

    def test_who_may_only_look_sees_it_and_changes_nothing(self):
        told = self.tell_apart()
        self.client.force_login(make_reader())

        page = self.client.get(self.page)
        self.assertContains(page, "Not the same as")
        self.assertNotContains(page, "withdraw/")
        for address in (
            f"{LIST}apart/?chosen={self.voss.pk}",
            f"{LIST}apart/{told.pk}/withdraw/",
        ):
            self.assertEqual(self.client.get(address).status_code, 403)
        self.assertEqual(Speaker.objects.standing().count(), 2)
