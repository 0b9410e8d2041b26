"""Sentences, paragraphs, headlines and quoted words of a text, by position."""

from __future__ import annotations

import pytest

from quotes.extraction.text.outline import Outline, is_title_case

TEXT = "Mina Sol spoke. “It is open. Go and see,” she said.\nRain fell on Dr. Reve."


def test_a_sentence_runs_through_the_marks_inside_it():
    outline = Outline(TEXT)
    inside = TEXT.index("Go and see")

    assert TEXT[slice(*outline.sentence_range(inside))].startswith("“It is open.")
    assert outline.is_quoted(inside)
    assert not outline.is_quoted(0)


def test_an_abbreviation_ends_no_sentence_and_a_line_ends_a_paragraph():
    outline = Outline(TEXT)
    rain, reve = TEXT.index("Rain"), TEXT.index("Reve")

    assert outline.sentence(rain) == outline.sentence(reve)
    assert (outline.paragraph(0), outline.paragraph(rain)) == (0, 1)


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("Council Opens Harbour Bridge Today", True),
        ("Council Opens Harbour Bridge Today.", False),
        ("Council opens the harbour bridge today", False),
        ("Harbour Bridge", False),
    ],
)
def test_headlines_are_printed_like_this(line, headline):
    assert is_title_case(line) is headline
    assert Outline(f"Rain fell.\n{line}\nMore rain.").is_headline(12) is headline
