"""How else a name that is looked for may be spelled where it is stored.

Readers type names in their own script and in their own language's spelling of foreign
ones; what is stored is mostly as English newspapers print it. Pure functions on
strings; what comes out is only ever compared, never shown.
"""

from __future__ import annotations

import re

from anyascii import anyascii

from quotes.names.folding import fold

LONGEST = 300
"""Characters of a name that are looked for, once it is folded: some characters fold to
eighteen. No stored name has more."""

MOST_WORDS = 16
"""Words of a name that are looked for."""

_CAPITAL_WITHIN = re.compile(r"(?<=[a-z])(?=[A-Z])")

_GREEK = (("ο[υύ]", "u"), ("μπ", "b"), ("γκ", "g"))
"""Two letters for one sound, which are romanised together."""

_FRENCH = re.compile(r"ou|tch|dj|ine\b|gu[ei]")
_FROM_FRENCH = (
    ("tch", "\0"), ("ch", "sh"), ("\0", "ch"),  # Gorbatchev, Chostakovitch
    ("dj", "\0"), ("j", "zh"), ("\0", "j"),  # Jirinovski, Djokovic
    ("ou", "u"),  # Loukachenko
    (r"ine\b", "in"),  # Poutine
    (r"gu(?=[ei])", "g"),  # Guennadi
)  # fmt: skip

_GERMAN = re.compile(r"sch|[wj]")
_FROM_GERMAN = (
    ("schtsch", "\1"), ("tsch", "\0"), ("sch", "sh"),  # Gorbatschow, Schoigu
    ("ch", "kh"), ("\0", "ch"), ("\1", "shch"),  # Chruschtschow
    ("z", "ts"),  # Jelzin
    (r"\bs(?=[aeiou])|(?<=[aeiou])s(?=[aeioulmnr])", "z"),  # Selenskyj, Kusnezow
    ("w", "v"), ("j", "y"),  # Lawrow
)  # fmt: skip


def spellings_of(words: str) -> list[str]:
    """Return ``words``, a name, folded, and then in its other likely spellings.

    At most five, each of at most ``LONGEST`` characters and ``MOST_WORDS`` words:
    as typed; romanised, where another script is; from a French and from a German
    spelling, where it looks like one; and its first and last word, where more stand
    between them than the stored name may have. None where no letter or digit is in it.
    """
    typed = _shorten(fold(words))
    if not typed:
        return []
    roman = _romanise(words) if not typed.isascii() else typed
    found = [typed, roman]
    if _FRENCH.search(roman):
        found.append(_rewrite(roman, _FROM_FRENCH))
    if _GERMAN.search(roman):
        found.append(_rewrite(roman, _FROM_GERMAN))
    parts = roman.split()
    if len(parts) > 2:
        found.append(f"{parts[0]} {parts[-1]}")
    return list(dict.fromkeys(spelling for spelling in found if spelling))


def _romanise(words: str) -> str:
    """Return ``words`` in Latin letters, folded: "習近平" gives "xi jin ping"."""
    words = words[:LONGEST].casefold()
    for pattern, latin in _GREEK:
        words = re.sub(pattern, latin, words)
    latin = anyascii(words).replace("'", "").replace("`", "")
    return _shorten(fold(_CAPITAL_WITHIN.sub(" ", latin)))


def _rewrite(name: str, rules: tuple[tuple[str, str], ...]) -> str:
    for pattern, plain in rules:
        name = re.sub(pattern, plain, name)
    return name[:LONGEST]


def _shorten(folded: str) -> str:
    return " ".join(folded[:LONGEST].split()[:MOST_WORDS])
