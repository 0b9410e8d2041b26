"""What was worked out ahead of the lane is what is asked for in it."""

from unittest import TestCase, mock

from quotes.linking.store import fingerprints
from quotes.linking.wordings.wording import read_wording

TEXTS = [
    "We will rebuild the harbour before the first snow falls on it.",
    "We will rebuild the harbour before the first snow falls on it.",
    "Nobody has asked the fishermen of Orle about their boats.",
]


class RememberedTests(TestCase):
    def setUp(self):
        self.wordings = [read_wording(text) for text in TEXTS]
        self.enterContext(mock.patch.dict(fingerprints._remembered, clear=True))

    def test_they_are_the_same_whether_all_some_or_none_were_worked_out_before(self):
        expected = fingerprints.keys_of(self.wordings)
        for ahead in (self.wordings[2:], self.wordings):
            fingerprints.remember_keys(ahead)

            self.assertEqual(fingerprints.keys_of(self.wordings), expected)

    def test_what_was_remembered_is_not_worked_out_again(self):
        fingerprints.remember_keys(self.wordings)

        with mock.patch.object(fingerprints, "band_keys", side_effect=AssertionError):
            self.assertEqual(len(fingerprints.keys_of(self.wordings)), 3)

    def test_not_everything_is_remembered_for_ever(self):
        with mock.patch.object(fingerprints, "MOST_REMEMBERED", 1):
            fingerprints.remember_keys(self.wordings)
            fingerprints.remember_keys([read_wording("Another day.")])

        self.assertEqual(len(fingerprints._remembered), 1)
