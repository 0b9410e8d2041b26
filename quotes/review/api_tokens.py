"""Tokens of the API: made and revoked by editors."""

from __future__ import annotations

import hashlib
import secrets

from django.contrib.auth.models import User
from django.utils import timezone

from quotes.models import ApiToken
from quotes.review.errors import ReviewError
from quotes.review.guarding import act

PREFIX = "qt_"
_SHOWN = len(PREFIX) + 5


def hash_token(secret: str) -> str:
    """Return what is stored of a token: SHA-256, as 64 hexadecimal digits.

    Tokens are 256 random bits, so a slow hash would protect nothing more.
    """
    return hashlib.sha256(secret.encode()).hexdigest()


@act("quotes.add_apitoken", proposable=False)
def create_token(*, name: str, by: User) -> tuple[ApiToken, str]:
    """Make a token for a reader; return it and its secret, which is kept nowhere.

    ReviewError where ``name`` is blank.
    """
    if not name.strip():
        raise ReviewError("Say who uses the token, and what for.")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        name=name.strip(),
        start=secret[:_SHOWN],
        digest=hash_token(secret),
        created_by=by,
    )
    return token, secret


@act("quotes.change_apitoken", proposable=False)
def revoke_token(*, token: ApiToken, by: User) -> None:
    """Make ``token`` worthless from now on. ReviewError where it already is."""
    changed = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(
        revoked_at=timezone.now(), revoked_by=by
    )
    if not changed:
        token.refresh_from_db()
        raise ReviewError(f"{token.revoked_by} has revoked this token already.")
