"""Character ranges an editor gives for a quotation: checked, and read off the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from quotes.character_ranges import as_lists, printed_words
from quotes.extraction.clause import clause_of
from quotes.extraction.fragments import is_fragment
from quotes.extraction.text.marks import quoted_spans
from quotes.extraction.types import Kind, Range
from quotes.models import Quote
from quotes.review.errors import ReviewError


def check_spans(text: str, spans: Iterable[Sequence[int]]) -> list[Range]:
    """Return ``spans`` as sorted ranges of ``text``, blanks and marks around them off.

    spans: pairs (start, end) of characters, half open. A range that is exactly
    one quoted stretch loses the marks that enclose it, as extraction does.
    Raises ReviewError where there is no range, or one lies outside the text,
    holds no words, or overlaps another.
    """
    enclosed = {(span.start, span.end): span.inner for span in quoted_spans(text)}
    ranges = [enclosed.get(found, found) for found in check_ranges(text, spans)]
    if not ranges:
        raise ReviewError("Give at least one range of characters.")
    return ranges


def check_ranges(text: str, spans: Iterable[Sequence[int]]) -> list[Range]:
    """Return ``spans`` as sorted ranges of ``text``, blanks around them off; or none.

    Refused as by ``check_spans``, but for there being no range at all.
    """
    ranges = sorted(_check_range(text, span) for span in spans)
    for (_, end), (start, _) in pairwise(ranges):
        if start < end:
            raise ReviewError(f"Two ranges overlap at character {start}.")
    return ranges


def _check_range(text: str, span: Sequence[int]) -> Range:
    try:
        start, end = span
    except (TypeError, ValueError):
        raise ReviewError(f"{span!r} is no range: give a start and an end.") from None
    if not all(type(edge) is int for edge in (start, end)):
        raise ReviewError(f"{start!r}–{end!r} is no range of whole numbers.")
    if not 0 <= start < end <= len(text):
        raise ReviewError(
            f"The range {start}–{end} does not lie in the article, which has "
            f"{len(text)} characters."
        )
    words = text[start:end]
    if not any(character.isalnum() for character in words):
        raise ReviewError(f"There are no words in the range {start}–{end}.")
    return (
        start + len(words) - len(words.lstrip()),
        end - len(words) + len(words.rstrip()),
    )


def kind_of(text: str, spans: Sequence[Sequence[int]]) -> Kind:
    """How much of ``spans`` stands inside quotation marks: all, none or some words."""
    quoted = [(span.start, span.end) for span in quoted_spans(text)]
    inside = outside = False
    for start, end in spans:
        at = start
        for left, right in quoted:
            if right <= at or left >= end:
                continue
            outside = outside or _has_words(text, at, left)
            inside = inside or _has_words(text, max(at, left), min(end, right))
            at = min(end, right)
        outside = outside or _has_words(text, at, end)
    if inside and outside:
        return Kind.MIXED
    return Kind.DIRECT if inside else Kind.INDIRECT


def _has_words(text: str, start: int, end: int) -> bool:
    return any(character.isalnum() for character in text[start:end])


def prints_what_it_says(quote: Quote) -> bool:
    """Whether words, cue and source of ``quote`` stand at its ranges in the article.

    Ranges of another version of the article may hold anything.
    """
    text = quote.article.text
    return (
        printed_words(text, quote.spans) == quote.text
        and printed_words(text, quote.cue_spans) == quote.cue
        and printed_words(text, quote.source_spans) == quote.source_text
    )


def describe_place(
    text: str, spans: Sequence[Sequence[int]], kind: str | None, fragment: bool | None
) -> tuple[str, bool]:
    """Return kind and fragment as given, or as they follow from ``spans`` for None.

    ReviewError where ``kind`` is none of them.
    """
    if kind is None:
        kind = kind_of(text, spans)
    elif kind not in Quote.Kind.values:
        known = ", ".join(Quote.Kind.values)
        raise ReviewError(f"“{kind}” is no kind: choose one of {known}.")
    if fragment is None:
        ranges = [(start, end) for start, end in spans]
        fragment = is_fragment(text, ranges, Kind(kind))
    return str(kind), fragment


def place(
    quote: Quote,
    spans: Sequence[Sequence[int]],
    kind: str | None,
    *,
    is_fragment: bool | None = None,
) -> None:
    """Set the ranges of ``quote`` and every column that follows from them.

    kind, is_fragment: None where they follow from the words.
    """
    text = quote.article.text
    quote.spans = as_lists(spans)
    quote.start, quote.end = spans[0][0], spans[-1][1]
    quote.text = printed_words(text, spans)
    quote.kind, quote.is_fragment = describe_place(text, spans, kind, is_fragment)
    set_clause(quote)


def set_evidence(quote: Quote) -> None:
    """Set what ``quote`` prints of cue and source to what stands in their ranges."""
    text = quote.article.text
    quote.cue = printed_words(text, quote.cue_spans)
    quote.source_text = printed_words(text, quote.source_spans)
    set_clause(quote)


def set_clause(quote: Quote) -> None:
    """Set the clause of ``quote`` to what its words, cue and source stand in."""
    text = quote.article.text
    parts = (
        [(start, end) for start, end in spans]
        for spans in (quote.spans, quote.cue_spans, quote.source_spans)
    )
    clause = clause_of(text, *parts)
    quote.clause_spans = [list(clause)] if clause else []
    quote.clause = printed_words(text, quote.clause_spans)
