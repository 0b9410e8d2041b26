"""JSON from outside: what was sent or handed over, by whomever."""

from __future__ import annotations

import json
from typing import Any

DEEPEST = 100
"""Lists and objects within each other. Nothing that we read has more than a handful;
Python's own reader and writer fail somewhere beyond, depending on who calls them."""


class TooDeepError(json.JSONDecodeError):
    """Nested deeper than ``DEEPEST``."""

    def __init__(self) -> None:
        super().__init__(f"nested too deeply, in more than {DEEPEST} levels", "", 0)


def load_json(text: str | bytes) -> Any:
    """Return what JSON ``text`` says, bytes in UTF-8.

    Raises ValueError where it is none, TooDeepError among others.
    """
    try:
        data = json.loads(text)
    except RecursionError:
        raise TooDeepError from None
    refuse_deep(data)
    return data


def refuse_deep(data: Any) -> None:
    """Raise TooDeepError where ``data`` is nested deeper than ``DEEPEST``."""
    level = [data]
    for _ in range(DEEPEST):
        level = [
            value
            for nest in level
            if isinstance(nest, dict | list)
            for value in (nest.values() if isinstance(nest, dict) else nest)
            if isinstance(value, dict | list)
        ]
        if not level:
            return
    raise TooDeepError
