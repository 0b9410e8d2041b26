"""Undoing the last answer, also after the next quote has opened."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest

from quotes import review
from quotes.models import Quote

KEY = "desk_answers"
REMEMBERED = 50
"""Answers of a session that can be undone, the last one first."""

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
