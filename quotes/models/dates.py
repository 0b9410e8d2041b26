"""Dates that may be missing, and still have a place in every list."""

from datetime import UTC, datetime

BEGINNING_OF_TIME = datetime(1, 1, 2, tzinfo=UTC)
"""The place of what has no date: databases disagree about where null sorts."""
