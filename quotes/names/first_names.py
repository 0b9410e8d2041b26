"""Whether two first names may be one person's: a short form, or another spelling.

Pure, without Django. Which comes first makes no difference.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from nicknames import NickNamer
from rapidfuzz import fuzz

from quotes.names.transliteration import transliterate

NEARLY = 86.0
"""Indel ratio from which a first name may be another spelling."""
SHARED = 4
"""Letters at the beginning by which a longer name may be the other in full."""
CONSONANTS = 3
"""Consonants from which names that have the same ones may be one: Khalid, Khaled."""

_SOFT_G = re.compile(r"^g(?=[eiy])")
_DOUBLED = re.compile(r"(.)\1+")
_NOT_HEARD = re.compile(r"[aeiouyhw]")


@lru_cache(maxsize=20_000)
def first_names_alike(one: str, other: str) -> bool:
    """Whether folded first names may be one's: "sam" and "samuel", "jon" and "john".

    An initial stands for every name that begins with it.
    """
    if 1 in (len(one), len(other)):
        return one[:1] == other[:1]
    spelled, spelled_other = transliterate(one), transliterate(other)
    return (
        one.startswith(other[:SHARED])
        or other.startswith(one[:SHARED])
        or fuzz.ratio(spelled, spelled_other) >= NEARLY
        or _sound_alike(one, other)
        or bool(_in_full(one) & _in_full(other))
    )


def _sound_alike(one: str, other: str) -> bool:
    heard = _consonants(one)
    return len(heard) >= CONSONANTS and heard == _consonants(other)


def _consonants(name: str) -> str:
    """The consonants of a name, and the vowel that it may begin with."""
    spelled = _SOFT_G.sub("j", name).replace("ph", "f").replace("v", "f")
    spelled = _DOUBLED.sub(r"\1", spelled.replace("c", "k").replace("q", "k"))
    return spelled[:1] + _NOT_HEARD.sub("", spelled[1:])


def _in_full(name: str) -> set[str]:
    """The names that ``name`` is short for, and itself."""
    return {name} | _namer().canonicals_of(name)


@cache
def _namer() -> NickNamer:
    return NickNamer()
