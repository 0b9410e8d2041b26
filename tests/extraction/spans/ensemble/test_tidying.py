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
