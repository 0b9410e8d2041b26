"""The reason of an act: what a person writes, as long as history keeps it."""

from __future__ import annotations

from quotes.models import Quote
from quotes.review.errors import ReviewError

_reason_field = Quote.history.model._meta.get_field("history_change_reason")
REASON_LENGTH: int | None = _reason_field.max_length
"""Longest reason that history keeps, in characters; None where any length fits."""


def check_reason(reason: str) -> str:
    """Return ``reason`` without blanks around it; ReviewError where it is too long."""
    reason = reason.strip()
    if REASON_LENGTH and len(reason) > REASON_LENGTH:
        raise ReviewError(
            f"The reason has {len(reason)} characters; history keeps {REASON_LENGTH}."
        )
    return reason
