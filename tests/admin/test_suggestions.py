"""Going through what linking asks: are these two one?"""

import pytest
from django.test import TestCase

from quotes import review
from quotes.models import Quote, Speaker, SpeakerDistinction, SpeakerSuggestion
from tests.admin.people import make_member, make_reader
from tests.build import make_quote, make_speaker

LIST = "/admin/quotes/speakersuggestion/"


class SuggestionTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_member()

    def setUp(self):
        self.client.force_login(self.editor)
        self.full = make_speaker("Ida Voss", description="mayor of Merrow")
        self.short = make_speaker("I. Voss")
        self.quote = make_quote("We wait", speaker=self.short)
        self.asked = self.ask(self.short, self.full, score=0.6)
        self.page = f"{LIST}{self.asked.pk}/change/"

    def ask(self, newer, elder, score=0.3):
        return SpeakerSuggestion.objects.create(
            speaker=newer, candidate=elder, score=score, reason="The names are alike."
        )

    def status(self):
        self.asked.refresh_from_db()
        return self.asked.status


class ListTests(SuggestionTestCase):
    def test_open_questions_likeliest_first(self):
        elder, newer = make_speaker("A"), make_speaker("B")
        likelier = self.ask(newer, elder, score=0.9)

        page = self.client.get(LIST)

        rows = [row.pk for row in page.context["cl"].result_list]
        self.assertEqual(rows, [likelier.pk, self.asked.pk])

    def test_answered_ones_are_listed_on_request(self):
        review.dismiss_suggestion(suggestion=self.asked, by=self.editor)

        self.assertNotContains(self.client.get(LIST), self.page)
        self.assertContains(self.client.get(LIST, {"answer": "different"}), self.page)
        self.assertNotContains(self.client.get(LIST, {"answer": "same"}), self.page)

    def test_search_finds_either(self):
        for words in ("ida", "i voss"):
            with self.subTest(words):
                self.assertContains(self.client.get(LIST, {"q": words}), self.page)
        self.assertNotContains(self.client.get(LIST, {"q": "teel"}), self.page)

    def test_listing_costs_the_same_for_one_row_and_for_three(self):
        self.client.get(LIST)
        for _ in (1, 3):
            elder, newer = make_speaker(), make_speaker()
            self.ask(newer, elder)
            with self.assertNumQueries(6):
                self.client.get(LIST)

    def test_several_are_told_apart_at_once_after_a_page_that_asks(self):
        elder, newer = make_speaker("A"), make_speaker("B")
        other = self.ask(newer, elder)
        keys = [self.asked.pk, other.pk]

        response = self.client.post(
            LIST, {"action": "dismiss_selected", "_selected_action": keys}
        )
        address = f"{LIST}dismiss/?chosen={self.asked.pk},{other.pk}"
        self.assertRedirects(response, address)
        self.assertContains(self.client.get(address), "B is not A.")
        self.client.post(address, {"reason": "Namesakes"})

        self.assertEqual(SpeakerDistinction.objects.count(), 2)
        self.assertEqual(SpeakerSuggestion.objects.undecided().count(), 0)
        # Sent once more, for example with the browser's “back”.
        again = self.client.post(address, {"reason": "Namesakes"}, follow=True)
        self.assertContains(again, "Choose pairs that nobody has answered yet.")


# The page is walked on both, and each act is sent by test_pairs_of_acts.py.
@pytest.mark.any_database
class AnswerTests(SuggestionTestCase):
    def answer(self, button, **fields):
        data = {"reason": "Seen on the site", button: "1"} | fields
        return self.client.post(self.page, data)

    def test_the_two_stand_side_by_side(self):
        page = self.client.get(self.page)

        for words in ("Ida Voss", "mayor of Merrow", "We wait", "names are alike"):
            self.assertContains(page, words)

    def test_the_page_costs_the_same_whatever_the_two_have_said(self):
        for _ in (1, 3):
            make_quote(speaker=self.short)
            make_quote(speaker=self.full)
            with self.assertNumQueries(20):
                self.client.get(self.page)

    def test_the_same(self):
        response = self.answer("_same", stays=self.full.pk)

        self.assertRedirects(response, LIST)
        self.assertEqual(Quote.objects.get().speaker, self.full)
        self.assertEqual(self.status(), "same")

    def test_the_same_and_the_other_one_stays(self):
        self.answer("_same", stays=self.short.pk)

        self.assertEqual(Speaker.objects.standing().get(), self.short)

    def test_not_the_same(self):
        self.answer("_different", stays=self.full.pk)

        self.assertEqual(SpeakerDistinction.objects.get().reason, "Seen on the site")
        self.assertEqual(self.status(), "different")

    def test_the_next_question_opens(self):
        elder, newer = make_speaker("A"), make_speaker("B")
        following = self.ask(newer, elder)

        response = self.answer("_different", stays=self.full.pk)

        self.assertRedirects(response, f"{LIST}{following.pk}/change/")

    def test_a_reason_is_needed(self):
        response = self.answer("_different", reason="")

        self.assertContains(response, "This field is required.")
        self.assertEqual(self.status(), "open")

    def test_somebody_else_was_faster(self):
        review.dismiss_suggestion(suggestion=self.asked, by=make_member("omar"))

        response = self.answer("_same", stays=self.full.pk)

        self.assertContains(response, "was decided already: different.")
        self.assertEqual(Speaker.objects.standing().count(), 2)

    def test_taking_either_answer_back(self):
        for button in ("_same", "_different"):
            self.answer(button, stays=self.full.pk)
            self.assertContains(self.client.get(self.page), "Take back")

            response = self.answer("_reopen")

            with self.subTest(button):
                self.assertRedirects(response, self.page)
                self.assertEqual(self.status(), "open")
                self.assertEqual(Quote.objects.get().speaker, self.short)

    def test_who_may_only_look_sees_no_button_and_answers_nothing(self):
        self.client.force_login(make_reader())

        page = self.client.get(self.page)
        self.assertContains(page, "mayor of Merrow")
        self.assertNotContains(page, "_same")
        self.assertEqual(self.answer("_same").status_code, 403)
        self.assertEqual(self.client.get(f"{LIST}dismiss/").status_code, 403)
        self.assertEqual(self.status(), "open")

    def test_unknown_question(self):
        self.assertEqual(self.client.get(f"{LIST}999/change/").status_code, 404)
