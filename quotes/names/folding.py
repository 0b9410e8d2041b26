"""The folded form of a name: what is equal however it is printed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w]+|_+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")


# An article says a name many times, and so do the next ones.
@lru_cache(maxsize=20_000)
def fold(name: str) -> str:
    """Return ``name`` without accents, case and punctuation, words one blank apart.

    NFKD, combining marks dropped, casefolded, punctuation to blanks: "Kim
    Jong-Un" and "KIM JONG UN" are both "kim jong un". A name of nothing but
    punctuation folds to "".
    """
    return fold_once(name)


def fold_once(text: str) -> str:
    """Return what ``fold`` does, not remembered: for texts."""
    if text.isascii():  # Most are, and the general way takes ten times as long.
        return " ".join(_ASCII_WORD.findall(text.lower()))
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", bare.casefold()).split())
