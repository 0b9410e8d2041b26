"""E-mail alerts of a saved search: asked for, confirmed and ended on pages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt
from rest_framework.exceptions import APIException

from quotes.api.errors import BadRequest, ParameterError
from quotes.api.saved_searches import find_by_key
from quotes.api.subscriptions import LONGEST_EMAIL, save_alert
from quotes.models import SavedSearch, Subscription
from quotes.outgoing.alerts import CONFIRMED_WITHIN
from quotes.outgoing.tokens import confirmed_by, ended_by
from quotes.pages.base import error_page, form_page, keyed_page, show
from quotes.pages.follow_views import owner_of_form, too_often
from quotes.pages.in_words import name_errors

FREQUENCIES = [
    (choice.value, choice.label)
    for choice in (Subscription.Frequency.DAILY, Subscription.Frequency.HOURLY)
]


@form_page
def alert(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for mail of what a saved search finds; it is asked of its owner."""
    saved = find_by_key(key)
    if saved is None or saved.is_ended:
        raise Http404("There is no such feed, or it has been ended.")
    errors: list[dict[str, Any]] = []
    asked = ""
    if request.method == "POST" and settings.EMAIL_ALERTS:
        if refused := too_often(request):
            return refused
        try:
            asked = _save(request, saved).address
        except BadRequest as refusal:
            errors = name_errors(refusal.errors)
        except APIException as refusal:
            return error_page(request, refusal.status_code, str(refusal.detail))
    context = {
        "saved": saved,
        "errors": errors,
        "asked": asked,
        "available": settings.EMAIL_ALERTS,
        "frequencies": FREQUENCIES,
        "longest": LONGEST_EMAIL,
        "sent": request.POST,
    }
    status = 400 if errors else 200
    data = reverse("api:root")
    return _secret(show(request, "alert", context, data=data, status=status))


def _save(request: HttpRequest, saved: SavedSearch) -> Subscription:
    owner = owner_of_form(request)
    if any(getattr(saved, column) != row for column, row in owner.items()):
        raise BadRequest(ParameterError("token", "It is another’s search."))
    return save_alert(
        owner=owner,
        address=request.POST.get("email", "").strip(),
        saved_search=saved,
        frequency=request.POST.get("frequency", ""),
    )


def _secret(response: HttpResponse) -> HttpResponse:
    """What is at this address is for who knows it, and leads on to nobody."""
    response["X-Robots-Tag"] = "noindex"
    patch_cache_control(response, private=True)
    response["Referrer-Policy"] = "same-origin"
    return response


@keyed_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Confirm an address by a button: programs that look at links press none."""
    found = confirmed_by(token, within=CONFIRMED_WITHIN)
    if found is None or (found.ended_at and not found.confirmed_at):
        raise Http404("This link is not one of ours, or is older than seven days.")
    if request.method == "POST" and found.confirmed_at is None:
        found.confirmed_at = timezone.now()
        found.save(update_fields=["confirmed_at"])
    return _told(request, found, "alert_confirm")


# Mail programs press this for their readers (RFC 8058), and hold no form's token; the
# address itself is the key, and all it can do is end one alert.
@csrf_exempt
@keyed_page
def end(request: HttpRequest, token: str) -> HttpResponse:
    """End an alert by a button, or by a mail program's one click."""
    found = ended_by(token)
    if found is None:
        raise Http404("This link is not one of ours.")
    if request.method == "POST" and found.ended_at is None:
        found.end(why="By whom it was sent to.", at=timezone.now())
    return _told(request, found, "alert_end")


def _told(request: HttpRequest, found: Subscription, template: str) -> HttpResponse:
    context = {"alert": found}
    return _secret(show(request, template, context, data=reverse("api:root")))
