"""The folded form of a name: what is equal however it is printed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w]+|_+")


# An article says a name many times.
@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """Return ``name`` without accents, case and punctuation, words one blank apart.

    NFKD, combining marks dropped, casefolded, punctuation to blanks: "Kim
    Jong-Un" and "KIM JONG UN" are both "kim jong un". A name of nothing but
    punctuation folds to "".
    """
    decomposed = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", bare.casefold()).split())
