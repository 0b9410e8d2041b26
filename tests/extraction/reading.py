"""What the rules find in a text, as words instead of offsets."""

from __future__ import annotations

from quotes.extraction import extract
from quotes.extraction.spans.rules.combine import is_speech
from quotes.extraction.spans.rules.rule_finder import RuleFinder
from quotes.extraction.types import Attribution, Range

# content, cue, source; the ranges of each joined by " | "
Found = tuple[str, str, str]


def attributions(text: str, *, attitudes: bool = False) -> list[Attribution]:
    """The attributions of one text that count as speech, or all of them."""
    found = RuleFinder().find([text])[0]
    return [a for a in found if attitudes or is_speech(a)]


def found(text: str, *, attitudes: bool = False) -> list[Found]:
    """Content, cue and source of every attribution, as printed."""
    return [
        (words(text, a.content), words(text, a.cue), words(text, a.source))
        for a in attributions(text, attitudes=attitudes)
    ]


def words(text: str, ranges: tuple[Range, ...]) -> str:
    """The printed words of ranges, joined by " | "."""
    return " | ".join(text[start:end] for start, end in ranges)


def speakers(text: str) -> dict[str, str | None]:
    """Whose name each quotation of a text bears, by its words."""
    return {
        text[one.content[0][0] : one.content[-1][1]]: one.speaker and one.speaker.name
        for one in extract(text)
    }
