"""Acronyms of bodies: which letters a full name is abbreviated to.

That the letters agree says only what an acronym may stand
for; that it does is for a text, or for an editor, to say.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from quotes.names.person_names import is_acronym

LONGEST = 20
"""Letters of an acronym that are kept and compared."""

_ARTICLE = re.compile(r"^(?:the|The)\s+(?=\S)")


@lru_cache(maxsize=20_000)
def acronym_of(name: str) -> str:
    """Return the capitals by which ``name`` may be known; "" where there are none.

    Of a name of several words the first letters of those that are capitalised
    ("Tarn Dispatch Agency": "TDA"); of an acronym itself, without its dots. A
    single word, or a name with a single capital, has none.
    """
    words = _ARTICLE.sub("", name).split()
    if len(words) == 1:
        letters = words[0].replace(".", "")
        return _plain(letters) if is_acronym(letters) else ""
    initials = "".join(word[0] for word in words if word[:1].isupper())
    return _plain(initials) if len(initials) > 1 else ""


@lru_cache(maxsize=20_000)
def is_only_acronym(name: str) -> bool:
    """Whether ``name`` is an acronym and nothing more."""
    words = _ARTICLE.sub("", name).split()
    return len(words) == 1 and acronym_of(name) != ""


def prints_expansion(text: str, name: str) -> bool:
    """Whether ``text`` prints the acronym of ``name`` in brackets behind it, or the
    other way round: "Tarn Dispatch Agency (TDA)", "TDA (Tarn Dispatch Agency)"."""
    acronym = acronym_of(name)
    if not acronym or is_only_acronym(name):
        return False
    if acronym not in text.replace(".", ""):  # Cheap, and seldom so.
        return False
    full = r"\s+".join(map(re.escape, _ARTICLE.sub("", name).split()))
    short = r"\.?".join(map(re.escape, acronym)) + r"\.?"
    marks = "[“”‘’\"'«»]*"
    for before, within in ((full, short), (short, full)):
        inner = rf"\(\s*{marks}(?:the\s+)?{within}{marks}\s*\)"
        if re.search(rf"\b{before}{marks}\s*{inner}", text):
            return True
    return False


def _plain(letters: str) -> str:
    decomposed = unicodedata.normalize("NFKD", letters)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return bare.upper()[:LONGEST]
