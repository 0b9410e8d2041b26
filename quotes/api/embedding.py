"""A quote on somebody else's page: the frame to paste, and its size."""

from __future__ import annotations

from math import ceil

from django.utils.html import format_html

WIDTH = 600
"""Pixels that a frame is wide where nothing says otherwise."""
LEAST_WIDTH, LEAST_HEIGHT = 200, 120

_LINE = 28
"""Pixels of a line of the words."""
_CHARACTER = 10
"""Pixels of a character of them, with some to spare."""
_AROUND = 190
"""Pixels of all beside the words: who, where, what to know of it, margins."""


def height_of(words: str, *, width: int) -> int:
    """Return how many pixels a frame of ``width`` takes that shows ``words``."""
    a_line = max(1, (width - 48) // _CHARACTER)
    return _AROUND + _LINE * ceil(len(words) / a_line)


def frame(address: str, title: str, *, width: int | None, height: int) -> str:
    """Return the HTML to paste; without a ``width`` it takes the room there is.

    What is framed may open its links elsewhere and do nothing else.
    """
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"'
        ' sandbox="allow-popups allow-popups-to-escape-sandbox" frameborder="0"'
        "></iframe>",
        address,
        title,
        "100%" if width is None else width,
        height,
    )
