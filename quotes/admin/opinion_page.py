"""What a quote's page shows of the machine's second opinion, and what answers it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from quotes import review
from quotes.character_ranges import printed_words
from quotes.models import Quote, SecondOpinion

TAKE, DISMISS = "_take", "_dismiss"
OPINION = "_opinion"
"""The version of the opinion that is shown, where a button bears a reason instead."""
TAKEN_BECAUSE = [
    "The machine reads it right now",
    "I had misread it",
    "The article has changed",
]
"""Reasons to take it over that one key gives."""
ANSWERS = {TAKE: review.take_opinion, DISMISS: review.dismiss_opinion}

LABELS = {
    "found": "Quotation",
    "speaker": "Speaker",
    "relayed_by": "Relayed by",
    "spans": "Words",
    "kind": "Kind",
    "stance": "Stance",
    "is_fragment": "Fragment",
    "cue_spans": "Cue",
    "source_spans": "Source",
    "relay_spans": "Words of the relay",
}


def opinion_of(quote: Quote) -> dict[str, Any]:
    """Return what the template needs to show what nobody has answered. One query."""
    opinion = SecondOpinion.objects.filter(quote=quote, answered_at=None).first()
    if opinion is None:
        return {"opinion": None}
    return {
        "opinion": opinion,
        "taken_because": TAKEN_BECAUSE,
        "opinion_version": review.version_of(opinion),
        "opinion_rows": [
            (LABELS[name], _read(quote, opinion, name), _stands(quote, name))
            for name in opinion.differs
            if name in LABELS
        ],
    }


def answer_opinion(
    quote: Quote, pressed: str, *, seen: str, by: User, reason: str
) -> None:
    """Take over or dismiss the open opinion on ``quote`` that the page showed.

    seen: its version. ReviewError where there is none any more, or it is another.
    """
    opinion = SecondOpinion.objects.filter(quote=quote).first()
    if opinion is None:
        raise review.ReviewError("The machine reads the quote as you decided by now.")
    ANSWERS[pressed](opinion=opinion, by=by, reason=reason, seen=seen)


def _read(quote: Quote, opinion: SecondOpinion, name: str) -> str:
    if name == "found":
        return "none here" if not opinion.reading else "found again"
    value = opinion.reading.get(name)
    if name == "speaker":
        return value["name"] if value else "nobody"
    return _told(quote, name, value)


def _stands(quote: Quote, name: str) -> str:
    if name == "found":
        return quote.get_status_display()
    return _told(quote, name, getattr(quote, name))


def _told(quote: Quote, name: str, value: Any) -> str:
    if name.endswith("spans"):
        return printed_words(quote.article.text, value) or "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value) if value else "nobody"
