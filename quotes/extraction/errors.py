"""What extraction raises where something that it needs is not there."""

from __future__ import annotations


class ModelMissingError(RuntimeError):
    """spaCy's small English model is not installed."""


class TaggerMissingError(Exception):
    """There are no weights where they were looked for."""
