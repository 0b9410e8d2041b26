"""A statement's printings: by wording, by outlet, and by whom each names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quotes.linking.statements.disputes import sides_of
from quotes.linking.wordings.describing import Difference
from quotes.linking.wordings.differences import (
    Comparison,
    DifferenceType,
    compare_printings,
)
from quotes.models import Outlet, Quote, Speaker

TYPES = {
    DifferenceType.IDENTICAL: "the same words",
    DifferenceType.PUNCTUATION: "differs in punctuation only",
    DifferenceType.TRUNCATED: "cut",
    DifferenceType.ELLIPSIS: "cut, and marked so",
    DifferenceType.BRACKETED: "with words of the editors in brackets",
    DifferenceType.SUBSTITUTED: "other words in places",
    DifferenceType.PARAPHRASED: "another translation or paraphrase",
}


LONGEST_COMPARED = 2000
"""Characters of a wording that is compared: time grows with the square of them."""

MOST_COMPARED = 40_000
"""Characters compared for one page, in the order of printing."""

UNCOMPARED = "not compared: too long, or one of too many"


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """A stretch of a wording. role: "same", "added" or "missing" here."""

    role: str
    text: str
    changes_meaning: bool = False


@dataclass(frozen=True, slots=True)
class PrintedWording:
    """One wording, everywhere it was printed, and how it differs from the fullest.

    difference: in words, "" for the fullest. grave: what may change the meaning;
    slight: all else. pieces: its text in order, with what the fullest has instead.
    """

    label: str
    text: str
    quotes: list[Quote]
    difference: str
    grave: list[Difference]
    slight: list[Difference]
    pieces: list[MarkedPiece]

    @property
    def is_paraphrase(self) -> bool:
        """Whether nearly every word differs."""
        return self.difference == TYPES[DifferenceType.PARAPHRASED]


@dataclass(frozen=True, slots=True)
class Row:
    """One outlet: its quotes under each wording, whom it names, who passed it on."""

    outlet: Outlet
    cells: list[list[Quote]]
    speakers: list[Speaker]
    relays: list[Speaker]
    is_copy: bool


@dataclass(frozen=True, slots=True)
class Testimony:
    """One answer to who spoke, with the quotes that say so."""

    speaker: Speaker
    quotes: list[Quote]
    outlet_count: int
    copy_count: int


def wordings_of(quotes: Sequence[Quote], fullest: str) -> list[PrintedWording]:
    """Return the distinct wordings of ``quotes``: ``fullest`` first.

    Then those whose meaning is changed, then the others, each in order of first
    printing.
    """
    by_text: dict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        by_text[quote.text].append(quote)
    compared = list(_compared(by_text, fullest))
    compared.sort(key=lambda pair: (pair[0] != fullest, not pair[1].changes_meaning))
    return [
        PrintedWording(
            label_of(number),
            text,
            by_text[text],
            "" if text == fullest else _told(comparison),
            [d for d in comparison.differences if d.changes_meaning],
            [d for d in comparison.differences if not d.changes_meaning],
            list(pieces_of(text, comparison)),
        )
        for number, (text, comparison) in enumerate(compared)
    ]


def _compared(texts: Iterable[str], fullest: str) -> Iterator[tuple[str, Comparison]]:
    left = MOST_COMPARED
    for text in texts:
        longest = max(len(text), len(fullest))
        if text == fullest:
            yield text, Comparison(DifferenceType.IDENTICAL, ())
        elif longest <= LONGEST_COMPARED and longest <= left:
            left -= longest
            yield text, compare_printings(fullest, text)
        else:
            yield text, _NOT_COMPARED


_NOT_COMPARED = Comparison(DifferenceType.SUBSTITUTED, ())
"""Stands for a comparison that was not made: no difference between other words."""


def _told(comparison: Comparison) -> str:
    return UNCOMPARED if comparison is _NOT_COMPARED else TYPES[comparison.type]


def label_of(number: int) -> str:
    """Return A, B, … Z, AA, AB, … for 0, 1, …"""
    label = chr(ord("A") + number % 26)
    return label_of(number // 26 - 1) + label if number >= 26 else label


def pieces_of(text: str, comparison: Comparison) -> Iterator[MarkedPiece]:
    """Yield ``text`` in order, words of the fullest before those in their place.

    A paraphrase is left whole but for what changes its meaning: marks on nearly
    every word would say nothing.
    """
    done = 0
    for difference in sorted(comparison.differences, key=lambda d: (d.start, d.end)):
        paraphrased = comparison.type is DifferenceType.PARAPHRASED
        if paraphrased and not difference.changes_meaning:
            continue
        start, end = max(difference.start, done), max(difference.end, done)
        if start > done:
            yield MarkedPiece("same", text[done:start])
        if difference.before:
            yield MarkedPiece("missing", difference.before, difference.changes_meaning)
        if end > start:
            yield MarkedPiece("added", text[start:end], difference.changes_meaning)
        done = end
    if done < len(text):
        yield MarkedPiece("same", text[done:])


def grid_of(quotes: Sequence[Quote], wordings: Sequence[PrintedWording]) -> list[Row]:
    """Return a row for each outlet, in order of first printing."""
    by_outlet: dict[int, list[Quote]] = defaultdict(list)
    for quote in quotes:
        by_outlet[quote.outlet_id].append(quote)
    return [
        Row(
            held[0].outlet,
            [[q for q in held if q.text == wording.text] for wording in wordings],
            _distinct(q.speaker for q in held),
            _distinct(q.relayed_by for q in held),
            all(q.article.wire_copy_of_id for q in held),
        )
        for held in by_outlet.values()
    ]


def _distinct(speakers: Iterable[Speaker | None]) -> list[Speaker]:
    return list({s.pk: s for s in speakers if s is not None}.values())


def testimonies_of(quotes: Sequence[Quote]) -> list[Testimony]:
    """Return who is said to have spoken, best attested first, with the evidence."""
    by_number = {quote.pk: quote for quote in quotes}
    testimonies = []
    for side in sides_of(quotes):
        held = [by_number[number] for number in side.quotes]
        if (speaker := held[0].speaker) is not None:
            testimonies.append(
                Testimony(speaker, held, len(side.outlets), len(side.copies))
            )
    return testimonies
