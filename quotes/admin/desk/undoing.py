"""Undoing the last answer, also after the next quote has opened."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from quotes import review
from quotes.models import Act, MergedTogether, Quote

KEY = "desk_answers"
REMEMBERED = 50
"""Answers of a session that can be undone, the last one first."""

_UNDONE_ON: dict[str, Any] = {
    "admin:quotes_mergedtogether_change": MergedTogether,
    "admin:quotes_act_undo": Act,
}
"""Pages on which an act is undone as a whole, and the model of its entries."""

UNDONE = "Undone by the same editor"


def remember_answer(request: HttpRequest, quote: Quote, *, was_open: bool) -> None:
    """Keep for this session that ``quote`` was answered, and how it stands since.

    was_open: whether nobody had decided on it before.
    """
    answers = request.session.get(KEY, [])
    answers.append([quote.pk, review.version_of(quote), was_open])
    request.session[KEY] = answers[-REMEMBERED:]


def has_answers(request: HttpRequest) -> bool:
    """Whether there is an answer to undo."""
    return bool(request.session.get(KEY))


def undo_page(by: User, *, since: datetime) -> str:
    """Where what ``by`` has done since that moment is undone as one; empty: nowhere.

    A merger of many speakers, or an act on quotes: what else there is has its undo on
    the page of its row.
    """
    for page, model in _UNDONE_ON.items():
        rows = model._default_manager.filter(made_by=by, made_at__gte=since)
        if row := rows.order_by("-made_at", "-pk").first():
            return reverse(page, args=[row.pk])
    return ""


def told_with_undo(done: str, address: str) -> str:
    """Return what was done, with the way to undo it where that has an address."""
    if not address:
        return done
    return format_html('{} <a href="{}">Undo it…</a>', done, address)


def undo_last(request: HttpRequest, *, by: User) -> int:
    """Reopen the quote answered last in this session; return its number.

    ReviewError where there is none, where it was decided before (then a reopening
    would also drop the older decision), and where it has changed since.
    """
    answers = request.session.get(KEY, [])
    if not answers:
        raise review.ReviewError("There is no answer of this session to undo.")
    pk, version, was_open = answers.pop()
    request.session[KEY] = answers
    quote = Quote.objects.filter(pk=pk).first()
    if quote is None:
        raise review.ReviewError("The quote answered last is not there any more.")
    if not was_open:
        raise review.ReviewError(
            f"Quote {pk} had been decided on before you did: its history shows both, "
            "and on its page you choose what stands."
        )
    review.reopen(quote=quote, by=by, reason=UNDONE, seen=version)
    return int(pk)
