"""How one text differs from the one before, for reading."""

from unittest import TestCase

from hypothesis import given
from hypothesis import strategies as st

from quotes.pages.text_difference import differences
from tests.properties import examples


def told(old, new):
    return [
        f"({passage.count})"
        if passage.count
        else "".join(
            {"same": "{}", "added": "+{}+", "removed": "-{}-"}[part.kind].format(
                part.text
            )
            for part in passage.parts
        )
        for passage in differences(old, new)
    ]


class DifferenceTests(TestCase):
    def test_words_within_a_paragraph(self):
        self.assertEqual(
            told("The ferry sails in May.", "The ferry sails in late June."),
            ["The ferry sails in -May-+late June+."],
        )

    def test_another_paragraph_in_its_place_is_shown_as_a_whole(self):
        self.assertEqual(
            told("Bo Lind counted goats.", "Cleo Marsh lit a lamp."),
            ["-Bo Lind counted goats.-+Cleo Marsh lit a lamp.+"],
        )

    def test_far_from_a_change_paragraphs_are_left_out(self):
        lines = [f"Paragraph {n}." for n in range(9)]
        new = [*lines[:5], "One more.", *lines[5:]]

        self.assertEqual(
            told("\n\n".join(lines), "\n\n".join(new)),
            ["(4)", "Paragraph 4.", "+One more.+", "Paragraph 5.", "(3)"],
        )

    def test_the_same_text_has_none(self):
        self.assertEqual(differences("Only this.", "Only this.\n"), [])

    @examples(100)
    @given(st.text("ab .\n", max_size=40), st.text("ab .\n", max_size=40))
    def test_both_texts_can_be_read_off(self, old, new):
        for text, left_out in ((old, "added"), (new, "removed")):
            lines = [line.strip() for line in text.split("\n") if line.strip()]
            read = [
                "".join(part.text for part in passage.parts if part.kind != left_out)
                for passage in differences(old, new)
                if not passage.count
            ]
            hidden = sum(passage.count for passage in differences(old, new))
            shown = [line for line in read if line]
            if read or hidden:
                self.assertEqual(len(shown) + hidden, len(lines))
            self.assertLessEqual(set(shown), set(lines))
