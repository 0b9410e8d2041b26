"""What a mistake in a quote would cost, as far as it is known: the order of the queue.

Doubt times exposure. Doubt is the probability that the reading is wrong, of which the
machine's confidence is the complement. Exposure stands for how many would be misled:
nothing counts who reads a quote, so it is how often its statement is printed. Of that
the square root, since every printing has a place of its own in the queue: in full, the
printings of one speech would fill it.
"""

from __future__ import annotations

from math import sqrt

from django.db.models import Case, F, FloatField, Value, When
from django.db.models.functions import Greatest

DISPUTED_DOUBT = 0.5
"""Where outlets name different speakers, one of two readings is wrong."""

REPORTED_DOUBT = 0.75
"""A reader who takes the trouble to report an error is right more often than not."""

COST_OF_A_MISTAKE = Case(
    # Readers no longer see it.
    When(status="withdrawn", then=Value(0.0)),
    default=Greatest(Value(1.0) - F("confidence"), F("least_doubt")) * F("exposure"),
    output_field=FloatField(),
)
"""Of the columns of a quote, computed by the database."""


def exposure_of(printings: int) -> float:
    """How far a mistake spreads in a statement of so many standing printings."""
    return sqrt(max(1, printings))


def least_doubt_of(*, disputed: bool, reported: bool) -> float:
    """The doubt (0 to 1) there is, however sure the machine is of its reading."""
    if reported:
        return REPORTED_DOUBT
    return DISPUTED_DOUBT if disputed else 0.0
