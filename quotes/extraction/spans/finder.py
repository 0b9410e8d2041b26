"""What finds attributions: rules, a tagger, or both together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from quotes.extraction.types import Attribution


class SpanFinder(Protocol):
    """Finds attributions; several texts at once, so that models can batch."""

    def find(self, texts: Sequence[str]) -> list[list[Attribution]]:
        """Return the attributions of each text, in reading order."""
        ...
