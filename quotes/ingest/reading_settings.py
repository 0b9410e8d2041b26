"""How sources are read here: by the settings, and by the outlets that are known."""

from __future__ import annotations

from functools import cache

from django.conf import settings

from quotes.ingest.fetching.client import Fetcher
from quotes.ingest.fetching.connection import Limits
from quotes.ingest.records import Defaults
from quotes.ingest.sources import Reading
from quotes.models import Outlet


def reading_of_settings(defaults: Defaults) -> Reading:
    """Return how to read, with ``defaults`` for what articles do not say."""
    return Reading(
        defaults=defaults,
        fetcher=Fetcher(
            limits=Limits(settings.FETCH_SECONDS, settings.FETCH_BYTES),
            agent=settings.FETCH_AGENT,
            private=settings.FETCH_PRIVATE,
            delay=settings.FETCH_DELAY,
        ),
        outlet_of=cache(outlet_of_host),
        keep_raw=settings.KEEP_RAW,
    )


def outlet_of_host(host: str) -> str:
    """Return the name of the outlet whose site ``host`` belongs to, or "".

    The host itself, or the nearest domain that it lies in: of news.example.org that
    is example.org.
    """
    labels = host.lower().removeprefix("www.").split(".")
    domains = [".".join(labels[start:]) for start in range(max(1, len(labels) - 1))]
    found = dict(
        Outlet.objects.filter(domain__in=domains).values_list("domain", "name")
    )
    return next((found[domain] for domain in domains if domain in found), "")
