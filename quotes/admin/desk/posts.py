"""What is pressed at the desk: taking up, letting go, putting off, undoing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from quotes import review
from quotes.admin.act_pages import editor_of
from quotes.admin.desk.items import address_of_item, kind_for
from quotes.admin.desk.rounds import open_next
from quotes.admin.desk.undoing import undo_last
from quotes.review import desk
from quotes.review.desk import Kind

Act = Callable[[HttpRequest, Kind, int, User], str]


@require_POST
def start(request: HttpRequest, key: str) -> HttpResponse:
    """Take up the first item that nobody else works on, and open it."""
    return go_on(request, kind_to_work_on(request, key))


@require_POST
def act(request: HttpRequest, key: str, item: int, act: str) -> HttpResponse:
    """Do what was pressed beside an item, and say so."""
    kind = kind_to_work_on(request, key)
    if act not in ACTS or item >= 2**63:
        raise Http404("There is no such act.")
    try:
        messages.success(request, ACTS[act](request, kind, item, editor_of(request)))
    except review.ReviewError as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(back_from(request, kind, item))
    if "next" in request.POST:
        return go_on(request, kind, after=item)
    return HttpResponseRedirect(back_from(request, kind, item))


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back the last answer of this session, and open what it was about."""
    kind = kind_to_work_on(request, desk.QUOTES.key)
    try:
        item = undo_last(request, by=editor_of(request))
    except review.ReviewError as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(back_from(request, kind, None))
    messages.success(request, "Undone: it is open again, as the machine had read it.")
    return HttpResponseRedirect(address_of_item(kind, item))


def go_on(
    request: HttpRequest, kind: Kind, *, after: int | None = None
) -> HttpResponse:
    """Claim the next item and open it; say where nothing is left."""
    row = kind.model._default_manager.filter(pk=after).first() if after else None
    return HttpResponseRedirect(open_next(request, kind, after=row))


def kind_to_work_on(request: HttpRequest, key: str) -> Kind:
    """The kind called ``key``; PermissionDenied for those who may only look."""
    user = editor_of(request)
    kind = kind_for(user, key)
    if not kind.may_be_done_by(user):
        raise PermissionDenied
    return kind


def back_from(request: HttpRequest, kind: Kind, item: int | None) -> str:
    """Where the button stood, as far as that is a page of ours."""
    back = request.POST.get("back", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return back
    return reverse("desk:list", args=[kind.key])


def _claim(request: HttpRequest, kind: Kind, item: int, user: User) -> str:
    desk.claim_item(kind=kind, item=item, by=user)
    return "Yours for a quarter of an hour, and longer while you work."


def _take_over(request: HttpRequest, kind: Kind, item: int, user: User) -> str:
    desk.claim_item(kind=kind, item=item, by=user, take_over=True)
    return "It is yours now."


def _release(request: HttpRequest, kind: Kind, item: int, user: User) -> str:
    desk.release_item(kind=kind, item=item, by=user)
    return "Let go: others may take it."


def _skip(request: HttpRequest, kind: Kind, item: int, user: User) -> str:
    desk.defer_for_oneself(kind=kind, item=item, by=user)
    return "Skipped: you are not shown it again today."


def _snooze(request: HttpRequest, kind: Kind, item: int, user: User) -> str:
    try:
        until = date.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        raise review.ReviewError("Choose the day on which it comes back.") from None
    reason = request.POST.get("reason", "")
    desk.defer_for_all(kind=kind, item=item, by=user, until=until, reason=reason)
    return f"Put off for everybody until {until:%-d %B %Y}."


def _bring_back(request: HttpRequest, kind: Kind, item: int, user: User) -> str:
    desk.take_back_deferral(kind=kind, item=item, by=user)
    return "It is back in the list."


ACTS: dict[str, Act] = {
    "claim": _claim,
    "take-over": _take_over,
    "release": _release,
    "skip": _skip,
    "snooze": _snooze,
    "bring-back": _bring_back,
}
