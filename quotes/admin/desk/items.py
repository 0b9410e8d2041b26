"""Where an item is worked on, and what the desk says of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q
from django.http import Http404
from django.urls import reverse

from quotes.models import Claim, Deferral
from quotes.review import desk
from quotes.review.desk import Kind


def address_of_item(kind: Kind, item: int) -> str:
    """The address of the page on which ``item`` is worked on."""
    return reverse(f"admin:quotes_{kind.model._meta.model_name}_change", args=[item])


def kind_for(user: User, key: str) -> Kind:
    """The kind called ``key``; Http404 where there is none that ``user`` may see."""
    kind = desk.BY_KEY.get(key)
    if kind is None or not kind.may_be_seen_by(user):
        raise Http404("There is no such kind of work.")
    return kind


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list, with what there is to say of it."""

    row: Any
    told: str
    address: str
    claim: Claim | None
    deferral: Deferral | None
    mine: bool


def entries_of(items: list[tuple[Kind, Any]], user: User) -> list[Entry]:
    """What a list says of items, of whatever kinds. Two queries for all of them."""
    if not items:
        return []
    asked = reduce(or_, (Q(kind=kind.key, item=row.pk) for kind, row in items))
    claims = desk.claims_now().filter(asked)
    claimed = {(claim.kind, claim.item): claim for claim in claims}
    deferrals = desk.deferrals_now(user).filter(asked).select_related("made_by")
    put_off = {(one.kind, one.item): one for one in deferrals}
    found = []
    for kind, row in items:
        claim = claimed.get((kind.key, row.pk))
        entry = Entry(
            row=row,
            told=kind.told(row),
            address=address_of_item(kind, row.pk),
            claim=claim,
            deferral=put_off.get((kind.key, row.pk)),
            mine=claim is not None and claim.user_id == user.pk,
        )
        found.append(entry)
    return found


def fetched(kind: Kind, rows: Any) -> Any:
    """``rows`` of ``kind`` with what a list prints of them."""
    if kind.related:
        rows = rows.select_related(*kind.related)
    return rows.defer(*kind.left) if kind.left else rows
