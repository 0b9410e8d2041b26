"""The desk: each kind of work with its count, its oldest, what is first, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from quotes.admin.act_pages import editor_of
from quotes.admin.desk.items import Entry, address_of_item, entries_of, fetched
from quotes.models import Claim
from quotes.review import desk
from quotes.review.desk import Count, Kind, Whose

WORKING = 30
"""Claims that the desk names."""

TABS = {
    Whose.ALL: "All",
    Whose.UNASSIGNED: "Unassigned",
    Whose.MINE: "Mine",
    Whose.PUT_OFF: "Put off",
}


@dataclass(slots=True)
class Pile:
    """One kind of work as the desk shows it.

    begins: the row that comes first, of which ``first`` tells what there is to say.
    whole: what there was this morning, as far as it is counted: done and waiting.
    """

    kind: Kind
    count: Count
    done: Count
    begins: Any
    may_work: bool
    first: Entry | None = None

    @property
    def whole(self) -> Count:
        return Count(
            self.count.number + self.done.number, self.count.more or self.done.more
        )


def show_front(request: HttpRequest) -> HttpResponse:
    """What waits for a person, and who works on what. Reads only, all of it bounded."""
    user = editor_of(request)
    whose = whose_of(request)
    piles = [
        pile_of(kind, user, whose) for kind in desk.KINDS if kind.may_be_seen_by(user)
    ]
    begun = [pile for pile in piles if pile.begins is not None]
    entries = entries_of([(pile.kind, pile.begins) for pile in begun], user)
    for pile, entry in zip(begun, entries, strict=True):
        pile.first = entry
    context = {
        **admin.site.each_context(request),
        "title": "Editors’ desk",
        "app_list": admin.site.get_app_list(request),
        "piles": piles,
        "begins": next((p for p in piles if p.first and p.may_work), None),
        "tabs": [(one.value, name, one is whose) for one, name in TABS.items()],
        "whose": whose.value,
        "working": [(claim, *place_of(claim)) for claim in claims_shown()],
        "lasts": int(desk.CLAIM_LASTS.total_seconds() // 60),
    }
    return TemplateResponse(request, "admin/quotes/desk/front.html", context)


def whose_of(request: HttpRequest) -> Whose:
    """The part asked for; all of it where the address names none that there is."""
    asked = request.GET.get("whose", "")
    return next((one for one in Whose if one == asked), Whose.ALL)


def pile_of(kind: Kind, user: User, whose: Whose) -> Pile:
    """What the desk shows of ``kind``. Three queries, each bounded."""
    rows = desk.rows_of(kind, user, whose)
    first = rows.first() if whose is Whose.PUT_OFF else None
    if whose is not Whose.PUT_OFF:
        first = fetched(kind, desk.free_rows(rows, kind, user)).first()
    return Pile(
        kind=kind,
        count=desk.count_rows(kind, rows),
        done=desk.count_done(kind, user, since=desk.start_of_today()),
        begins=first,
        may_work=kind.may_be_done_by(user),
    )


def claims_shown() -> list[Claim]:
    """The latest claims that hold."""
    return list(desk.claims_now()[:WORKING])


def place_of(claim: Claim) -> tuple[str, str]:
    """What kind of work a claim is on, and the address of its item."""
    kind = desk.BY_KEY.get(claim.kind)
    if kind is None:
        return claim.kind, ""
    return kind.name, address_of_item(kind, claim.item)
