"""Why an act was refused, in words for the editor who asked for it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class ReviewError(Exception):
    """The act cannot be done; nothing was changed. The message says why.

    ``because``: rows that rule it out, by what somebody did to them.
    """

    def __init__(self, told: str = "", *, because: Iterable[Any] = ()) -> None:
        super().__init__(told)
        self.because = list(because)


class ConflictError(ReviewError):
    """Somebody else changed the row after the editor had looked at it."""


class NotPermittedError(ReviewError):
    """Who asked for the act may not do it; perhaps they may propose it."""
