from unittest import TestCase

from quotes.evaluation.cue_classes import CueClass, cue_class
from tests.evaluation.build import place


class CueClassTests(TestCase):
    def class_of(self, text, cue):
        return cue_class(text, [place(cue, text)])

    def test_classes(self):
        cases = [
            ("Ness said it rained.", "said", CueClass.VERB),
            (
                "Ness has repeatedly said it rained.",
                "has repeatedly said",
                CueClass.VERB,
            ),
            ("Ness hopes it rains.", "hopes", CueClass.ATTITUDE),
            ("Ness’s claim that it rains", "claim", CueClass.NOUN),
            ("Critics claim that it rains.", "claim", CueClass.VERB),
            ("Her announcement that it rains", "announcement", CueClass.NOUN),
            ("According to Ness it rained.", "According to", CueClass.PHRASE),
            ("In the words of Ness, it rained.", "In the words of", CueClass.PHRASE),
            ("NESS: It rained.", ":", CueClass.MARK),
            ("Ness bristled at rain.", "bristled at", CueClass.OTHER),
        ]

        for text, cue, expected in cases:
            with self.subTest(text):
                self.assertEqual(self.class_of(text, cue), expected)

    def test_without_a_cue(self):
        self.assertEqual(cue_class("It rained.", []), CueClass.NONE)
