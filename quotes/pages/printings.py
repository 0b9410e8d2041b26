"""A statement's printings: by wording, by outlet, and by whom each names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quotes.linking.disputes import sides_of
from quotes.models import Outlet, Quote, Speaker
from quotes.pages.comparing import Piece, compare


@dataclass(frozen=True, slots=True)
class Wording:
    """One wording, everywhere it was printed. pieces: beside the fullest, or empty."""

    label: str
    text: str
    is_fullest: bool
    quotes: list[Quote]
    pieces: list[Piece]

    @property
    def added(self) -> list[str]:
        """Words that only this wording has."""
        return [p.text.strip() for p in self.pieces if p.role == "added"]

    @property
    def missing(self) -> list[str]:
        """Words of the fullest that this one lacks."""
        return [p.text.strip() for p in self.pieces if p.role == "missing"]


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


def wordings_of(quotes: Sequence[Quote], fullest: str) -> list[Wording]:
    """Return the distinct wordings of ``quotes``, the fullest first."""
    by_text: dict[str, list[Quote]] = defaultdict(list)
    for quote in quotes:
        by_text[quote.text].append(quote)
    texts = sorted(by_text, key=lambda text: text != fullest)
    return [
        Wording(
            label_of(number),
            text,
            text == fullest,
            by_text[text],
            [] if text == fullest else compare(fullest, text),
        )
        for number, text in enumerate(texts)
    ]


def label_of(number: int) -> str:
    """Return A, B, … Z, AA, AB, … for 0, 1, …"""
    label = chr(ord("A") + number % 26)
    return label_of(number // 26 - 1) + label if number >= 26 else label


def grid_of(quotes: Sequence[Quote], wordings: Sequence[Wording]) -> list[Row]:
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


def _distinct(speakers) -> list[Speaker]:
    return list({s.pk: s for s in speakers if s is not None}.values())


def testimonies_of(quotes: Sequence[Quote]) -> list[Testimony]:
    """Return who is said to have spoken, best attested first, with the evidence."""
    by_number: Mapping[int, Quote] = {quote.pk: quote for quote in quotes}
    testimonies = []
    for side in sides_of(quotes):
        held = [by_number[number] for number in side.quotes]
        speaker = held[0].speaker
        if speaker:
            testimonies.append(
                Testimony(speaker, held, len(side.outlets), len(side.copies))
            )
    return testimonies
