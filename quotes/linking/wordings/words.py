"""The words that a text is compared by: folded, stemmed, weighed, numbers as figures.

British and American spelling, a capital or a demonym and its state come out the
same. Pure, without Django.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from quotes.linking.wordings.vectors import rarity
from quotes.names.folding import fold, fold_once
from quotes.names.gazetteer import places
from quotes.names.gazetteer.words import word_set

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
Suffixes = tuple[tuple[str, str], ...]
"""Suffixes, and what stands for each."""

MODALS = word_set("will would shall should can could may might must ought cannot")

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’‘`][^\W\d_]+)*")
_SENTENCE_START = re.compile(r"(?:^|[.!?…:]|[“\"]\s*$)\s*[“\"‘'(\[]*\s*$")
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
_COUNTED = frozenset((*_UNITS, *_TENS, *_SCALES))


@lru_cache(maxsize=100_000)
def is_negation(word: str) -> bool:
    """Whether folded ``word`` denies ("not", "never", "don't")."""
    return word in NEGATIONS or word.endswith(("n't", "n’t"))


_QUALITY = re.compile(
    r"(?!\w*(?:business|witness|baroness|governess|inverness|guinness|highness|lioness"
    r"|harness))(\w{4,})ness(?:es)?"
)
"""A noun of a quality, made of its adjective, which is four letters or more."""


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return folded ``word`` without inflection, British spelled as American.

    Suffix stripping of the lightest kind: what it confuses is told apart by the
    rest of the wording, what it misses is close by its vector. What is called
    “careless” here and “carelessness” there is one word.
    """
    if quality := _QUALITY.fullmatch(word):
        bare = quality[1]
        return stem(f"{bare[:-1]}y" if bare.endswith("i") else bare)
    for suffix, plain in _SPELLINGS.get(word[-1:], ()):
        if len(word) > len(suffix) + 2 and word.endswith(suffix):
            word = word[: -len(suffix)] + plain
            break
    for suffix, plain in _ENDINGS.get(word[-1:], ()):
        if len(word) >= len(suffix) + 3 and word.endswith(suffix):
            bare = word[: -len(suffix)] + plain
            if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "lse":
                bare = bare[:-1]
            return bare.rstrip("e") if len(bare) > 3 else bare
    return word.rstrip("e") if len(word) > 3 else word


def _by_last_letter(suffixes: Suffixes) -> dict[str, Suffixes]:
    """``suffixes`` by what they end with: most words have none of most."""
    return {
        letter: tuple(pair for pair in suffixes if pair[0].endswith(letter))
        for letter in {suffix[-1] for suffix, _ in suffixes}
    }


_SPELLINGS = _by_last_letter((
    ("isation", "ization"), ("isations", "izations"), ("ising", "izing"),
    ("ised", "ized"), ("ises", "izes"), ("ise", "ize"), ("yse", "yze"),
    ("ours", "ors"), ("oured", "ored"), ("ouring", "oring"), ("our", "or"),
    ("tre", "ter"), ("ence", "ense"), ("elling", "eling"), ("elled", "eled"),
    ("rammes", "rams"), ("ramme", "ram"), ("wards", "ward"),
))  # fmt: skip
_ENDINGS = _by_last_letter((
    ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ss", "ss"), ("us", "us"),
    ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""), ("bly", "ble"), ("ly", ""),
))  # fmt: skip


@lru_cache(maxsize=100_000)
def read_word(printed: str) -> tuple[str, str, float, bool]:
    """The folded word, its stem, its weight, and whether it names a state."""
    word = _fold_word(printed)
    state = _STATES.get(printed) if printed[0].isupper() else None
    base = state or word
    weight = 0.0 if base in FUNCTION_WORDS or is_negation(base) else rarity(base)
    return word, state or stem(word), weight, state is not None


def _fold_word(printed: str) -> str:
    word = printed.replace("’", "'").replace("‘", "'").replace("`", "'")
    bare = "'".join(fold_once(part).replace(" ", "") for part in word.split("'"))
    return bare.removesuffix("'s").rstrip("'")


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
_STATES_FOLDED = {fold(printed): state for printed, state in _STATES.items()}


def state_spelled(word: str) -> str | None:
    """The state that folded ``word`` may name, as stems of it are: "polish" may."""
    return _STATES_FOLDED.get(word)


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


@lru_cache(maxsize=20_000)
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the words of ``text``, number words as figures."""
    tokens = []
    for match in TOKEN.finditer(text):
        printed = match[0]
        word, word_stem, weight, is_number, is_name = _read(printed)
        if word_stem:
            start, end = match.span()
            if not (is_name or is_number) and printed[0].isupper():
                is_name = not _begins_sentence(text, start)
            values = (word, word_stem, start, end, weight, is_number, is_name)
            # A third of the time of making it by name, and words are many.
            tokens.append(tuple.__new__(Token, values))
    if not _COUNTED.isdisjoint([token.word for token in tokens]):
        tokens = list(_join_numbers(tokens))
    return tuple(tokens)


@lru_cache(maxsize=100_000)
def _read(printed: str) -> tuple[str, str, float, bool, bool]:
    """What a token of ``printed`` has wherever it stands: see ``Token``."""
    if printed[0].isdecimal():
        digits = printed.replace(",", "").rstrip(".")
        return printed, digits, 1.0, True, False
    word, word_stem, weight, is_state = read_word(printed)
    return word, word_stem, weight, False, is_state


@lru_cache(maxsize=16)
def count_words(text: str) -> Mapping[str, int]:
    """Return how often each word is printed in ``text``, unread.

    Remembered for a moment: of an article it is asked twice in a row.
    """
    return Counter(TOKEN.findall(text))


def _begins_sentence(text: str, start: int) -> bool:
    return _SENTENCE_START.search(text[max(0, start - 6) : start]) is not None


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
