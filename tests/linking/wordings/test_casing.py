"""What a printing changes does not depend on how its letters are cased."""

from unittest import TestCase

from quotes.linking.wordings.differences import compare_printings

PAIRS = (
    ("We trust Harlan to finish the wall", "We trust Borg to finish the wall", True),
    ("We trust Harlan to finish the wall", "We trust him to finish the wall", False),
    ("We trust Harlan to finish the wall", "We trust the mayor to finish the wall",
     False),
    ("We trust Ana Tarn to finish", "We trust Ana Brown to finish", True),
    ("Our crews from France left", "Our crews from Germany left", True),
    ("Our crews left for France", "Our crews left French", False),
    ("We trust Demidzei to finish", "We trust Demidzey to finish", False),
    ("We may sign it in June", "We will sign it in June", True),
    ("We saved the boats in the end", "We saved the ships in the end", False),
    ("We did not sign it", "We did sign it", True),
)  # fmt: skip


class CaseTests(TestCase):
    def test_the_same_answer_in_every_case(self):
        for fullest, printing, changes in PAIRS:
            for case in (str, str.lower, str.upper, str.title, str.swapcase):
                with self.subTest(fullest, printing=case(printing)):
                    comparison = compare_printings(fullest, case(printing))
                    self.assertIs(comparison.changes_meaning, changes)
