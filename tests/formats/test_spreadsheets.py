"""What was printed is text, whatever a spreadsheet would make of it."""

from unittest import TestCase

from quotes.formats.spreadsheets import guard_cell

HIDDEN = (
    "", "\u200b", "\ufeff", "\u200e", "\u2060", "\x00", "\x1b", "\u00ad", " ",
    "\u00a0", "\u3000", "\u2028", "\u200b\ufeff ", "\u202e", "\ufe0f",
)  # fmt: skip
SIGNS = "=+-@＝＋－＠﹢﹣﹦﹫−"


class GuardTests(TestCase):
    def test_signs_of_formulas_behind_what_nobody_sees(self):
        for hidden in HIDDEN:
            for sign in SIGNS:
                cell = f"{hidden}{sign}1+1"
                with self.subTest(repr(cell)):
                    self.assertEqual(guard_cell(cell), f"'{cell}")

    def test_tabs_and_line_ends(self):
        for sign in "\t\r\n":
            self.assertEqual(guard_cell(f"{sign}=1"), f"'{sign}=1")

    def test_other_text_stays(self):
        for cell in ("", "Go", "“=1”", "1=1", "é", "它", "\u200b", "\u200bGo", "– so"):
            with self.subTest(cell):
                self.assertEqual(guard_cell(cell), cell)
