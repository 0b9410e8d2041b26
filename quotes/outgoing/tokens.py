"""Signed links of mails: who holds one may confirm, or end, one alert and no other."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing

from quotes.models import Subscription

_CONFIRM, _END = "quotes.alerts.confirm", "quotes.alerts.end"


def confirm_token(subscription: Subscription) -> str:
    """Return what the link to confirm an address holds."""
    return _dump(subscription, _CONFIRM)


def end_token(subscription: Subscription) -> str:
    """Return what the link to end an alert holds; it is good for ever."""
    return _dump(subscription, _END)


def _dump(subscription: Subscription, salt: str) -> str:
    return signing.dumps([subscription.pk, subscription.address], salt=salt)


def confirmed_by(token: str, *, within: timedelta) -> Subscription | None:
    """Return the alert whose address ``token`` confirms; None for another token."""
    return _load(token, _CONFIRM, within)


def ended_by(token: str) -> Subscription | None:
    """Return the alert that ``token`` ends; None for another token."""
    return _load(token, _END, None)


def _load(token: str, salt: str, within: timedelta | None) -> Subscription | None:
    try:
        number, address = signing.loads(token, salt=salt, max_age=within)
    except (signing.BadSignature, ValueError):
        return None
    rows = Subscription.objects.filter(pk=number, address=address)
    return rows.select_related("saved_search").first()
