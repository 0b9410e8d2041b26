"""What speaks for and against a pair of quotations beside the words of both.

How they are reported, what stands around them, when they were printed, and how far
their articles cover one event. Pure, without Django.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from quotes.linking.wordings.polarity import Polarity, contradict
from quotes.linking.wordings.words import TOKEN, read_word
from quotes.names.gazetteer.words import word_set

BEFORE, AFTER = 250, 150
"""Characters of an article looked at around a quotation."""
SHORT = 25
"""Characters of a wording that is a few words."""
MOST_DAYS = 30
"""Days apart from which more says nothing."""

DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")

NAMES = (
    # Of the words of both: ``article_columns.features``.
    *("inner", "outer", "meaning", "shared", "exact", "denied", "both direct"),
    *("both quote", "quoted alike", "nothing quoted alike"),
    *("numbers shared", "numbers differ"),
    # Of how both are reported: ``settings_apart``.
    *("closeness", "days apart", "same stance", "contrary", "both indirect"),
    *("shorter", "longer", "length ratio", "same cue", "short"),
    *("surroundings", "surroundings shared", "same weekday"),
    # How many quotations of the speaker each article has: few are hard to mix up.
    *("fewer beside", "more beside"),
)

Surroundings = tuple[dict[str, float], float, frozenset[str]]
"""Stems around a quotation and how rare each is, their length, days of the week."""


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """How a quotation is reported, and what stands around it.

    cue: its last word, folded. size: its characters. words: the stems of the text
    around it and how rare each is, length: of that as a vector. days: days of the
    week that are named there. beside: how many quotations of its speaker its article
    has, itself among them.
    """

    stance: str
    direct: bool
    indirect: bool
    cue: str
    size: int
    polarity: Polarity
    words: dict[str, float]
    length: float
    days: frozenset[str]
    beside: int


def setting_of(
    text: str,
    start: int,
    end: int,
    *,
    kind: str,
    stance: str,
    cue: str,
    size: int,
    polarity: Polarity,
    beside: int,
) -> Setting:
    """Return the setting of a quotation that stands from ``start`` to ``end``.

    text: of the article, offsets characters, half open. size: of the quotation.
    """
    words, length, days = around(text, start, end)
    return Setting(
        stance=stance,
        direct=kind == "direct",
        indirect=kind == "indirect",
        cue=cue.lower().split()[-1] if cue.split() else "",
        size=max(1, size),
        polarity=polarity,
        words=words,
        length=length,
        days=days,
        beside=beside,
    )


@lru_cache(maxsize=20_000)
def around(text: str, start: int, end: int) -> Surroundings:
    """Return the words around a quotation, how long that is as a vector, and days."""
    beside = f"{text[max(0, start - BEFORE) : start]} {text[end : end + AFTER]}"
    words: dict[str, float] = {}
    named = set()
    for printed in TOKEN.findall(beside):
        word, stem, weight, _ = read_word(printed)
        if weight > 0:
            words[stem] = weight
        if word in DAYS:
            named.add(word)
    length = math.sqrt(sum([weight * weight for weight in words.values()]))
    return words, length, frozenset(named)


def surroundings_alike(one: Surroundings, other: Surroundings) -> float:
    """Return the cosine of the words around two quotations, 0 to 1."""
    return _cosine(one[0], one[1], other[0], other[1])


def _cosine(
    one: Mapping[str, float], length: float, other: Mapping[str, float], beside: float
) -> float:
    common = sum(one[stem] * other[stem] for stem in one.keys() & other.keys())
    return common / max(1e-6, length * beside)


def settings_apart(
    one: Setting, other: Setting, *, closeness: float, days: float
) -> list[float]:
    """Return what two settings say of a pair, as ``NAMES`` has it from "closeness" on.

    closeness: of their articles, 0 to 1. days: between their publications.
    """
    shorter, longer = sorted((one.size, other.size))
    shared = one.words.keys() & other.words.keys()
    fewer, more = sorted((one.beside, other.beside))
    return [
        closeness,
        min(days, MOST_DAYS),
        one.stance == other.stance,
        contradict(one.polarity, other.polarity),
        one.indirect and other.indirect,
        math.log(shorter),
        math.log(longer),
        math.log(longer / shorter),
        one.cue == other.cue,
        shorter < SHORT,
        _cosine(one.words, one.length, other.words, other.length),
        sum(one.words[stem] for stem in shared),
        bool(one.days & other.days),
        math.log(fewer),
        math.log(more),
    ]


def rows_of(
    near: NDArray[np.float64],
    pairs: Sequence[tuple[int, int]],
    ones: Sequence[Setting],
    others: Sequence[Setting],
    *,
    closeness: float,
    days: float,
) -> NDArray[np.float64]:
    """Return the features of ``pairs``, shape (pairs, len(NAMES)).

    near: those of the words of all, shape (of one, of other, 12).
    """
    return np.array(
        [
            [
                *near[i, j],
                *settings_apart(ones[i], others[j], closeness=closeness, days=days),
            ]
            for i, j in pairs
        ],
        dtype=np.float64,
    ).reshape(len(pairs), len(NAMES))
