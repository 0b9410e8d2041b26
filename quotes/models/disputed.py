"""What “disputed” means, for queries and for rows already fetched.

Outlets name different speakers (``dispute`` says how), of the same words and beyond
doubt (``dispute_grade`` is "alert"), and no editor has settled who it was. Once settled
the statement keeps the kind of its dispute, since that outlets differed stays true,
but is disputed no longer. Settled is what has a moment and an editor; the text of the
resolution may be left empty.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

DISPUTED = Q(dispute__isnull=False, dispute_grade="alert", resolved_at__isnull=True)
"""Condition on statements."""

SETTLED = Q(dispute__isnull=False, resolved_at__isnull=False)
"""Condition on statements: outlets differed, and an editor decided."""


def is_disputed(dispute: str | None, grade: str, resolved_at: Any) -> bool:
    """Whether a statement with these three columns is disputed."""
    return dispute is not None and grade == "alert" and resolved_at is None
