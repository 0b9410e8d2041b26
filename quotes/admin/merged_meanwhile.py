"""What was chosen to be merged, and has been merged by somebody else meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.http import HttpRequest

from quotes import review
from quotes.models import Speaker, Statement

Row = TypeVar("Row", Speaker, Statement)

ALREADY = "merged"
"""Name of the hidden field in which a page says what it showed as merged already."""


def standing_of(chosen: Iterable[Row]) -> list[Row]:
    """Return those that stand for ``chosen`` today, each once, in their order."""
    standing = {(row.merged_into or row).pk: row.merged_into or row for row in chosen}
    return list(standing.values())


def tell_merged(row: Speaker | Statement) -> str:
    """Say into what ``row`` has been merged, by whom and when."""
    name = f"Statement {row.pk}" if isinstance(row, Statement) else str(row)
    into = row.merged_into
    target = f"statement {into.pk}" if isinstance(into, Statement) else str(into)
    return f"{name} is merged into {target} already ({review.latest_change(row)})."


def refuse_merged_meanwhile(
    gone: Iterable[Speaker | Statement], request: HttpRequest
) -> None:
    """Raise ConflictError for those of ``gone`` that stood when the page was opened."""
    known = request.POST.get(ALREADY, "").split(",")
    fresh = [row for row in gone if str(row.pk) not in known]
    if fresh:
        told = " ".join(map(tell_merged, fresh))
        raise review.ConflictError(
            f"{told} So nothing was merged; below is what stands now. Choose again."
        )
