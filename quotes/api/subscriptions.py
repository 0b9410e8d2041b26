"""Webhooks and e-mail alerts: what may be asked for, whose they are, how many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from quotes.api.errors import BadRequest, ParameterError
from quotes.api.saved_searches import TooMany
from quotes.models import ApiToken, Quote, SavedSearch, Subscription
from quotes.outgoing.calls import AddressError, read_address
from quotes.outgoing.signing import new_secret

LONGEST_EMAIL = 254

Owner = Mapping[str, ApiToken | User]


def save_webhook(
    *, owner: Owner, address: str, saved_search: SavedSearch | None
) -> Subscription:
    """Let ``address`` be called with what ``saved_search`` finds, or corrections.

    From now on: what was there before is not told. Raises BadRequest for an address
    that is not called, TooMany where the owner has ``API_SUBSCRIPTIONS`` already.
    """
    try:
        read_address(address, private=settings.FETCH_PRIVATE)
    except AddressError as error:
        raise BadRequest(ParameterError("address", str(error))) from None
    now = timezone.now()
    return _save(
        owner,
        channel=Subscription.Channel.WEBHOOK,
        address=address,
        saved_search=saved_search,
        secret=new_secret(),
        frequency=Subscription.Frequency.AT_ONCE,
        confirmed_at=now,
    )


def save_alert(
    *, owner: Owner, address: str, saved_search: SavedSearch, frequency: str
) -> Subscription:
    """Let ``address`` be asked whether it wants mail of what ``saved_search`` finds.

    Raises BadRequest for what is no e-mail address or frequency, TooMany as above.
    """
    try:
        if len(address) > LONGEST_EMAIL:
            raise ValidationError("Too long.")
        validate_email(address)
    except ValidationError:
        raise BadRequest(ParameterError("email", "Not an e-mail address.")) from None
    allowed = (Subscription.Frequency.HOURLY.value, Subscription.Frequency.DAILY.value)
    if frequency not in allowed:
        raise BadRequest(ParameterError("frequency", "That is not a choice.", allowed))
    return _save(
        owner,
        channel=Subscription.Channel.EMAIL,
        address=address,
        saved_search=saved_search,
        frequency=frequency,
    )


def _save(owner: Owner, **columns: Any) -> Subscription:
    """Store a subscription that begins with what comes after the newest quote."""
    with transaction.atomic():
        for row in owner.values():
            # Nobody saves for the same owner meanwhile, so that the count holds.
            row._meta.model._default_manager.select_for_update().get(pk=row.pk)
        own = Subscription.objects.filter(**owner, ended_at=None)
        if own.count() >= settings.API_SUBSCRIPTIONS:
            raise TooMany(
                f"You have {settings.API_SUBSCRIPTIONS} webhooks and alerts, as many as"
                " one may have: end one first."
            )
        newest = Quote.objects.order_by().aggregate(newest=Max("pk"))["newest"]
        return Subscription.objects.create(**owner, **columns, after_id=newest or 0)
