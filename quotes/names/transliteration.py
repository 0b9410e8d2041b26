"""Names spelled alike: one writer's Zelenskyy is another's Zelensky.

Rewriting after the common differences between romanisations and between
spellings of English, not after any one standard (ISO 9, BGN/PCGN). What comes
out is for comparison only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from quotes.names.folding import fold

_DROPPED = frozenset(("the", "of", "a", "an", "and", "for"))
_LETTERS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(.)\1+", r"\1"),
        (r"tsch|tch", "ch"),
        (r"sch|sh", "s"),
        (r"shch", "s"),
        (r"zh", "z"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"x", "ks"),
        (r"ck", "k"),
        (r"q", "k"),
        (r"w", "v"),
        (r"dj", "j"),
        (r"(?:iyi|yi|iy|yy|ij|ii|ey|ej|ei|ay|aj|ai|y|j)$", "i"),
        (r"[yj]", "i"),
        (r"iu", "u"),
        (r"ia", "a"),
        (r"ie", "e"),
        (r"ov$|off$", "of"),
        (r"ev$|eff$", "ef"),
        (r"(.)\1+", r"\1"),
    )
)
_SPELLINGS = {"defence": "defense", "centre": "center", "labour": "labor"}


# Names are made of few words, and every article says some of them again.
@lru_cache(maxsize=50_000)
def transliterate(word: str) -> str:
    """Return folded ``word`` in its comparable spelling; "" stays ""."""
    word = _SPELLINGS.get(word, word)
    for pattern, plain in _LETTERS:
        word = pattern.sub(plain, word)
    return word


@lru_cache(maxsize=50_000)
def name_words(name: str) -> tuple[str, ...]:
    """Return the words of ``name`` in comparable spelling, in order, without "of"."""
    bare = name.replace("’s", "").replace("'s", "")
    words = [word for word in fold(bare).split() if word not in _DROPPED]
    return tuple(transliterate(word) for word in words)


@lru_cache(maxsize=50_000)
def skeleton(name: str) -> str:
    """Return the letters of ``name`` in comparable spelling, sorted.

    Equal for one name in any order of its words, with and without hyphens or
    blanks. Anagrams share it, too: ``same_spelling`` tells.
    """
    return "".join(sorted("".join(name_words(name))))[:300]


def family_name(name: str) -> str:
    """Return the last word of ``name`` in comparable spelling; "" where it has none.

    That is the family name in most names, and one part of it in all.
    """
    words = name_words(name)
    return words[-1][:100] if words else ""


def same_spelling(one: str, other: str) -> bool:
    """Whether two names are one but for spelling, hyphens, blanks and word order."""
    if skeleton(one) != skeleton(other):
        return False
    words, others = name_words(one), name_words(other)
    if sorted(words) == sorted(others):
        return True
    rotations = {"".join(words[i:] + words[:i]) for i in range(max(1, len(words)))}
    return "".join(others) in rotations
