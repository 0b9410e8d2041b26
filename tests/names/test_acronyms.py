"""Which letters a body's name is abbreviated to."""

from unittest import TestCase

from quotes.names.acronyms import acronym_of, is_only_acronym, prints_expansion


class AcronymTests(TestCase):
    def test_letters_of_a_name(self):
        for name, letters in (
            ("Tarn Dispatch Agency", "TDA"),
            ("The Tarn Dispatch Agency", "TDA"),
            ("Ministry of Harbours", "MH"),
            ("Écoles Unies", "EU"),
            ("TDA", "TDA"),
            ("the T.D.A.", "TDA"),
            ("Gazette", ""),
            ("Harbour ministry", ""),
            ("", ""),
        ):
            with self.subTest(name):
                self.assertEqual(acronym_of(name), letters)

    def test_only_an_acronym_alone_is_one(self):
        self.assertTrue(is_only_acronym("the TDA"))
        self.assertFalse(is_only_acronym("Tarn Dispatch Agency"))
        self.assertFalse(is_only_acronym("Gazette"))

    def test_expansion_printed_in_either_order(self):
        name = "Tarn Dispatch Agency"
        for text in (
            "The Tarn Dispatch Agency (TDA) said so.",
            "A Tarn  Dispatch Agency (“TDA”) report said so.",
            "The T.D.A. (the Tarn Dispatch Agency) said so.",
        ):
            with self.subTest(text):
                self.assertTrue(prints_expansion(text, name))

    def test_other_letters_are_no_expansion(self):
        for text in (
            "The Tarn Dispatch Agency (TDB) said so.",
            "The Tarn Dispatch Agency said so. TDA did not.",
            "The Starn Dispatch Agency (TDA) said so.",
        ):
            with self.subTest(text):
                self.assertFalse(prints_expansion(text, "Tarn Dispatch Agency"))
