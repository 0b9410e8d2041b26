"""Whose a Wikidata id is: no two that stand have the same."""

from __future__ import annotations

from django.db.models import Model

from quotes.models import Speaker
from quotes.models.wikidata import WikidataError, read_wikidata_id
from quotes.review.errors import ReviewError


def holder_of(
    model: type[Model], wikidata_id: str, *, besides: int | None = None
) -> Model | None:
    """Return the speaker that stands, or the outlet, with ``wikidata_id``; or None.

    besides: the primary key of the row that asks.
    """
    if not wikidata_id:
        return None
    rows = model._default_manager.filter(wikidata_id=wikidata_id).exclude(pk=besides)
    if model is Speaker:
        rows = rows.filter(merged_into=None)
    return rows.first()


def check_wikidata_id(written: str, *, own: int | None = None) -> str:
    """Return the id in ``written`` for speaker ``own`` to have.

    ReviewError where it is none, or another speaker that stands has it.
    """
    try:
        wikidata_id = read_wikidata_id(written)
    except WikidataError as refusal:
        raise ReviewError(str(refusal)) from None
    if holder := holder_of(Speaker, wikidata_id, besides=own):
        raise ReviewError(
            f"{holder} (speaker {holder.pk}) has the Wikidata id {wikidata_id} already."
        )
    return wikidata_id
