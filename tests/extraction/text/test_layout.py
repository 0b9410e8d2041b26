"""Host sentences, datelines and lines that are no prose."""

from __future__ import annotations

import pytest

from quotes.extraction.cues import ATTRIBUTION_AFTER
from quotes.extraction.text.layout import (
    after_dateline,
    is_boilerplate,
    is_in_dateline,
    paragraphs,
    sentences,
)
from quotes.extraction.text.marks import quoted_spans


def split(text: str) -> list[str]:
    spans = quoted_spans(text)
    bounds = sentences(text, (0, len(text)), spans, ATTRIBUTION_AFTER)
    return [text[start:end] for start, end in bounds]


@pytest.mark.parametrize(
    "expected",
    [
        ["The bridge opened.", "Rain fell."],
        ["Dr. Sol spoke.", "Rain fell."],
        ["The minister, Engr. Musa Tarn, spoke.", "Rain fell."],
        ["It cost 4.5 million in the U.S. last year."],
        ["“It is open. Go and see,” Mina Sol said.", "Rain fell."],
        ["“Why?” Mina Sol asked.", "Nobody knew."],
        ["“We go.” Mina Sol said.", "Rain fell."],
        ["“We go.”", "She said that it rained."],
    ],
)
def test_a_sentence_holds_its_quotations_and_what_attributes_them(expected):
    assert split(" ".join(expected)) == expected


def test_paragraphs_are_the_lines_that_are_not_blank():
    text = "One.\n \nTwo.\r\nThree."

    assert [text[slice(*one)] for one in paragraphs(text)] == ["One.", "Two.", "Three."]


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("Related: Mina Sol opens the bridge", True),
        ("Advertisement", True),
        ("Mina Sol on the quay. (Photo: Harbour Gazette)", True),
        ("Mina Sol opened the bridge.", False),
    ],
)
def test_furniture_is_known(line, furniture):
    assert is_boilerplate(line, (0, len(line))) is furniture


@pytest.mark.parametrize("dateline", ["HARBOUR CITY (Coast Agency)", "(Coast Agency)"])
def test_prose_begins_behind_the_dateline(dateline):
    text = f"{dateline} — Mina Sol spoke."

    assert text[after_dateline(text, (0, len(text))) :] == "Mina Sol spoke."
    assert after_dateline("Mina Sol spoke.", (0, 15)) == 0


def test_a_dateline_may_be_printed_like_a_name():
    text = "Harbour City, Nordland – Nine wells are dry."

    assert text[after_dateline(text, (0, len(text))) :] == "Nine wells are dry."
    assert after_dateline("Mina Sol, a nurse – and no doctor – spoke.", (0, 42)) == 0


@pytest.mark.parametrize(
    ("place", "rest"),
    [
        ("NEW DELHI", "Nine wells are dry."),
        ("Lagos", "Nine wells are dry."),
        ("KESSEL", "Nine wells are dry, its mayor said on Monday."),
    ],
)
def test_a_place_and_a_colon_are_a_dateline(place, rest):
    text = f"{place}: {rest}"

    assert text[after_dateline(text, (0, len(text))) :] == rest
    assert is_in_dateline(text, len(place))


@pytest.mark.parametrize("text", ["KESSEL: Nine wells are dry.", "Sol: I said so."])
def test_who_speaks_before_a_colon_is_no_dateline(text):
    assert after_dateline(text, (0, len(text))) == 0


@pytest.mark.parametrize("clock", ["14:32", "09.05", "[7:15pm]", "11:40 GMT –"])
def test_prose_begins_behind_the_clock_of_a_live_blog(clock):
    text = f"{clock} Mina Sol spoke."

    assert text[after_dateline(text, (0, len(text))) :] == "Mina Sol spoke."
