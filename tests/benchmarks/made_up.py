"""A database of any size, made up from a seed: the same rows on every machine.

Words, speakers and outlets follow Zipf's law, as they do in news: a few are
everywhere, most are rare. Words are syllables without meaning, so that no text
says anything of anybody. A thousand quotes cover the same days however many
thousands there are, hence a larger database is the smaller one and more.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.models.article import sha256_of

SPEAKERS, OUTLETS, WORDS = 50_000, 5_000, 200_000
BATCH = 5_000
"""Quotes made at a time; every batch has random numbers of its own."""
QUOTES_PER_ARTICLE = 10
FIRST_DAY = datetime(2015, 1, 1, tzinfo=UTC)
BETWEEN_ARTICLES = timedelta(days=3653) / 100_000
EDITOR = 1

Row = tuple[Any, ...]


def zipf(count: int, exponent: float) -> NDArray[np.float64]:
    """Return the cumulative probabilities of ``count`` ranks, the last one 1."""
    weights = 1.0 / (np.arange(count) + 2.7) ** exponent
    return np.cumsum(weights) / weights.sum()


_WORD_RANKS = zipf(WORDS, 1.05)
_SPEAKER_RANKS = zipf(SPEAKERS, 1.0)
_OUTLET_RANKS = zipf(OUTLETS, 0.9)
_SYLLABLES = [first + last for first in "bdfgklmnprtvz" for last in "aiou"]


def word(rank: int) -> str:
    """Return the word of a rank: the commoner, the shorter."""
    syllables = [_SYLLABLES[rank % len(_SYLLABLES)]]
    while rank := rank // len(_SYLLABLES):
        syllables.append(_SYLLABLES[rank % len(_SYLLABLES)])
    return "".join(syllables) + "k"


@cache
def _vocabulary() -> NDArray[np.object_]:
    """All words, by rank: made once somebody asks, for many import this and do not."""
    return np.array([word(rank) for rank in range(WORDS)], dtype=object)


@dataclass(slots=True)
class Batch:
    """Rows of one batch, ready to be written, in the order of ``tables.COLUMNS``."""

    articles: list[Row] = field(default_factory=list)
    statements: list[Row] = field(default_factory=list)
    quotes: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Printing:
    """What one quote says: its statement, its words, its speaker."""

    statement: int
    text: str
    speaker: int | None


def speakers() -> Iterator[Row]:
    """Yield (id, name, slug): names of two or three words."""
    for number in range(1, SPEAKERS + 1):
        names = (word(number % 997), word(number), word(number * 7 % WORDS))
        name = " ".join(part.capitalize() for part in names[: 2 + number % 2])
        yield number, name, f"speaker-{number}"


def outlets() -> Iterator[Row]:
    """Yield (id, name, slug)."""
    for number in range(1, OUTLETS + 1):
        yield number, f"The {word(number).capitalize()} Gazette", f"outlet-{number}"


def batches(first: int, last: int) -> Iterator[Batch]:
    """Yield the batches of quotes ``first`` to ``last``, multiples of ``BATCH``."""
    for number in range(first // BATCH, last // BATCH):
        yield make_batch(number)


def make_batch(number: int) -> Batch:
    """Return batch ``number``. Statements have one to six printings."""
    random = np.random.default_rng([20_260_101, number])
    batch = Batch()
    first_article = number * (BATCH // QUOTES_PER_ARTICLE) + 1
    articles = BATCH // QUOTES_PER_ARTICLE
    outlet_ids = _draw(random, _OUTLET_RANKS, articles)
    printings = _printings(random, number)
    filler = _texts(random, random.integers(5, 25, BATCH))
    for place in range(articles):
        article = first_article + place
        # Printings of one statement follow each other, so stand in other articles.
        chosen = range(place, BATCH, articles)
        _write_article(batch, article, int(outlet_ids[place]) + 1, random,
                       [(number * BATCH + j + 1, printings[j], filler[j])
                        for j in chosen])  # fmt: skip
    batch.statements = _statements(printings, first_article)
    return batch


def _printings(random: np.random.Generator, number: int) -> list[_Printing]:
    copies = np.minimum(random.geometric(0.45, BATCH), 6)
    texts = _texts(random, random.integers(8, 53, BATCH))
    speaker_ids = _draw(random, _SPEAKER_RANKS, BATCH)
    cut, unknown = random.random(BATCH) < 0.35, random.random(BATCH) < 0.05
    printings: list[_Printing] = []
    for place in range(BATCH):
        for _ in range(copies[place]):
            if len(printings) == BATCH:
                return printings
            text = texts[place]
            if cut[len(printings)]:
                text = text[: text.rindex(" ", 0, 2 * len(text) // 3 + 9)]
            speaker = None if unknown[place] else int(speaker_ids[place]) + 1
            printings.append(_Printing(number * BATCH + place + 1, text, speaker))
    return printings


def _draw(
    random: np.random.Generator, ranks: NDArray[np.float64], count: int
) -> NDArray[np.int64]:
    return np.searchsorted(ranks, random.random(count))


def _texts(random: np.random.Generator, lengths: NDArray[np.int64]) -> list[str]:
    words = _vocabulary()[_draw(random, _WORD_RANKS, int(lengths.sum()))]
    ends = np.cumsum(lengths)
    return [
        " ".join(words[end - length : end])
        for end, length in zip(ends, lengths, strict=True)
    ]


def _write_article(
    batch: Batch,
    article: int,
    outlet: int,
    random: np.random.Generator,
    quotes: Sequence[tuple[int, _Printing, str]],
) -> None:
    published = FIRST_DAY + BETWEEN_ARTICLES * article
    published += timedelta(seconds=int(random.integers(0, 200_000)))
    date = f"{published:%Y-%m-%d %H:%M:%S}"
    paragraphs, length = [], 0
    for number, printing, filler in quotes:
        lead = f"{filler.capitalize()}. “"
        start = length + len(lead)
        end = start + len(printing.text)
        batch.quotes.append(
            _quote_row(number, printing, (article, outlet, date), (start, end))
        )
        paragraphs.append(f"{lead}{printing.text},” they said.\n")
        length += len(paragraphs[-1])
    text = "".join(paragraphs)
    title = text[: text.index(".")]
    batch.articles.append(
        (article, outlet, f"https://outlet-{outlet}.example/{article}", title,
         "Staff reporter", date, "en", text, sha256_of(text), None, date, date, "1")
    )  # fmt: skip


def _quote_row(
    number: int, printing: _Printing, place: tuple[int, int, str], span: tuple[int, int]
) -> Row:
    article, outlet, date = place
    start, end = span
    kind = ("direct", "direct", "direct", "indirect", "mixed")[number % 5]
    reviewed = {3: "confirmed", 7: "rejected"}.get(number % 50)
    extracted = {
        "text": printing.text,
        "spans": [[start, end]],
        "start": start,
        "end": end,
        "cue": "said",
        "source_text": "they",
        "confidence": 0.9,
    }
    return (
        number, article, outlet, date, json.dumps([[start, end]]), start, end,
        printing.text, kind, number % 20 == 0, "said",
        json.dumps([[end + 7, end + 11]]), "they", json.dumps([[end + 2, end + 6]]),
        "", printing.speaker, 1 if number % 25 == 0 else None, "[]",
        printing.statement, 0.5 + number % 50 / 100, "a pronoun that the text resolves",
        "[]", json.dumps(extracted), "1", reviewed or "extracted",
        EDITOR if reviewed else None, date if reviewed else None,
    )  # fmt: skip


def _statements(printings: Sequence[_Printing], first_article: int) -> list[Row]:
    day = FIRST_DAY + BETWEEN_ARTICLES * first_article
    date = f"{day:%Y-%m-%d %H:%M:%S}"
    found: dict[int, list[_Printing]] = {}
    for printing in printings:
        found.setdefault(printing.statement, []).append(printing)
    return [
        (number, own[0].speaker, max((one.text for one in own), key=len),
         date, len(own), len(own),
         *(("distinct", date) if number % 100 == 0 else (None, None)),
         "", None, None, None)
        for number, own in found.items()
    ]  # fmt: skip
