"""Correcting a quote: any of what it says, in one act.

What the machine had read stays beside, in ``extracted``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from quotes.character_ranges import as_lists
from quotes.models import Quote, Speaker
from quotes.review.decisions import EVIDENCE, PLACE, check_place, decide
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.optimistic_locking import lock
from quotes.review.spans import (
    check_ranges,
    describe_place,
    place,
    set_evidence,
)

LABELS = {
    "speaker": "speaker",
    "relayed_by": "relay",
    "stance": "stance",
    "spans": "words",
    "kind": "kind",
    "is_fragment": "fragment",
    "cue_spans": "cue",
    "source_spans": "source",
    "relay_spans": "words of the relay",
}
"""What can be corrected, and what it is called."""

_PLACE = ("spans", "kind", "is_fragment")
_EVIDENCE = ("cue_spans", "source_spans", "relay_spans")


@act("quotes.change_quote")
@transaction.atomic
def correct_quote(
    *, quote: Quote, by: User, reason: str = "", seen: str | None = None, **values: Any
) -> Quote:
    """Record what ``quote`` says where the machine, or somebody, had it otherwise.

    values: any of speaker, relayed_by (a Speaker; None: nobody), stance (a
    ``Quote.Stance``), spans, cue_spans, source_spans, relay_spans (pairs of start and
    end: characters into the article's text, half open), kind and is_fragment (None:
    as follows from the words). Where spans change, kind and fragment follow from them
    unless they are given. Refused as by ``correct_span`` and ``correct_stance``, and
    where there is nothing to correct.
    """
    lock(quote, seen=seen)
    if unknown := values.keys() - LABELS.keys():
        raise ReviewError(f"Not for editors to set: {', '.join(sorted(unknown))}.")
    if not values:
        raise ReviewError("There is nothing to correct.")
    checked = _check(quote, values)

    def change(quote: Quote) -> None:
        for name, value in checked.items():
            setattr(quote, name, value)
        if values.keys() & set(_PLACE):
            place(quote, quote.spans, quote.kind, is_fragment=quote.is_fragment)
        if values.keys() & set(_EVIDENCE):
            set_evidence(quote)

    fields = [name for name in checked if name not in (*_PLACE, *_EVIDENCE)]
    if values.keys() & {*_PLACE, *_EVIDENCE}:
        fields += [*PLACE, *EVIDENCE]
    told = ", ".join(LABELS[name] for name in LABELS if name in values)
    decide([quote], change, fields, by=by, reason=reason, told=f"Corrected: {told}")
    return quote


@act("quotes.change_quote")
def correct_speaker(
    *,
    quote: Quote,
    speaker: Speaker | None,
    by: User,
    reason: str = "",
    seen: str | None = None,
) -> Quote:
    """Record that ``speaker`` said ``quote``; None: that the text names nobody."""
    return correct_quote(quote=quote, speaker=speaker, by=by, reason=reason, seen=seen)


@act("quotes.change_quote")
def correct_relay(
    *,
    quote: Quote,
    relayed_by: Speaker | None,
    by: User,
    reason: str = "",
    seen: str | None = None,
) -> Quote:
    """Record who passed ``quote`` on between speaker and article; None: nobody."""
    return correct_quote(
        quote=quote, relayed_by=relayed_by, by=by, reason=reason, seen=seen
    )


@act("quotes.change_quote")
def correct_span(
    *,
    quote: Quote,
    spans: Iterable[Sequence[int]],
    by: User,
    reason: str = "",
    seen: str | None = None,
) -> Quote:
    """Record which words of its article ``quote`` is; text and kind follow from them.

    spans: pairs (start, end) of characters into the article's text, half open,
    several where something interrupts the quotation. Blanks around a range and
    the marks that enclose it are left out. Refused where another quote of the
    article begins and ends at the same characters.
    """
    return correct_quote(quote=quote, spans=spans, by=by, reason=reason, seen=seen)


@act("quotes.change_quote")
def correct_stance(
    *,
    quote: Quote,
    stance: str,
    by: User,
    reason: str = "",
    seen: str | None = None,
) -> Quote:
    """Record what the speaker of ``quote`` does with its words, a ``Quote.Stance``.

    ReviewError for any other word.
    """
    return correct_quote(quote=quote, stance=stance, by=by, reason=reason, seen=seen)


def _check(quote: Quote, values: dict[str, Any]) -> dict[str, Any]:
    """Return ``values`` as the columns of ``quote`` take them; raise what refuses."""
    text = quote.article.text
    checked = dict(values)
    for name in ("speaker", "relayed_by"):
        check_standing(values.get(name))
    if "stance" in values:
        check_choice(values["stance"], Quote.Stance, "stance")
    for name in values.keys() & set(_EVIDENCE):
        checked[name] = as_lists(check_ranges(text, values[name]))
    if values.keys() & set(_PLACE):
        checked |= _check_place(quote, values)
    return checked


def _check_place(quote: Quote, values: dict[str, Any]) -> dict[str, Any]:
    spans = as_lists(quote.spans)
    kind: str | None = quote.kind
    fragment: bool | None = quote.is_fragment
    if "spans" in values:
        spans = as_lists(check_place(quote, values["spans"]))
        kind = fragment = None
    elif "kind" in values:
        fragment = None
    kind, fragment = values.get("kind", kind), values.get("is_fragment", fragment)
    kind, fragment = describe_place(quote.article.text, spans, kind, fragment)
    return {"spans": spans, "kind": kind, "is_fragment": fragment}


def check_choice(value: str, choices: Any, noun: str) -> None:
    """Raise ReviewError where ``value`` is none of ``choices``."""
    if value not in choices.values:
        known = ", ".join(choices.values)
        raise ReviewError(f"“{value}” is no {noun}: choose one of {known}.")


def check_standing(speaker: Speaker | None) -> None:
    """Raise ReviewError where ``speaker`` has been merged into another."""
    if speaker is None:
        return
    current = Speaker.objects.select_related("merged_into").get(pk=speaker.pk)
    if current.merged_into:
        raise ReviewError(
            f"{current.name} has been merged into {current.merged_into.name}: "
            "choose that speaker."
        )
