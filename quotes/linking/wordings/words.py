"""One printed word as comparison reads it: folded, stemmed, weighed.

British and American spelling, a capital or a demonym and its state come out the
same. Pure, without Django.
"""

from __future__ import annotations

from functools import lru_cache

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
    ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""), ("ly", ""),
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
