"""Find the words of quotes again in another text. Pure, without Django.

What is looked for is a TextQuoteSelector of the W3C's Web Annotation Data Model: the
exact words, with some before and after. Offsets are characters, half open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from rapidfuzz import fuzz, process

from quotes.ingest.selectors import (
    FEW_WORDS,
    Ranges,
    Selector,
    context_of,
    cuts_word,
    is_marked,
)

MOST_PLACES = 50
"""Places of the same words that are looked at."""
WIDEST_GAP = 400
"""Characters that may stand between two parts of an interrupted quotation."""
ALIKE, ALIKE_IN_PLACE = 75.0, 60.0
"""How alike (0 to 100, by edit distance) other words must be to be the same quote in
another wording: anywhere, and between much the same words as before."""
ALIKE_IN_TEXT = 80.0
SAME_PLACE = 60.0
COMPARED_CHARACTERS = 1_000
"""Of longer quotations the beginning is compared."""
MOST_PAIRS = 250_000
"""Pairs of wordings compared in one article; beyond it, those in the same place."""
NEAR = 20_000
"""Characters around where the words should stand that are searched for other words."""
BUDGET = 400_000_000
"""Characters times characters that one article's search by edit distance may cost: 64
of them are one step of the processor."""


class Anchor(NamedTuple):
    """Where a quote stands in the other text; exact: in the very same words."""

    ranges: Ranges
    exact: bool


class _Place(NamedTuple):
    fitness: float
    key: int
    ranges: Ranges


def anchor_all(
    selectors: Sequence[Selector], text: str, found: Sequence[Ranges]
) -> dict[int, Anchor]:
    """Return where each quote stands in ``text``, by key; none for those it has lost.

    found: the quotations that extraction finds in ``text``. No two quotes are given
    the same place. First go those whose very words stand there; then those that are
    nearest, by edit distance, to a quotation found; then, of those somebody has decided
    on, what is nearest in the text itself. The work is bounded: see ``BUDGET``.
    """
    anchors: dict[int, Anchor] = {}
    taken: set[tuple[int, int]] = set()
    exact = (place for one in selectors for place in _exact_places(one, text))
    _give(exact, anchors, taken, exact=True)
    left = [one for one in selectors if one.key not in anchors]
    free = [ranges for ranges in found if _envelope(ranges) not in taken]
    _give(_alike_places(left, text, free), anchors, taken, exact=False)
    left = [one for one in left if one.decided and one.key not in anchors]
    _give(_places_in_text(left, text), anchors, taken, exact=False)
    return anchors


def carry_ranges(
    ranges: Iterable[Sequence[int]], old: str, new: str, *, by: int
) -> list[list[int]]:
    """Return where the words in ``ranges`` of ``old`` stand in ``new``.

    by: how far the quote that they belong to has moved. Those that do not stand near
    where they would then are left out.
    """
    carried = []
    for start, end in ranges:
        words = old[start:end]
        at = _nearest(new, words, start + by) if words else None
        if at is not None:
            carried.append([at, at + len(words)])
    return sorted(carried)


def _give(
    places: Iterable[_Place],
    anchors: dict[int, Anchor],
    taken: set[tuple[int, int]],
    *,
    exact: bool,
) -> None:
    """Give each quote its fittest place, and each place to one quote."""
    for place in sorted(places, key=lambda p: (-p.fitness, p.key, p.ranges)):
        envelope = _envelope(place.ranges)
        if place.key not in anchors and envelope not in taken:
            anchors[place.key] = Anchor(place.ranges, exact)
            taken.add(envelope)


def _exact_places(one: Selector, text: str) -> Iterator[_Place]:
    """The places of the very same words, parts as they were or further apart."""
    wholes = _occurrences(one, text, one.whole)
    if wholes:
        for start in wholes:
            ranges = tuple((start + left, start + right) for left, right in one.inner)
            yield from _fitting(one, text, ranges, whole=True)
    elif len(one.parts) > 1:
        for at in _occurrences(one, text, one.parts[0]):
            if ranges := _follow(text, one.parts, at):
                yield from _fitting(one, text, ranges, whole=False)


def _follow(text: str, parts: Sequence[str], at: int) -> Ranges:
    """The ranges of ``parts`` from ``at`` on; empty where they do not follow."""
    ranges = [(at, at + len(parts[0]))]
    for part in parts[1:]:
        after = ranges[-1][1]
        at = text.find(part, after, after + WIDEST_GAP + len(part))
        if at < 0:
            return ()
        ranges.append((at, at + len(part)))
    return tuple(ranges)


def _fitting(
    one: Selector, text: str, ranges: Ranges, *, whole: bool
) -> Iterator[_Place]:
    around = context_of(one, text, ranges)
    start = ranges[0][0]
    if one.is_short and (
        around < SAME_PLACE
        or is_marked(one.prefix) != is_marked(text[max(0, start - 1) : start])
    ):
        return
    # Of places alike, the nearest: less than a point for any distance.
    distance = abs(start - one.at) / (1 + len(text) + one.at)
    yield _Place(around + 100 * whole - distance, one.key, ranges)


def _occurrences(one: Selector, text: str, words: str) -> list[int]:
    """Where ``words`` of ``one`` stand in ``text``, at most ``MOST_PLACES``.

    No word is cut that was not cut before.
    """
    cut_before = cuts_word(one.prefix[-1:], words[:1])
    cut_after = cuts_word(words[-1:], one.suffix[:1])
    places: list[int] = []
    at = text.find(words)
    while at >= 0 and len(places) < MOST_PLACES:
        end = at + len(words)
        cuts = cuts_word(text[max(0, at - 1) : at], words[:1]) and not cut_before
        if not cuts and not (
            cuts_word(words[-1:], text[end : end + 1]) and not cut_after
        ):
            places.append(at)
        at = text.find(words, at + 1)
    return places


def _alike_places(
    selectors: Sequence[Selector], text: str, found: Sequence[Ranges]
) -> list[_Place]:
    """The quotations found that are nearest to quotes whose very words are gone."""
    if not selectors or not found:
        return []
    wordings = [_words_at(text, ranges) for ranges in found]
    if len(selectors) * len(found) > MOST_PAIRS:
        return _alike_nearby(selectors, text, found, wordings)
    sought = [one.words[:COMPARED_CHARACTERS] for one in selectors]
    ratios = process.cdist(sought, wordings, scorer=fuzz.ratio)
    parts = process.cdist(sought, wordings, scorer=fuzz.partial_ratio)
    pairs = np.argwhere(np.maximum(ratios, parts) >= ALIKE_IN_PLACE)
    places = []
    for row, column in pairs.tolist():
        whole, part = float(ratios[row, column]), float(parts[row, column])
        one, ranges = selectors[row], found[column]
        if place := _judge(one, text, ranges, wordings[column], whole, part):
            places.append(place)
    return places


def _alike_nearby(
    selectors: Sequence[Selector],
    text: str,
    found: Sequence[Ranges],
    wordings: Sequence[str],
) -> list[_Place]:
    """As ``_alike_places``, each against those that begin where it began."""
    each = max(1, MOST_PAIRS // len(selectors))
    starts = np.array([ranges[0][0] for ranges in found])
    places = []
    for one in selectors:
        near = np.argsort(np.abs(starts - one.at), kind="stable")[:each]
        for column in near.tolist():
            words = one.words[:COMPARED_CHARACTERS]
            whole = fuzz.ratio(words, wordings[column])
            part = fuzz.partial_ratio(words, wordings[column])
            place = _judge(one, text, found[column], wordings[column], whole, part)
            if place:
                places.append(place)
    return places


def _judge(
    one: Selector, text: str, ranges: Ranges, words: str, whole: float, part: float
) -> _Place | None:
    """The place, where ``words`` are those of ``one``, shortened or reworded."""
    short = one.is_short or len(words.split()) <= FEW_WORDS
    # What is shortened is the same words, only fewer.
    alike = whole if short else max(whole, part * 0.9)
    around = context_of(one, text, ranges)
    least = ALIKE_IN_PLACE if around >= SAME_PLACE else ALIKE
    if short:
        least = ALIKE if around >= SAME_PLACE else 101.0
    return _Place(alike + around / 10, one.key, ranges) if alike >= least else None


def _places_in_text(selectors: Sequence[Selector], text: str) -> Iterator[_Place]:
    """Where the text itself comes nearest to the words, within what it may cost."""
    left = BUDGET
    for one in selectors:
        words = one.whole[:COMPARED_CHARACTERS]
        start, end = 0, len(text)
        if len(words) * len(text) > left // max(1, len(selectors)):
            start, end = max(0, one.at - NEAR), min(len(text), one.at + NEAR)
        left -= len(words) * max(0, end - start)
        if left < 0 or one.is_short or end - start < len(words):
            continue
        best = fuzz.partial_ratio_alignment(
            words, text[start:end], score_cutoff=ALIKE_IN_TEXT
        )
        if best is not None and best.dest_end > best.dest_start:
            ranges = _whole_words(text, start + best.dest_start, start + best.dest_end)
            yield _Place(best.score, one.key, (ranges,))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The range, grown to whole words and without blanks at its ends."""
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    words = text[start:end]
    return (
        start + len(words) - len(words.lstrip()),
        end - (len(words) - len(words.rstrip())),
    )


def _words_at(text: str, ranges: Ranges) -> str:
    words = " ".join(text[start:end] for start, end in ranges)
    return words[:COMPARED_CHARACTERS]


def _nearest(text: str, words: str, at: int) -> int | None:
    """Where ``words`` stand in ``text`` nearest to ``at``, within ``WIDEST_GAP``."""
    if at >= 0 and text.startswith(words, at):
        return at
    first, last = max(0, at - WIDEST_GAP), max(0, at + WIDEST_GAP + len(words))
    after = text.find(words, max(0, at), last)
    before = text.rfind(words, first, max(0, at) + len(words))
    places = [place for place in (before, after) if place >= 0]
    return min(places, key=lambda place: abs(place - at)) if places else None


def _envelope(ranges: Ranges) -> tuple[int, int]:
    return ranges[0][0], ranges[-1][1]
