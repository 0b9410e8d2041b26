"""Pairing quotation marks in clean, odd and hostile typography."""

from __future__ import annotations

import pytest

from quotes.extraction.text.marks import quoted_spans


def inner(text: str) -> list[str]:
    return [text[slice(*span.inner)] for span in quoted_spans(text) if span.closed]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("She said “go” and “stay”.", ["go", "stay"]),
        ('She said "go" and "stay".', ["go", "stay"]),
        ("She said ''go'' and ``stay''.", ["go", "stay"]),
        ("She said „go“ and «stay».", ["go", "stay"]),
        ("She said « go » twice.", ["go"]),
        ('She said “go" and "stay”.', ["go", "stay"]),
        ("She said ‘go’ and 'stay'.", ["go", "stay"]),
        ("''He called it 'foo'''", ["He called it 'foo'"]),
        ("”Go,” she said.", ["Go,"]),
        ("“Go,“ she said.", ["Go,"]),
        ("“She said ‘go’ to me”", ["She said ‘go’ to me"]),
        ("“She said “go” to me”", ["She said “go” to me"]),
        ("``Go ``and `see ``the quay.'''''''", ["Go ``and `see ``the quay.'''''"]),
        ("''Tis shut' was the cry.", ["'Tis shut"]),
        ("'Rock 'n' roll saved me,' she said.", ["Rock 'n' roll saved me,"]),
        (
            "'A fine boat,' he said, 'and\nshe floats.'",
            ["A fine boat,", "and\nshe floats."],
        ),
        ('He measured 6" and said “go”.', ["go"]),
        ("« Go », she said. « Stay »", ["Go", "Stay"]),
        ('"Go,"she said,"and row."', ["Go,", "and row."]),
        ('"It is late,"she said."Go home."', ["It is late,", "Go home."]),
        ('"It is late,"Mina Sol said."Go."', ["It is late,", "Go."]),
        ("''Twere better shut' was the cry.", ["'Twere better shut"]),
        ("'I said \"go\"', she wrote, 'and \"stay\"';", ['I said "go"', 'and "stay"']),
        ("“Go” she wrote; “", ["Go"]),
        ("““””", []),
        ("", []),
        ("“", []),
    ],
)
def test_marks_pair_as_a_reader_pairs_them(text, expected):
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The dockers’ camp and the sailors’ hall aren’t far.",
        "It wasn't the '90s, nor 'em, but the dockers' strike.",
    ],
)
def test_apostrophes_are_no_quotation_marks(text):
    assert quoted_spans(text) == []


def test_a_possessive_inside_single_marks_does_not_close_them():
    assert inner("‘The dockers’ camp is shut,’ she said.") == [
        "The dockers’ camp is shut,"
    ]


def test_a_verb_behind_a_single_mark_tells_that_it_closes():
    text = "‘Our river, our rules’ was painted on the boats’ sails."

    assert inner(text) == ["Our river, our rules"]


def test_single_marks_count_only_where_a_text_has_no_others():
    assert inner("“Go,” she said of the ‘camp’.") == ["Go,"]


def test_an_odd_mark_is_closed_by_nothing_and_leaves_the_next_pair_alone():
    text = "An “odd mark here. “Go,” she said. “Stay.”"

    assert inner(text) == ["Go,", "Stay."]


def test_an_odd_mark_does_not_reach_the_next_paragraph():
    text = "An “odd mark here.\nRain fell. “Go,” she said."

    assert inner(text) == ["Go,"]
    assert [span.closed for span in quoted_spans(text)] == [False, True]


def test_paragraphs_that_open_with_a_mark_and_close_in_the_last_are_one_group():
    text = "She said: “Go.\n\n“Stay.\n\n“Rest.” Then “no”."

    spans = quoted_spans(text)

    assert [text[slice(*span.inner)] for span in spans] == [
        "Go.",
        "Stay.",
        "Rest.",
        "no",
    ]
    assert [span.group for span in spans] == [0, 0, 0, 1]
    assert all(span.closed for span in spans)


def test_offsets_include_the_marks_outside_and_leave_blanks_out_inside():
    (span,) = quoted_spans("a “ go ” b")

    assert (span.start, span.end, span.inner) == (2, 8, (4, 6))
