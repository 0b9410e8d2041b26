"""Forms that anybody may send: told from what programs send, without other services.

A field that people do not see stays empty, and nobody fills a form in within a few
seconds. Both are told to programs by nothing but trying. Neither keeps anybody out
who wants in; the limit on reports does the rest.
"""

from __future__ import annotations

from django.core import signing
from django.http import QueryDict

BAIT = "website"
"""The field that people do not see."""

STAMP = "opened"
"""The field that says, signed, when the form was opened."""

QUICKEST, SLOWEST = 3, 24 * 60 * 60
"""Seconds from opening a form to sending it."""

MOST_LINKS = 2

_signer = signing.TimestampSigner(salt="quotes.pages.forms")


def new_stamp() -> str:
    """Return what says that a form was opened now."""
    return _signer.sign("form")


def is_bait_taken(sent: QueryDict) -> bool:
    """Whether a program filled in what people do not see."""
    return bool(sent.get(BAIT, ""))


def wrong_with(sent: QueryDict) -> str:
    """Return in words why a form cannot be taken yet, "" where it can."""
    try:
        _signer.unsign(sent.get(STAMP, ""), max_age=SLOWEST)
    except signing.BadSignature:
        return "The form was open for too long. Please send it once more."
    try:
        _signer.unsign(sent.get(STAMP, ""), max_age=QUICKEST)
    except signing.SignatureExpired:
        return ""
    return "That was very quick. Please read it through and send it once more."


def has_many_links(text: str) -> bool:
    """Whether ``text`` looks like an advertisement: more links than a report needs."""
    return text.count("://") > MOST_LINKS
