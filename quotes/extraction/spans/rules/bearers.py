"""Things that words are written on, which say nothing themselves."""

from __future__ import annotations

from quotes.names.inflection import words

#: How the method of such words begins.
WRITTEN = "words written on something"
#: "A banner read “…”": nobody's words.
BEARERS = words(
    """
    sign signs banner banners placard placards poster posters sticker stickers shirt
    shirts t-shirt t-shirts tshirt tshirts plaque plaques graffiti mural murals flag
    flags badge badges board boards billboard billboards cap caps hat hats
    """
)
