"""What the grammar of a sentence leaves of a tagged content."""

from __future__ import annotations

import pytest

from quotes.extraction.spans.ensemble.tidying import is_place_of_report, tidied
from quotes.extraction.types import Attribution, Kind, Range


def _ranges(text: str, parts: str) -> tuple[Range, ...]:
    found = []
    for part in filter(None, parts.split(" | ")):
        start = text.index(part)
        found.append((start, start + len(part)))
    return tuple(found)


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        (
            "After the vote, Mina Sol said on Friday that it was shut.",
            "the vote | it was shut",
            "it was shut",
        ),
        (
            "“It is late,” Mina Sol said, adding that it was shut.",
            "“It is late,” | it was shut",
            "“It is late,” | it was shut",
        ),
        (
            "The road, Mina Sol said, is shut.",
            "The road | is shut",
            "The road | is shut",
        ),
        (
            "It was what Mina Sol said was a disgrace.",
            "what | was a disgrace",
            "was a disgrace",
        ),
        (
            "Mina Sol said the new road is meant to last for years.",
            "the new road | to last for years",
            "the new road is meant to last for years",
        ),
        (
            "Mina Sol said it is “a gift” but will have to go.",
            "it is “a gift” | to go",
            "it is “a gift” | to go",
        ),
    ],
)
def test_content(text, content, expected):
    found = Attribution(
        content=_ranges(text, content),
        cue=_ranges(text, "said"),
        source=_ranges(text, "Mina Sol"),
        kind=Kind.INDIRECT,
        score=0.9,
        method="tagged with the cue ‘said’",
    )

    assert [text[a:b] for a, b in tidied(text, found)] == expected.split(" | ")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("LAGOS: A porter said so.", True), ("SOL: A porter said so.", False)],
)
def test_the_place_that_opens_a_report_is_no_speaker(text, expected):
    place = text.partition(":")[0]
    found = Attribution(
        content=_ranges(text, "A porter said so"),
        cue=_ranges(text, ":"),
        source=_ranges(text, place),
        kind=Kind.INDIRECT,
        score=0.9,
        method="tagged",
    )

    assert is_place_of_report(text, found) is expected


def _tagged(text: str, content: str, cue: str) -> str:
    found = Attribution(
        content=_ranges(text, content),
        cue=_ranges(text, cue),
        source=_ranges(text, "Mina Sol"),
        kind=Kind.MIXED,
        score=0.9,
        method="tagged",
    )
    return " | ".join(text[start:end] for start, end in tidied(text, found))


def test_a_quotation_of_the_next_paragraph_is_no_part_of_a_clause():
    text = "Mina Sol said it was late.\nIda Reve pays cash. “I have none.”"
    assert _tagged(text, "it was late | I have none.", "said") == "it was late"


def test_a_quotation_of_the_paragraph_before_is_no_part_of_a_clause():
    text = "Ida Reve pays cash. “I have none.”\nMina Sol said it was late."
    assert _tagged(text, "I have none. | it was late", "said") == "it was late"


def test_a_quotation_that_stays_open_goes_on_in_the_next_paragraph():
    text = "Mina Sol said it was “a gift. We go.\n“I have none.”"
    content = "it was “a gift. We go. | I have none."
    assert _tagged(text, content, "said") == content


@pytest.mark.parametrize(
    ("cue", "expected"),
    [("described", "a hoax"), ("said", "the charge as a hoax")],
)
def test_what_something_is_described_as_is_the_content(cue, expected):
    text = f"Mina Sol {cue} the charge as a hoax."
    assert _tagged(text, "the charge as a hoax", cue) == expected
