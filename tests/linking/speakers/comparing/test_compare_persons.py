"""Whether two are one is asked, or known, whichever of them was read first."""

from itertools import permutations, product
from unittest import TestCase

import pytest
from django.test import TestCase as DatabaseTestCase

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.comparing.compare_bodies import (
    DescribedName,
    NameJudgement,
)
from quotes.linking.speakers.comparing.compare_persons import same_person
from quotes.linking.speakers.link import link_speakers
from quotes.models import Speaker, SpeakerSuggestion
from tests.build import make_article

ASKED = (
    ("Sam Orrin", "Samuel Orrin"),
    ("Dan Orrin", "Daniel Orrin"),
    ("Ann Orrin", "Anne Orrin"),
    ("Ted Orrin", "Theodore Orrin"),
    ("Bob Orrin", "Robert Orrin"),
    ("Peggy Orrin", "Margaret Orrin"),
    ("Jon Orrin", "John Orrin"),
    ("Steven Orrin", "Stephen Orrin"),
    ("Geoffrey Orrin", "Jeffrey Orrin"),
    ("Mohammed Orrin", "Muhammad Orrin"),
    ("Khalid Orrin", "Khaled Orrin"),
    ("Volodymyr Orrin", "Vladimir Orrin"),
    ("A. Orrin", "Ada Orrin"),
    ("L. Pol Orrin", "Pol Orrin"),
    ("Bo Orrin Jr.", "Bo Orrin"),
    ("Bo Orrin II", "Bo Orrin"),
    ("Søren Orrin", "Soeren Orrin"),
    ("Orrin", "Ada Orrin"),
    ("Adaorrin", "Ada Orrin"),
)
SAME = (
    ("Jürgen Öhlin", "Juergen Oehlin"),
    ("Jürgen Öhlin", "Jurgen Ohlin"),
    ("Ada B. Orrin", "Ada Orrin"),
)
APART = (
    ("Ada Orrin", "Bea Orrin"),
    ("Tom Orrin", "Tim Orrin"),
    ("Ada Orrin", "Ada Lind"),
    ("Bo Orrin Jr.", "Ada Lind Jr."),
    ("Noel Orrin", "Nils Orrin"),
)
NAMES = sorted({name for pair in (*ASKED, *SAME, *APART) for name in pair})


class NameTests(TestCase):
    def test_the_answer_is_the_same_both_ways(self):
        for one, other in product(NAMES, repeat=2):
            with self.subTest(one=one, other=other):
                self.assertEqual(
                    same_person(DescribedName(one), DescribedName(other)),
                    same_person(DescribedName(other), DescribedName(one)),
                )

    def test_a_name_is_itself(self):
        for name in NAMES:
            with self.subTest(name):
                self.assertIs(
                    same_person(DescribedName(name), DescribedName(name)),
                    NameJudgement.SAME,
                )


# Who bears a name is looked up on both by test_alias_lookup.py.
@pytest.mark.any_database
class OrderTests(DatabaseTestCase):
    def test_the_same_question_in_every_order(self):
        for pairs, expected in (
            (ASKED, (2, 1)),
            (SAME, (1, 0)),
            (APART, (2, 0)),
        ):
            for names in (order for pair in pairs for order in permutations(pair)):
                with self.subTest(names):
                    self.assertEqual(self.read(names), expected)

    def read(self, names):
        """Speakers that stand, and questions raised, from an article for each name."""
        speakers = Speaker.objects.standing()
        before = speakers.count(), SpeakerSuggestion.objects.count()
        known = set(Speaker.objects.values_list("pk", flat=True))
        for name in names:
            found = DocumentSpeaker(name, SpeakerKind.PERSON, (name,))
            link_speakers([found], article=make_article())
        after = speakers.count(), SpeakerSuggestion.objects.count()
        SpeakerSuggestion.objects.all().delete()
        Speaker.objects.exclude(pk__in=known).delete()
        return after[0] - before[0], after[1] - before[1]
