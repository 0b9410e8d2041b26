"""Made-up quotes whose variants are known: which report one statement, and how.

Words are drawn by Zipf's law from the vocabulary that ships with linking, so
sentences make no sense, and share less than real ones do; speakers by Zipf's law,
too, so that one in ten quotes is the most quoted person's, as in the news. The same
numbers give the same quotes everywhere.
"""

from __future__ import annotations

import json
import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quotes.linking.wordings.vectors import word_table
from quotes.models.article import sha256_of
from tests.benchmarks import tables
from tests.benchmarks.made_up import Row

WORDS = list(word_table().ranks)[:30_000]
PER_ARTICLE = 10
SPEAKERS, OUTLETS = 20_000, 50
A_DAY = 500
"""Quotes published in a day."""
RECENT = 300
"""Statements that are still printed again."""
NEW = 0.6
"""Share of quotes that are a statement's first."""
START = datetime(2021, 1, 1, tzinfo=UTC)

Words = list[str]


def word(chance: random.Random) -> str:
    if chance.random() < 0.15:
        return WORDS[0]
    return WORDS[zipf(chance, len(WORDS))]


def zipf(chance: random.Random, count: int) -> int:
    """A rank below ``count``, the k-th with a probability as 1 / k."""
    return int(math.exp(chance.uniform(0, math.log(count)))) - 1


def sentence(chance: random.Random) -> Words:
    return [word(chance) for _ in range(max(6, int(chance.gauss(22, 8))))]


def copy(words: Words, chance: random.Random) -> str:
    return " ".join(words)


def cut(words: Words, chance: random.Random) -> str:
    """Half of the words, from wherever."""
    size = max(4, len(words) // 2)
    start = chance.randrange(len(words) - size + 1)
    return " ".join(words[start : start + size])


def mistype(words: Words, chance: random.Random) -> str:
    """One wrong letter in fifty."""
    text = list(" ".join(words))
    for _ in range(max(1, len(text) // 50)):
        text[chance.randrange(len(text))] = chance.choice("abcdefghijklmnop")
    return "".join(text)


def edit(words: Words, chance: random.Random) -> str:
    """One or two other words."""
    words = list(words)
    for _ in range(chance.randint(1, 2)):
        words[chance.randrange(len(words))] = word(chance)
    return " ".join(words)


def reword(words: Words, chance: random.Random) -> str:
    """Two words in five replaced by any other."""
    return " ".join(word(chance) if chance.random() < 0.4 else w for w in words)


def repunctuate(words: Words, chance: random.Random) -> str:
    return ", ".join((" ".join(words[:3]), " ".join(words[3:]))).capitalize() + "."


PRINTED = [copy] * 7 + [repunctuate] * 3 + [cut] * 4 + [edit] * 4 + [reword] * 2
"""How a statement is printed again."""


def translations() -> list[tuple[str, str]]:
    """Pairs of English translations of one utterance, all invented."""
    lines = Path(__file__).with_name("translations.txt").read_text().splitlines()
    return [tuple(line.split("|")) for line in lines if "|" in line]  # type: ignore[misc]


@dataclass(slots=True)
class Batch:
    """Rows as ``tables.write`` takes them, and the statement of each quote."""

    articles: list[Row] = field(default_factory=list)
    quotes: list[Row] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)

    @property
    def pks(self) -> list[int]:
        return [row[0] for row in self.quotes]


class Generator:
    """Quotes in the order in which they are published, endlessly.

    statements: the words of each statement so far, by its number. The first are one
    half each of the translations.
    """

    def __init__(self, seed: int = 7) -> None:
        self.chance = random.Random(seed)
        self.statements: dict[int, Words] = {}
        self.made = 0
        self._recent: list[tuple[int, Words, int]] = []
        self._pairs = [first.split() for first, _ in reversed(translations())]

    def batch(self, articles: int) -> Batch:
        """Return the next ``articles`` articles of ten quotes."""
        made = Batch()
        for _ in range(articles):
            self._add_article(made)
        return made

    def _quote(self) -> tuple[str, int, int]:
        """A text, its speaker and its statement."""
        if self._pairs or not self._recent or self.chance.random() < NEW:
            number = len(self.statements)
            words = self._pairs.pop() if self._pairs else sentence(self.chance)
            speaker = zipf(self.chance, SPEAKERS) + 1
            self.statements[number] = words
            self._recent.append((number, words, speaker))
            self._recent = self._recent[-RECENT:]
            return " ".join(words), speaker, number
        number, words, speaker = self.chance.choice(self._recent)
        return self.chance.choice(PRINTED)(words, self.chance), speaker, number

    def _add_article(self, made: Batch) -> None:
        rows = [self._quote() for _ in range(PER_ARTICLE)]
        text = "\n".join(text for text, _, _ in rows)
        date = f"{START + timedelta(days=self.made / A_DAY):%Y-%m-%d %H:%M:%S}+00"
        article = self.made // PER_ARTICLE + 1
        outlet = self.chance.randrange(OUTLETS) + 1
        made.articles.append(
            (article, outlet, f"https://bench.example/{article}", "", "", date, "en",
             text, sha256_of(text), None, date, date, "1")
        )  # fmt: skip
        start = 0
        for text, speaker, number in rows:
            self.made += 1
            end = start + len(text)
            made.quotes.append(
                (self.made, article, outlet, date, json.dumps([[start, end]]), start,
                 end, text, "direct", False, "", "[]", "", "[]", "", speaker, None,
                 "[]", None, 0.9, "", "[]", "{}", "1", "extracted", None, None)
            )  # fmt: skip
            made.statements.append(number)
            start = end + 1


def batches(generator: Generator, quotes: int, *, articles: int) -> Iterator[Batch]:
    """Yield batches of ``articles`` articles until ``quotes`` have been made."""
    while generator.made < quotes:
        yield generator.batch(min(articles, (quotes - generator.made) // PER_ARTICLE))


def write(batch: Batch) -> None:
    """Store the rows of ``batch``, not linked."""
    tables.write("quotes_article", batch.articles)
    tables.write("quotes_quote", batch.quotes)
