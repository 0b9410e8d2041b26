"""Where this site is, for commands that write links to it."""

from __future__ import annotations

from django.conf import settings
from django.core.management.base import CommandError


def require_site_address() -> str:
    """Return ``SITE_ADDRESS``; CommandError, naming the remedy, where it is missing."""
    address: str = settings.SITE_ADDRESS
    if not address.startswith(("https://", "http://")):
        raise CommandError(
            "SITE_ADDRESS is missing: set it to where readers find this site, for"
            " example https://quotes.example.org. Links in mails and webhooks name it."
        )
    return address
