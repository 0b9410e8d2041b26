"""Follow a search: its open feed, or one of one's own, saved with a token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    QueryDict,
)
from django.urls import reverse
from django.utils.cache import patch_cache_control
from rest_framework.exceptions import AuthenticationFailed

from quotes.api.api_tokens import read_token
from quotes.api.errors import BadRequest, ParameterError
from quotes.api.saved_searches import (
    LONGEST_NAME,
    PARAMS,
    find_by_key,
    read_search,
    save_search,
)
from quotes.models import ApiToken, Outlet, SavedSearch, Speaker
from quotes.pages.base import error_page, form_page, seconds_to_wait, show
from quotes.pages.in_words import LABELS, name_errors
from quotes.pages.listing import given_params

HEADINGS = {
    SavedSearch.Kind.QUOTES: "Follow this search",
    SavedSearch.Kind.SPEAKER: "Follow this speaker",
    SavedSearch.Kind.DISPUTES: "Follow disputes",
}


@form_page
def follow(request: HttpRequest, kind: str) -> HttpResponse:
    """How to hear of what a search will find; saves it for whoever has a token."""
    if kind not in PARAMS:
        raise Http404("There is nothing of this sort to follow.")
    given = given_params(request)
    parameters = _parameters(given)
    values = read_search(kind, parameters)
    context = _context(kind, given, parameters, values)
    if request.method != "POST":
        return _show(request, context)
    if refused := too_often(request):
        return refused
    try:
        name = request.POST.get("name", "").strip()
        if not 0 < len(name) <= LONGEST_NAME or "\x00" in name:
            raise BadRequest(
                ParameterError("name", f"Give one of 1 to {LONGEST_NAME} characters.")
            )
        saved = save_search(
            owner=owner_of_form(request), name=name, kind=kind, parameters=parameters
        )
    except BadRequest as refusal:
        errors = name_errors(refusal.errors)
        return _show(request, {**context, "errors": errors}, status=400)
    return HttpResponseRedirect(reverse("pages:followed", args=[saved.feed_key]))


@form_page
def followed(request: HttpRequest, key: str) -> HttpResponse:
    """A saved search and the address of its feed; its owner may end it."""
    saved = find_by_key(key)
    if saved is None or saved.is_ended:
        raise Http404("There is no such feed, or it has been ended.")
    errors: list[dict[str, Any]] = []
    if request.method == "POST":
        if refused := too_often(request):
            return refused
        try:
            owner = owner_of_form(request)
            if any(getattr(saved, column) != row for column, row in owner.items()):
                raise BadRequest(ParameterError("token", "It is another’s search."))
            saved.delete()
            return HttpResponseRedirect(reverse("pages:search"))
        except BadRequest as refusal:
            errors = name_errors(refusal.errors)
    feed = reverse("pages:saved-feed", args=[saved.feed_key])
    context = {
        "saved": saved,
        "address": request.build_absolute_uri(feed),
        "errors": errors,
    }
    data = reverse("api:root")
    status = 400 if errors else 200
    response = show(request, "followed", context, data=data, feed=feed, status=status)
    response["X-Robots-Tag"] = "noindex"
    # The address is a secret: no cache in between keeps it, and other sites must not
    # learn it as where one came from. This site must: with "no-referrer" browsers
    # send the form from "Origin: null", which is refused as forged.
    patch_cache_control(response, private=True)
    response["Referrer-Policy"] = "same-origin"
    return response


def _parameters(given: QueryDict) -> dict[str, str]:
    for name, values in given.lists():
        if len(values) > 1:
            raise BadRequest(ParameterError(name, "Given more than once."))
    return {name: str(given[name]) for name in given}


def too_often(request: HttpRequest) -> HttpResponse | None:
    """Count a form that was sent; return the refusal where there were too many."""
    wait = seconds_to_wait(request, scope="report")
    if not wait:
        return None
    detail = f"Please try again in {wait // 60 + 1} minutes."
    response = error_page(request, 429, detail)
    response["Retry-After"] = str(wait)
    return response


def owner_of_form(request: HttpRequest) -> dict[str, ApiToken | User]:
    """Return whose it is to be: of the token that a form sent, or of who is logged in.

    Raises BadRequest for a token that is none.
    """
    secret = request.POST.get("token", "").strip()
    if not secret and request.user.is_authenticated:
        return {"user": request.user}
    try:
        return {"token": read_token(secret)}
    except AuthenticationFailed as refused:
        raise BadRequest(ParameterError("token", str(refused.detail))) from None


def _context(
    kind: str,
    given: QueryDict,
    parameters: Mapping[str, str],
    values: Mapping[str, Any],
) -> dict[str, Any]:
    told = [(LABELS.get(name, name), _told(parameters[name], values[name]))
            for name in values]  # fmt: skip
    words = ", ".join(value for _, value in told)
    disputes = kind == SavedSearch.Kind.DISPUTES
    query = f"?{given.urlencode()}" if given else ""
    feed = reverse("pages:dispute-feed" if disputes else "pages:quote-feed")
    page = reverse("pages:disputes" if disputes else "pages:search")
    return {
        "heading": HEADINGS[SavedSearch.Kind(kind)],
        "told": told,
        "usual_name": words[:LONGEST_NAME] or SavedSearch.Kind(kind).label,
        # All disputes have an open feed; there is none of some of them.
        "open_feed": "" if disputes and given else f"{feed}{query}",
        "back": f"{page}{query}",
        "public": settings.API_PUBLIC,
        "most": settings.API_SAVED_SEARCHES,
    }


def _told(raw: str, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return " or ".join(one.name for one in value)
    return value.name if isinstance(value, Speaker | Outlet) else raw


def _show(
    request: HttpRequest, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    shown = {**context, "sent": request.POST}
    data = reverse("api:root")
    feed = context["open_feed"]
    return show(request, "follow", shown, data=data, feed=feed, status=status)
