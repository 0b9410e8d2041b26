"""Addresses that open a page at some words."""

from unittest import TestCase

from quotes.formats.text_fragments import address_at, directive

PAGE = "https://news.example/dam"


def found(text, words):
    start = text.index(words)
    return directive(text, start, start + len(words))


class DirectiveTests(TestCase):
    def test_words_that_stand_once_are_given_alone(self):
        text = "Yesterday: “The dam will hold for years,” she said."

        self.assertEqual(
            found(text, "The dam will hold for years"),
            "The%20dam%20will%20hold%20for%20years",
        )

    def test_signs_that_divide_terms_are_encoded(self):
        self.assertEqual(
            found("So “a well-kept dam, law & it” is", "a well-kept dam, law & it"),
            "a%20well%2Dkept%20dam%2C%20law%20%26%20it",
        )

    def test_few_words_are_told_by_their_neighbours(self):
        self.assertEqual(
            found("He spoke of “safe dams”, and of dykes.", "safe dams"),
            "He%20spoke%20of%20%E2%80%9C-,safe%20dams,"
            "-%E2%80%9D%2C%20and%20of%20dykes.",
        )

    def test_words_that_stand_twice_are_told_by_their_neighbours(self):
        text = "He said it will hold for good. It will hold for good, she said."
        again = text.index("will hold for good", 30)

        self.assertTrue(
            directive(text, again, again + 18).startswith("hold%20for%20good.%20It-,")
        )

    def test_neighbours_of_another_line_are_left_out(self):
        self.assertEqual(found("News\nSafe dams\nMore", "Safe dams"), "Safe%20dams")

    def test_long_ones_are_given_by_their_ends(self):
        words = " ".join(f"word{number}" for number in range(40))

        self.assertEqual(
            found(f"A {words} B", words),
            "word0%20word1%20word2%20word3%20word4%20word5,"
            "word34%20word35%20word36%20word37%20word38%20word39",
        )

    def test_ends_lie_in_their_own_paragraphs(self):
        self.assertEqual(
            found("It is so.\n\nAnd so it stays.", "It is so.\n\nAnd so it stays"),
            "It%20is%20so.,And%20so%20it%20stays",
        )

    def test_half_words_are_made_whole(self):
        self.assertEqual(
            directive("It will certainly hold the water back", 10, 37),
            "certainly%20hold%20the%20water%20back",
        )

    def test_a_single_long_word_is_given_whole(self):
        self.assertEqual(found("x" * 200, "x" * 200), "x" * 200)


class AddressTests(TestCase):
    text = "One two three four five. Six seven eight nine ten."

    def test_each_span_has_a_directive(self):
        self.assertEqual(
            address_at(PAGE, self.text, [(0, 23), (25, 49)]),
            f"{PAGE}#:~:text=One%20two%20three%20four%20five"
            "&text=Six%20seven%20eight%20nine%20ten",
        )

    def test_an_anchor_is_kept_and_other_directives_are_not(self):
        for given, expected in (
            (f"{PAGE}#live", f"{PAGE}#live:~:text="),
            (f"{PAGE}#live:~:text=old", f"{PAGE}#live:~:text="),
            (f"{PAGE}#:~:text=old", f"{PAGE}#:~:text="),
            (f"{PAGE}#", f"{PAGE}#:~:text="),
        ):
            with self.subTest(given):
                self.assertEqual(
                    address_at(given, self.text, [(0, 23)]),
                    f"{expected}One%20two%20three%20four%20five",
                )

    def test_without_a_word_it_stays_as_it_is(self):
        self.assertEqual(address_at(PAGE, "… !", [(0, 3)]), PAGE)
        self.assertEqual(address_at(PAGE, self.text, []), PAGE)
