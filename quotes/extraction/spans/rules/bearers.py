"""Things that words are written on, which say nothing themselves."""

from __future__ import annotations

from quotes.extraction.spans.rules.tree import Tree
from quotes.extraction.types import Attribution, Kind, Range
from quotes.names.inflection import words

#: How the method of such words begins.
WRITTEN = "words written on something"
#: "A banner read “…”": nobody's words. Not a board, which may be of a school.
BEARERS = words(
    """
    sign signs banner banners placard placards poster posters sticker stickers shirt
    shirts t-shirt t-shirts tshirt tshirts plaque plaques graffiti mural murals flag
    flags badge badges noticeboard noticeboards whiteboard whiteboards blackboard
    blackboards billboard billboards cap caps hat hats
    tattoo tattoos ribbon ribbons wreath wreaths headstone headstones gravestone
    gravestones tombstone scoreboard scoreboards scarf scarves pennant pennants balloon
    balloons wristband jacket hoodie vest apron
    """
)


def is_bearer(tree: Tree, head: int) -> bool:
    """Whether a noun is such a thing, and no "sign of his anger"."""
    word = tree.lower[head]
    of = head + 1 < len(tree) and tree.lower[head + 1] == "of"
    return word in BEARERS and not (of and word in ("sign", "signs"))


def inscribed(content: tuple[Range, ...]) -> Attribution:
    """Quoted words as written on something: kept, and nobody's."""
    return Attribution(
        content=content,
        cue=(),
        source=(),
        kind=Kind.DIRECT,
        score=0.6,
        method=WRITTEN,
    )
