"""Made-up articles as extraction hands them over: records, and what was found in them.

Words and repetitions are those of ``variants``, so that quotes have printings to find;
speakers by Zipf's law. Of ten quotes one is an unnamed official's, one a body's, and
one names nobody. A text is about as long as a short report: sixty words beside each
two quotes, so that articles are laid side by side as news are. The same numbers give
the same articles everywhere.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from quotes.extraction import DocumentSpeaker, Kind, Quotation, SpeakerKind
from quotes.ingest.records import Record
from tests.benchmarks import made_up, variants

SPEAKERS, BODIES, OUTLETS = 20_000, 2_000, 50
FILLER = 30
"""Words between two quotes."""
TITLES = ("president", "minister of transport", "lawyer", "mayor", "economist")


@dataclass(frozen=True, slots=True)
class Extracted:
    """One article with what was found in it."""

    record: Record
    quotations: list[Quotation]


def articles(first: int, count: int) -> Iterator[Extracted]:
    """Yield articles ``first`` to ``first + count - 1``, ten quotes each.

    first: below a million; another one begins other articles of the same speakers.
    """
    source = _Source(first)
    for number in range(first, first + count):
        yield source.article(number)


class _Source:
    def __init__(self, seed: int) -> None:
        self.generator = variants.Generator(seed)
        self.chance = random.Random(seed)

    def article(self, number: int) -> Extracted:
        batch = self.generator.batch(1)
        printed = [(row[7], row[15]) for row in batch.quotes]
        parts: list[str] = []
        quotations: list[Quotation] = []
        length = 0
        for place, (words, rank) in enumerate(printed):
            speaker = _speaker(place, rank)
            name = speaker.name if speaker else "they"
            filler = variants.sentence(self.chance) + variants.sentence(self.chance)
            lead = " ".join(filler[:FILLER]).capitalize() + ". “"
            start = length + len(lead)
            end = start + len(words)
            cue, source = end + 3, end + 8
            parts.append(f"{lead}{words},” said {name}.\n")
            length += len(parts[-1])
            quotations.append(
                Quotation(
                    content=((start, end),),
                    cue=((cue, cue + 4),),
                    source=((source, source + len(name)),),
                    kind=Kind.DIRECT,
                    speaker=speaker,
                    confidence=0.9,
                    method="quotation marks beside a reporting verb",
                    clause=(start, end),
                )
            )
        published = variants.START + timedelta(
            days=(number * variants.PER_ARTICLE) / variants.A_DAY
        )
        record = Record(
            origin=f"made:{number}",
            outlet=f"The {made_up.word(number * 7 % OUTLETS).capitalize()} Gazette",
            text="".join(parts),
            url=f"https://bench.example/{number}",
            title=f"Report {number}",
            published_at=published,
        )
        return Extracted(record, quotations)


def _speaker(place: int, rank: int) -> DocumentSpeaker | None:
    """Who said the quote at ``place`` of ten, whose speaker has that rank."""
    if place == 9:
        return None
    if place == 8:
        return DocumentSpeaker("an official", SpeakerKind.PERSON)
    if place == 7:
        name = f"{_word(rank % BODIES)} {_word(rank % 97)} Company"
        return DocumentSpeaker(name, SpeakerKind.ORGANISATION, (name,))
    name = f"{_word(rank % 997)} {_word(rank)}"
    title = TITLES[rank % len(TITLES)] if rank % 3 == 0 else ""
    return DocumentSpeaker(
        name, SpeakerKind.PERSON, (name, name.split()[1]), description=title
    )


def _word(rank: int) -> str:
    return made_up.word(rank).capitalize()
