"""Acronyms: which body they stand for, and where that is for an editor to say."""

from django.test import TestCase

from quotes import review
from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.link import link_speakers
from quotes.models import Speaker, SpeakerSuggestion
from tests.build import (
    make_article,
    make_editor,
    make_outlet,
    make_quote,
    make_speaker,
)
from tests.linking.speakers.test_link import link

PERSON, BODY = SpeakerKind.PERSON, SpeakerKind.ORGANISATION


class AcronymTests(TestCase):
    """An acronym is a body's where a text says so, or its outlet leaves no choice."""

    FULL = "Tarn Dispatch Agency"

    def setUp(self):
        self.outlet = make_outlet()
        self.article = make_article("Nothing.", outlet=self.outlet)

    def body(self, name, article=None):
        return link(name, BODY, (), article=article)

    def quoted_by_outlet(self, name):
        """A body that the outlet has relayed before."""
        body = self.body(name)
        make_quote(relayed_by=body, article=make_article(outlet=self.outlet))
        return body

    def open_questions(self):
        rows = SpeakerSuggestion.objects.filter(status="open")
        return sorted(rows.values_list("speaker__name", "candidate__name"))

    def test_a_text_that_prints_both_together(self):
        text = "The Tarn Dispatch Agency (TDA) has quoted her."
        full = self.body(self.FULL, make_article(text))

        self.assertEqual(self.body("TDA", make_article()), full)

    def test_the_other_way_round_it_gets_its_full_name(self):
        short = self.body("TDA", make_article())
        text = "The Tarn Dispatch Agency (TDA) has quoted her."

        self.assertEqual(self.body(self.FULL, make_article(text)), short)
        short.refresh_from_db()
        self.assertEqual((short.name, short.slug), (self.FULL, "tda"))

    def test_a_name_that_an_editor_gave_stays(self):
        short = self.body("TDA")
        review.rename_speaker(speaker=short, name="T.D.A.", by=make_editor())
        text = "The Tarn Dispatch Agency (TDA) has quoted her."

        self.body(self.FULL, make_article(text))

        short.refresh_from_db()
        self.assertEqual(short.name, "T.D.A.")

    def test_one_body_of_the_same_article_has_the_letters(self):
        found = [
            DocumentSpeaker("TDA", BODY),
            DocumentSpeaker(self.FULL, BODY),
            DocumentSpeaker("Harbour Watch", BODY),
        ]
        linked = link_speakers(found, article=self.article)

        self.assertEqual(linked["TDA"], linked[self.FULL])

    def test_an_article_with_both_finds_whom_others_call_by_the_letters(self):
        short = self.body("TDA", make_article())
        found = [DocumentSpeaker("TDA", BODY), DocumentSpeaker(self.FULL, BODY)]

        linked = link_speakers(found, article=self.article)

        self.assertEqual(set(linked.values()), {short})

    def test_two_bodies_of_the_article_with_the_letters_are_a_question(self):
        found = [
            DocumentSpeaker(name, BODY)
            for name in ("TDA", self.FULL, "Tolm Dairy Association")
        ]
        linked = link_speakers(found, article=self.article)

        self.assertEqual(len({speaker.pk for speaker in linked.values()}), 3)

    def test_one_body_that_the_outlet_relays_has_the_letters(self):
        full = self.quoted_by_outlet(self.FULL)
        self.body("Tolm Dairy Association")

        self.assertEqual(self.body("TDA", self.article), full)

    def test_a_full_name_of_the_only_acronym_that_the_outlet_relays(self):
        short = self.quoted_by_outlet("TDA")

        self.assertEqual(self.body(self.FULL, self.article), short)

    def test_two_bodies_that_the_outlet_relays_are_a_question(self):
        for name in (self.FULL, "Tolm Dairy Association"):
            self.quoted_by_outlet(name)

        self.body("TDA", self.article)

        self.assertEqual(
            self.open_questions(),
            [("TDA", self.FULL), ("TDA", "Tolm Dairy Association")],
        )

    def test_the_only_body_with_the_letters_of_another_outlet_is_a_question(self):
        full = self.body(self.FULL, make_article())

        short = self.body("TDA", self.article)

        self.assertNotEqual(short, full)
        self.assertEqual(self.open_questions(), [("TDA", self.FULL)])

    def test_many_letters_that_one_body_alone_has_are_its_own(self):
        known = self.body("TDNA", make_article())

        self.assertEqual(self.body("Tarn Dispatch News Agency", self.article), known)

    def test_so_in_the_other_order(self):
        known = self.body("Tarn Dispatch News Agency", make_article())

        self.assertEqual(self.body("TDNA", self.article), known)

    def test_many_letters_that_two_bodies_have_are_a_question(self):
        for name in ("Tarn Dispatch News Agency", "Tolm Dairy Network Association"):
            self.body(name, make_article())

        self.body("TDNA", self.article)

        self.assertEqual(len(self.open_questions()), 2)

    def test_bodies_that_share_an_acronym_stay_two(self):
        for name in (self.FULL, "Tolm Dairy Association"):
            self.body(name, make_article(f"The {name} (TDA) has met."))

        self.assertEqual(Speaker.objects.count(), 2)
        self.assertNotIn(
            self.body("TDA", self.article), Speaker.objects.filter(name=self.FULL)
        )

    def test_an_acronym_told_apart_from_the_full_name_stays_apart(self):
        full = self.quoted_by_outlet(self.FULL)
        short = make_speaker("TDA", kind="organisation")
        review.tell_speakers_apart(one=full, other=short, by=make_editor())

        for _ in (1, 2):
            self.assertEqual(self.body("TDA", self.article), short)
        self.assertEqual(self.open_questions(), [])

    def test_a_state_is_known_by_its_abbreviation(self):
        state = self.body("United Kingdom")

        for name in ("UK", "the U.K."):
            with self.subTest(name):
                self.assertEqual(self.body(name, self.article), state)

    def test_a_persons_initials_are_no_acronym(self):
        link("Tolm D. Arn", PERSON, ("Tolm D. Arn",))

        self.body("TDA", self.article)

        self.assertEqual(self.open_questions(), [])
