"""Signatures of webhooks, by Standard Webhooks.

Pure, without Django. https://github.com/standard-webhooks/standard-webhooks: the key is
what stands after "whsec_" in base64, the signature HMAC-SHA256 of identifier, time and
body with full stops between.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

PREFIX = "whsec_"
_KEY_BYTES = 32


def new_secret() -> str:
    """Return a secret that nobody guesses, as receivers' libraries take it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(_KEY_BYTES)).decode()


def sign(secret: str, *, identifier: str, timestamp: int, body: bytes) -> str:
    """Return the value of the header ``webhook-signature``: "v1,…"."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{identifier}.{timestamp}.".encode() + body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def signed_headers(
    secret: str, *, identifier: str, timestamp: int, body: bytes
) -> dict[str, str]:
    """Return the headers by which a receiver knows a delivery, and us."""
    return {
        "Content-Type": "application/json",
        "User-Agent": "Quotes-Webhooks/1",
        "webhook-id": identifier,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": sign(
            secret, identifier=identifier, timestamp=timestamp, body=body
        ),
    }
