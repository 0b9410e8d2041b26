"""What is kept of two quotes that report one utterance. Pure."""

from __future__ import annotations

from typing import NamedTuple


class Link(NamedTuple):
    """Two quotes, by number, the smaller first, that report one utterance.

    probability: that they do. sure: their own words prove it, whatever else their
    articles print.
    """

    first: int
    second: int
    probability: float
    sure: bool
