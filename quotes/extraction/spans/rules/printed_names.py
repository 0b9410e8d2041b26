"""Names as they are printed, where the layout and not the grammar gives them."""

from __future__ import annotations

#: One to six capitalised words, with the particles of family names between them.
NAME = r"(?:(?:[A-Z][\w.’'-]*|de|van|von|der|bin|al|el|la)\s+){0,5}[A-Z][\w.’'-]*"

_ABBREVIATED = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Maj|Sgt|Capt|Rev|Hon|St|Engr|Barr|Alh)\."
    r"|(?:[A-Z]\.)+)"
)
#: Such a name that does not run on into the next sentence: "Mina Sol", not "Sol. Reve".
NAME_IN_SENTENCE = (
    rf"(?:(?:{_ABBREVIATED}|[A-Z][\w’'-]*|de|van|von|der|bin|al|el|la)[ \u00a0]){{0,5}}"
    r"[A-Z][\w’'-]*(?:,?\s(?:Jr|Sr)\.)?"
)
