"""How one printing of a statement differs from another wording."""

from __future__ import annotations

from typing import Any

from quotes.api.shapes.values import (
    COUNT,
    FLAG,
    TEXT,
    Schema,
    choice,
    list_of,
    object_of,
    ref,
)
from quotes.linking.wordings.differences import Comparison

COMPARISON: dict[str, Schema] = {
    "type": choice(
        [
            "identical",
            "punctuation",
            "truncated",
            "ellipsis",
            "bracketed",
            "substituted",
            "translated/paraphrased",
        ]
    ),
    "changes_meaning": FLAG,
    "differences": list_of(ref("Difference")),
}
DIFFERENCE = object_of(
    aspect=choice(
        [
            "number",
            "negation",
            "name",
            "modality",
            "condition",
            "wording",
            "spelling",
            "omission",
            "insertion",
        ]
    ),
    before=TEXT,
    after=TEXT,
    start=COUNT,
    end=COUNT,
    sentence=TEXT,
)


def show_comparison(comparison: Comparison) -> dict[str, Any]:
    """Return how a printing differs, as answers show it."""
    return {
        "type": str(comparison.type),
        "changes_meaning": comparison.changes_meaning,
        "differences": [
            {
                "aspect": str(difference.aspect),
                "before": difference.before,
                "after": difference.after,
                "start": difference.start,
                "end": difference.end,
                "sentence": difference.sentence,
            }
            for difference in comparison.differences
        ],
    }
