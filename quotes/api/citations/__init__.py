"""A quote as it is cited: one line to paste, and records for reference managers."""

from quotes.api.citations.line import cite

__all__ = ["cite"]
