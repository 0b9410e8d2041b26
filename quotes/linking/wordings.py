"""Printed words as comparison reads them: folded, stemmed, weighed.

British and American spelling, number words and digits, a capital or a demonym and
its state come out the same. Pure, without Django.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotes.extraction.folding import fold
from quotes.extraction.gazetteer import places
from quotes.extraction.gazetteer.words import word_set
from quotes.linking.vectors import (
    DIMENSIONS,
    UNKNOWN,
    Vector,
    rank_of,
    rarity,
    word_table,
)

NOTHING = np.zeros((0, DIMENSIONS), dtype=np.float32)
"""The vectors of no words."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’‘`][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]|[“\"]\s*$)\s*[“\"‘'(\[]*\s*$")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_EDITORIAL = re.compile(r"[\[\]]")

FUNCTION_WORDS = word_set(
    """
    a an the and or but nor so yet if then than that this these those there here it
    its he she him her his hers they them their theirs we us our ours you your yours
    i me my mine myself himself herself itself themselves ourselves who whom whose
    which what where when why how is are was were be been being am do does did done
    doing has have had having will would shall should can could may might must to of
    in on at by for from with as into onto upon about over under after before between
    through during against among also too very just only even still ever any some
    such own same other more most both each every all s t re ve ll d m
    """
)
NEGATIONS = word_set(
    "not no never none nobody nothing nowhere neither nor without cannot"
)
MODALS = word_set("will would shall should can could may might must ought cannot")
_ONES = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen
    fourteen fifteen sixteen seventeen eighteen nineteen
"""
_UNITS = {word: number for number, word in enumerate(_ONES.split())}
_DOZENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * number for number, word in enumerate(_DOZENS.split(), start=2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_NOT_COUNTED = frozenset(("one",))
"""Number words that are pronouns more often than figures."""

FADING = 2.0
"""How fast a word that an article repeats stops telling its quotations apart."""
_COUNTED = frozenset((*_UNITS, *_TENS, *_SCALES))


class Token(NamedTuple):
    """One word of a wording and where it stands in the printed text, half open.

    stem: what is compared; figures are plain digits ("14,000" and "fourteen
    thousand" are both "14000"). weight: 0 to 1, what sharing it says.
    """

    word: str
    stem: str
    start: int
    end: int
    weight: float
    is_number: bool = False
    is_name: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """One printed wording, read once for many comparisons.

    folded: letters and digits only, for comparison character by character.
    content: the tokens that carry meaning, function words left out.
    stems, numbers_at, weights: of each content token, as arrays.
    vocabulary: the numbers of ``stems``, each once.
    focuses: its weight within the news it comes from, where some words are
        everywhere.
    vectors: its word vector or zeros, shape (len(content), 64).
    direction: that of the sum of its word vectors, each weighed by its focus: of
        unit length, or zeros, shape (64,).
    initials, names_at: of each content token, the first letter of its stem (a
        code point) and whether it is a name.
    spelled: the content tokens to be compared by their letters: names, and words
        without a vector.
    mass: the weight of ``content`` together: how much there is to recognise.
    focus: the same by focus.
    """

    text: str
    folded: str
    tokens: tuple[Token, ...]
    content: tuple[Token, ...]
    stems: NDArray[np.int64]
    vocabulary: frozenset[int]
    numbers_at: NDArray[np.bool_]
    weights: NDArray[np.float32]
    focuses: NDArray[np.float32]
    vectors: NDArray[np.float32]
    direction: Vector
    initials: NDArray[np.int32]
    names_at: NDArray[np.bool_]
    spelled: tuple[int, ...]
    mass: float
    focus: float
    numbers: frozenset[str]
    negations: int


Counts = tuple[tuple[str, int], ...]
"""Stems and how often each stands in the article, outside the quotation itself."""


@lru_cache(maxsize=20_000)
def read_wording(text: str, counts: Counts = ()) -> Wording:
    """Read printed ``text``. Any text is read; an empty one has no tokens.

    counts: as ``count_elsewhere`` gives them; without, every word has the focus
    of its weight.
    """
    elsewhere = Counter(dict(counts))
    tokens = tokenize(text)
    content = tuple([t for t in tokens if t.weight > 0])
    known = [_look_up(t.word, t.stem, t.is_number) for t in content]
    ranks, stems, initials = zip(*known, strict=True) if known else ((), (), ())
    vectors = word_table().vectors[list(ranks)] if ranks else NOTHING
    weights = [t.weight for t in content]
    focuses = np.array(
        [_focus(t.weight, elsewhere[t.stem]) for t in content]
        if elsewhere
        else weights,
        dtype=np.float32,
    )
    return Wording(
        text=text,
        folded=fold_wording(text),
        tokens=tokens,
        content=content,
        stems=np.array(stems, dtype=np.int64),
        vocabulary=frozenset(stems),
        numbers_at=np.array([t.is_number for t in content], dtype=np.bool_),
        weights=np.array(weights, dtype=np.float32),
        focuses=focuses,
        vectors=vectors,
        direction=_unit(focuses @ vectors),
        initials=np.array(initials, dtype=np.int32),
        names_at=np.array([t.is_name for t in content], dtype=np.bool_),
        spelled=tuple(
            [
                i
                for i, (token, rank) in enumerate(zip(content, ranks, strict=True))
                if not token.is_number and (rank == UNKNOWN or token.is_name)
            ]
        ),
        mass=sum(weights),
        focus=float(focuses.sum()),
        numbers=frozenset([token.stem for token in content if token.is_number]),
        negations=sum([is_negation(token.word) for token in tokens]),
    )


def _unit(vector: Vector) -> Vector:
    length = math.sqrt(vector @ vector)
    return vector / np.float32(length) if length else vector


@lru_cache(maxsize=200_000)
def _look_up(word: str, word_stem: str, is_number: bool) -> tuple[int, int, int]:
    """The rank of a content word, a number for its stem, and its initial.

    The number is equal within one process for equal stems.
    """
    rank = UNKNOWN
    if not is_number:
        rank = rank_of(word)
        rank = rank_of(word_stem) if rank == UNKNOWN else rank
    return rank, hash(word_stem), ord(word_stem[0])


def fold_wording(text: str) -> str:
    """Return ``text`` as its exact look-up compares it: folded, brackets opened."""
    bare = _EDITORIAL.sub("", text).replace("’", "").replace("'", "")
    # Most texts are ASCII, and the general way takes ten times as long.
    return " ".join(_ASCII_WORD.findall(bare.lower())) if bare.isascii() else fold(bare)


@lru_cache(maxsize=100_000)
def is_negation(word: str) -> bool:
    """Whether folded ``word`` denies ("not", "never", "don't")."""
    return word in NEGATIONS or word.endswith(("n't", "n’t"))


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return folded ``word`` without inflection, British spelled as American.

    Suffix stripping of the lightest kind: what it confuses is told apart by the
    rest of the wording, what it misses is close by its vector.
    """
    for suffix, plain in _SPELLINGS:
        if len(word) > len(suffix) + 2 and word.endswith(suffix):
            word = word[: -len(suffix)] + plain
            break
    for suffix, plain in _ENDINGS:
        if len(word) >= len(suffix) + 3 and word.endswith(suffix):
            bare = word[: -len(suffix)] + plain
            if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "lse":
                bare = bare[:-1]
            return bare.rstrip("e") if len(bare) > 3 else bare
    return word.rstrip("e") if len(word) > 3 else word


_SPELLINGS = (
    ("isation", "ization"), ("isations", "izations"), ("ising", "izing"),
    ("ised", "ized"), ("ises", "izes"), ("ise", "ize"), ("yse", "yze"),
    ("ours", "ors"), ("oured", "ored"), ("ouring", "oring"), ("our", "or"),
    ("tre", "ter"), ("ence", "ense"), ("elling", "eling"), ("elled", "eled"),
    ("rammes", "rams"), ("ramme", "ram"), ("wards", "ward"),
)  # fmt: skip
_ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ss", "ss"), ("us", "us"),
    ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""), ("ly", ""),
)  # fmt: skip


def count_stems(text: str) -> Counter[str]:
    """Return how often each content stem stands in an article's ``text``."""
    counts: Counter[str] = Counter()
    for printed, count in Counter(_TOKEN.findall(text)).items():
        _, word_stem, weight, _ = _word(printed)
        if weight > 0:
            counts[word_stem] += count
    return counts


def count_elsewhere(quoted: str, article: Counter[str]) -> Counts:
    """Return how often the stems of ``quoted`` stand in the rest of its article.

    article: ``count_stems`` of the article's text. Stems that stand nowhere else
    are left out.
    """
    inside = Counter([t.stem for t in tokenize(quoted) if t.weight > 0])
    rest = [(stem, article[stem] - count) for stem, count in sorted(inside.items())]
    return tuple([(stem, count) for stem, count in rest if count > 0])


def _focus(weight: float, elsewhere: int) -> float:
    """``weight`` lowered for a word that the article has ``elsewhere`` times more."""
    if not elsewhere:
        return weight
    return weight / (1 + FADING * math.log1p(elsewhere))


@lru_cache(maxsize=20_000)
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the words of ``text``, number words as figures."""
    tokens = [_token(text, match) for match in _TOKEN.finditer(text)]
    if not _COUNTED.isdisjoint([token.word for token in tokens]):
        tokens = list(_join_numbers(tokens))
    return tuple(tokens)


def _token(text: str, match: re.Match[str]) -> Token:
    printed = match[0]
    start, end = match.span()
    if printed[0].isdigit():
        digits = printed.replace(",", "").rstrip(".")
        return Token(printed, digits, start, end, 1.0, True)
    word, word_stem, weight, state = _word(printed)
    name = state or (printed[0].isupper() and not _begins_sentence(text, start))
    return Token(word, word_stem, start, end, weight, False, name)


def _begins_sentence(text: str, start: int) -> bool:
    return _SENTENCE_START.search(text[max(0, start - 6) : start]) is not None


@lru_cache(maxsize=100_000)
def _word(printed: str) -> tuple[str, str, float, bool]:
    """The folded word, its stem, its weight, and whether it names a state."""
    word = _fold_word(printed)
    state = _STATES.get(printed) if printed[0].isupper() else None
    base = state or word
    weight = 0.0 if base in FUNCTION_WORDS or is_negation(base) else rarity(base)
    return word, state or stem(word), weight, state is not None


def _fold_word(printed: str) -> str:
    word = printed.replace("’", "'").replace("‘", "'").replace("`", "'")
    bare = "'".join(fold(part).replace(" ", "") for part in word.split("'"))
    return bare.removesuffix("'s").rstrip("'")


def _join_numbers(tokens: Iterable[Token]) -> Iterable[Token]:
    """Replace runs of number words by figures: "two hundred" by "200"."""
    run: list[Token] = []
    for token in tokens:
        if (token.is_number or token.word in _COUNTED) and _is_number_word(
            token, bool(run)
        ):
            run.append(token)
            continue
        if run:
            yield from _figure(run)
            run = []
        yield token
    yield from _figure(run)


def _is_number_word(token: Token, inside: bool) -> bool:
    word = token.word
    if token.is_number:
        return not inside
    return (
        (word in _UNITS and word not in _NOT_COUNTED)
        or word in _TENS
        or (word in _SCALES and inside)
        or (word in _NOT_COUNTED and inside)
    )


def _figure(run: list[Token]) -> Iterable[Token]:
    if not run:
        return
    if len(run) == 1 and run[0].is_number:
        yield run[0]
        return
    total = 0.0
    current = 0.0
    for token in run:
        if token.is_number:
            current += float(token.stem) if token.stem.count(".") < 2 else 0
        elif token.word in _SCALES:
            scale = _SCALES[token.word]
            current = max(current, 1) * scale
            if scale > 100:
                total, current = total + current, 0
        else:
            current += _UNITS.get(token.word, 0) + _TENS.get(token.word, 0)
    value = (
        f"{total + current:g}" if (total + current) % 1 else str(int(total + current))
    )
    printed = " ".join(token.word for token in run)
    yield Token(printed, value, run[0].start, run[-1].end, 1.0, is_number=True)


def _state_words() -> dict[str, str]:
    """Demonyms and capitals of one word to the last word of their state's name."""
    found = {}
    for table in (places.DEMONYMS, places.CAPITALS):
        for name, states in table.items():
            if " " not in name:
                found[name] = found[f"{name}s"] = fold(states[0]).split()[-1]
    for name, states in places.DEMONYMS.items():
        last = name.split()[-1]
        found.setdefault(last, fold(states[0]).split()[-1])
        found.setdefault(f"{last}s", fold(states[0]).split()[-1])
    for names in places.STATE_NAMES.values():
        for name in names:
            if " " not in name:
                found[name] = fold(names[0]).split()[-1]
    return found


_STATES = _state_words()
