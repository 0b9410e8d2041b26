"""Readers known by a token, who need no account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed

from quotes.models import ApiToken
from quotes.review.api_tokens import hash_token

USE_NOTED_EVERY = timedelta(minutes=5)
"""A write for every read would cost more than the reading."""


@dataclass(frozen=True, slots=True)
class TokenReader:
    """Stands where an account would. pk: who this is to the limits."""

    pk: str
    is_authenticated: bool = True
    is_active: bool = True
    is_staff: bool = False


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer qt_…``. An unknown or revoked token is a 401."""

    def authenticate(self, request: Any) -> tuple[TokenReader, ApiToken] | None:
        scheme, *secrets = get_authorization_header(request).split()[:3] or [b""]
        if scheme.lower() not in {b"bearer", b"token"}:
            return None
        if len(secrets) != 1:
            raise AuthenticationFailed("Send “Authorization: Bearer” and one token.")
        token = read_token(secrets[0].decode("ascii", errors="replace"))
        return TokenReader(f"token-{token.pk}"), token

    def authenticate_header(self, request: Any) -> str:
        return "Bearer"


def read_token(secret: str) -> ApiToken:
    """Return the token of ``secret``, and note that it was used.

    Raises AuthenticationFailed where it is unknown or revoked.
    """
    digest = hash_token(secret)
    token = ApiToken.objects.filter(digest=digest, revoked_at=None).first()
    if token is None:
        raise AuthenticationFailed("This token is unknown or has been revoked.")
    _note_use(token)
    return token


def _note_use(token: ApiToken) -> None:
    now = timezone.now()
    if token.last_used_at is None or token.last_used_at < now - USE_NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
