"""From one item of the desk to the next: an answer opens what waits after it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from quotes import review
from quotes.admin.acting_editor import editor_of
from quotes.admin.desk.items import address_of_item
from quotes.review import desk
from quotes.review.desk import Kind

UNDONE_AT = "desk_undone_at"
"""Of each kind of work, in the session: the page that undoes what was answered last."""

WORKED_ON = {
    desk.DISPUTES.key: "admin:quotes_statement_settle",
    desk.FAILED_ARTICLES.key: "admin:quotes_article_retry",
}
"""Kinds whose items are answered on another page than that which shows them."""


def work_address(kind: Kind, item: int) -> str:
    """The address of the page on which ``item`` is answered."""
    if name := WORKED_ON.get(kind.key):
        return reverse(name, args=[item])
    return address_of_item(kind, item)


def take_next(kind: Kind, user: User, *, after: object = None) -> int | None:
    """Claim the next item for ``user`` and return its number; None: nothing is left."""
    for _ in range(3):
        row = desk.next_item(kind, user, after=after)
        if row is None:
            return None
        try:
            desk.claim_item(kind=kind, item=row.pk, by=user)
        except review.ConflictError:
            continue  # Somebody took it between the two.
        return int(row.pk)
    return None


def open_next(request: HttpRequest, kind: Kind, *, after: object = None) -> str:
    """Claim the next item; return its address, or the desk's where nothing is left."""
    item = take_next(kind, editor_of(request), after=after)
    if item is None:
        messages.success(request, f"{kind.name}: nothing is left that you could do.")
        return reverse("desk:front")
    return work_address(kind, item)


def go_on_from(
    request: HttpRequest, kind: Kind, row: Model, *, otherwise: str, undone_at: str = ""
) -> str:
    """Where an editor goes who has just answered ``row``.

    Who had taken it from the desk goes on to the next of its kind, which is theirs
    then; others go to ``otherwise``. undone_at: the page on which the answer is undone.
    """
    user = editor_of(request)
    held = request.session.get(UNDONE_AT, {})
    request.session[UNDONE_AT] = held | {kind.key: undone_at}
    if not desk.claims_of(kind).filter(item=row.pk, user=user).exists():
        return otherwise
    desk.release_item(kind=kind, item=row.pk, by=user)
    desk.renew_claims(by=user)
    return open_next(request, kind, after=row)


def place_on_desk(request: HttpRequest, kind: Kind, row: Any) -> dict[str, Any]:
    """Who works on ``row``, whether it is put off, and how far one is today."""
    user = editor_of(request)
    claims = desk.claims_of(kind).filter(item=row.pk).select_related("user")
    deferrals = desk.deferrals_for(kind, user).filter(item=row.pk)
    claim = claims.first()
    return {
        "kind": kind,
        "claim": claim,
        "mine": claim is not None and claim.user_id == user.pk,
        "deferral": deferrals.select_related("made_by").first(),
        "done_today": desk.count_done(kind, user, since=desk.start_of_today()),
        "left_today": desk.count_waiting(kind, user),
    }


def why_here(kind: Kind, row: Any) -> str:
    """Why ``row`` waits, as a sentence with its stop."""
    told = kind.told(row).rstrip()
    return told if told.endswith((".", ".”", "?”", "!”", "…")) else f"{told}."


def bar_above(request: HttpRequest, kind: Kind, row: Any) -> dict[str, Any]:
    """What the bar above an item shows; nothing where it does not wait for the user."""
    if not kind.may_be_done_by(editor_of(request)):
        return {}
    if not kind.waiting().filter(pk=row.pk).exists():
        return {}
    return place_on_desk(request, kind, row) | {
        "waits": True,
        "may_work": True,
        "why_here": why_here(kind, row),
        "undone_at": request.session.get(UNDONE_AT, {}).get(kind.key, ""),
    }
