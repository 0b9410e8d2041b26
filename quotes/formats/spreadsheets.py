"""Cells of CSV files that spreadsheets would run as formulas."""

from __future__ import annotations

import unicodedata

_FORMULA = frozenset("=+-@")
_BREAKS = frozenset("\t\r\n")
_NOT_SEEN = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me", "Cn", "Co"))
"""Categories of what stands before a formula without being seen, or is cut off."""


def guard_cell(text: str) -> str:
    """Return ``text`` with an apostrophe before it where it would be a formula.

    What somebody printed is text, also where it begins with "=" or another sign of
    formulas, in full width as well, behind blanks or what nobody sees.
    """
    if text[:1] in _BREAKS:
        return f"'{text}"
    for character in text:
        plain = unicodedata.normalize("NFKC", character)
        if plain[:1] in _FORMULA or character == "\N{MINUS SIGN}":
            return f"'{text}"
        if unicodedata.category(character) not in _NOT_SEEN:
            break
    return text
