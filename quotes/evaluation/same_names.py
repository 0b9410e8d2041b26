"""When two names are the same to an evaluation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_NO_WORD = re.compile(r"[^\w]+")


def folded(name: str) -> str:
    """Return a name without diacritics, punctuation and case, blanks single."""
    letters = (
        character
        for character in unicodedata.normalize("NFKD", name)
        if not unicodedata.combining(character)
    )
    return " ".join(_NO_WORD.sub(" ", "".join(letters).casefold()).split())


def is_one_of(name: str | None, accepted: Iterable[str]) -> bool:
    """Whether ``name`` is, once folded, any of the names accepted; None is none."""
    if name is None:
        return False
    return folded(name) in {folded(other) for other in accepted}
