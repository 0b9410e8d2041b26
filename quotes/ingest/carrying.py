"""Carry the quotes of an article into another text of it, each by its words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Greatest, Substr

from quotes.character_ranges import as_lists, printed_words
from quotes.extraction import Quotation
from quotes.extraction.clause import clause_of
from quotes.extraction.fragments import is_fragment
from quotes.extraction.types import Kind
from quotes.history import OF_VERSION, record_as_found, write
from quotes.ingest.anchoring import Anchor, anchor_all, carry_ranges
from quotes.ingest.selectors import CONTEXT, Ranges, Selector, select
from quotes.linking.wordings.differences import DifferenceType, compare_printings
from quotes.models import ArticleVersion, Quote, QuoteVersion
from quotes.names.folding import fold

CARRIED = (
    *("spans", "start", "end", "text", "kind", "is_fragment", "cue", "cue_spans"),
    *("source_text", "source_spans", "relay_spans", "clause", "clause_spans"),
    *("extracted", "status", "gone_in", "changed_at"),
)
"""The columns of a quote that another text of its article may change."""

_EVIDENCE = ("cue_spans", "source_spans", "relay_spans")
ATTRIBUTION = "attribution"
"""What differs where the words are the same, and whose they are, or how, is not."""
_SAME_WORDS = (DifferenceType.IDENTICAL, DifferenceType.PUNCTUATION)


@dataclass(frozen=True, slots=True)
class Texts:
    """The text of the article that stood, and the one that takes its place."""

    old: str
    new: str


def carry_quotes(
    quotes: Sequence[Quote],
    texts: Texts,
    quotations: Sequence[Quotation],
    version: ArticleVersion,
    *,
    at: datetime,
) -> None:
    """Give ``quotes``, all of one article and locked, their places in the new text.

    Those whose words are gone keep the ranges of the text in which they last stood,
    and are withdrawn; what an editor decided on them stays with them, and counts again
    should they come back. Where the words that an editor decided on have changed, or
    whose they are, ``changed_at`` brings the quote back to the review queue.

    quotations: what extraction found in the new text. version: the one that begins.
    """
    found = {q.content: q for q in quotations}
    selectors = [
        select(quote.pk, texts.old, quote.spans, decided=bool(quote.reviewed_at))
        for quote in quotes
        if not quote.gone_in
    ]
    gone = [quote for quote in quotes if quote.gone_in]
    last = _last_standing(gone)
    selectors += _selectors_of_gone(gone, last)
    anchors = anchor_all(selectors, texts.new, list(found))
    decided = [quote for quote in quotes if quote.reviewed_at]
    told = [*decided, *_leaving(quotes, anchors)]
    record_as_found(told, at=at)
    # All are moved aside first: a quote may come to stand where another stood.
    standing = Quote.objects.filter(pk__in=[quote.pk for quote in quotes], gone_in=0)
    standing.update(gone_in=version.number)
    for quote in quotes:
        anchor = anchors.get(quote.pk)
        if anchor is None:
            _set_gone(quote, version)
            continue
        if quote.gone_in:
            _set_returned(quote, last.get(quote.pk))
        _place(quote, texts, anchor, found.get(anchor.ranges), at=at)
    known = {quote.pk for quote in told}
    open_quotes = [quote for quote in quotes if quote.pk not in known]
    Quote.objects.bulk_update(open_quotes, CARRIED)
    reason = f"{OF_VERSION}{version.number} of the article"
    write(told, CARRIED, by=None, reason=reason, at=at)


def _leaving(quotes: Iterable[Quote], anchors: Mapping[int, Anchor]) -> list[Quote]:
    """Those that nobody decided on, and whose words the new text no longer has."""
    return [
        quote
        for quote in quotes
        if not (quote.reviewed_at or quote.gone_in or quote.pk in anchors)
    ]


def difference_of(old: str, new: str) -> str:
    """Return how ``new`` words differ from ``old``; "" where they are the same."""
    if old.split() == new.split():
        return ""
    return str(compare_printings(old, new).type)


def _set_gone(quote: Quote, version: ArticleVersion) -> None:
    if quote.gone_in:
        return
    quote.gone_in = version.number
    if quote.status != Quote.Status.REJECTED:
        quote.status = Quote.Status.WITHDRAWN


def _set_returned(quote: Quote, last: QuoteVersion | None) -> None:
    """What an editor had decided counts again; else extraction has the next word."""
    if quote.reviewed_at and quote.status == Quote.Status.WITHDRAWN and last:
        quote.status = last.status


def _place(
    quote: Quote,
    texts: Texts,
    anchor: Anchor,
    reading: Quotation | None,
    *,
    at: datetime,
) -> None:
    """Set the ranges of ``quote``, and every column that follows, in the new text."""
    by = anchor.ranges[0][0] - quote.start
    words = quote.text
    # A quote that was gone has ranges of an earlier text, and the words of that.
    old = "" if quote.gone_in else texts.old
    new = texts.new
    quote.gone_in = 0
    carried = _carried_evidence(quote, old, new, reading, by=by)
    lost = any(getattr(quote, name) and not carried[name] for name in _EVIDENCE)
    for name, value in carried.items():
        setattr(quote, name, value)
    if reading is not None and not anchor.exact:
        quote.kind = str(reading.kind)
    quote.spans = as_lists(anchor.ranges)
    quote.start, quote.end = anchor.ranges[0][0], anchor.ranges[-1][1]
    quote.text = printed_words(new, anchor.ranges)
    quote.is_fragment = is_fragment(new, list(anchor.ranges), Kind(quote.kind))
    quote.cue = printed_words(new, quote.cue_spans)
    quote.source_text = printed_words(new, quote.source_spans)
    _set_clause(quote, new)
    if quote.reviewed_at:
        differs = difference_of(words, quote.text) not in ("", *map(str, _SAME_WORDS))
        if differs or (old and lost) or _reads_otherwise(quote, reading):
            quote.changed_at = at
    _carry_reading(quote, old, by=by, new=new)


def _carried_evidence(
    quote: Quote, old: str, new: str, reading: Quotation | None, *, by: int
) -> dict[str, list[list[int]]]:
    """Where cue, source and relay stand: as read anew, else where their words do."""
    if reading is not None:
        return {
            "cue_spans": as_lists(reading.cue),
            "source_spans": as_lists(reading.source),
            "relay_spans": as_lists(reading.relay),
        }
    return {
        name: carry_ranges(getattr(quote, name), old, new, by=by) for name in _EVIDENCE
    }


def _reads_otherwise(quote: Quote, reading: Quotation | None) -> bool:
    """Whether the new text gives the words to somebody else, or says "denied"."""
    if reading is None or not quote.extracted:
        return False
    read = quote.extracted
    before, now = read.get("speaker_name"), reading.speaker and reading.speaker.name
    if before and now and fold(before) != fold(now):
        return True
    return bool(read.get("stance")) and read["stance"] != str(reading.stance)


def _carry_reading(quote: Quote, old: str, *, by: int, new: str) -> None:
    """Move what the machine had read, which a decision keeps, into the new text."""
    read = quote.extracted
    if not read.get("spans"):
        return
    moved: dict[str, Any] = {
        name: carry_ranges(read.get(name) or [], old, new, by=by) if old else []
        for name in ("spans", *_EVIDENCE)
    }
    # What is not found again counts as read where the quote now stands.
    if len(moved["spans"]) != len(read["spans"]):
        moved["spans"] = quote.spans
    for name in _EVIDENCE:
        if len(moved[name]) != len(read.get(name) or []):
            moved[name] = getattr(quote, name)
    quote.extracted = read | moved


def _set_clause(quote: Quote, text: str) -> None:
    parts = (
        [(start, end) for start, end in spans]
        for spans in (quote.spans, quote.cue_spans, quote.source_spans)
    )
    clause = clause_of(text, *parts)
    quote.clause_spans = [list(clause)] if clause else []
    quote.clause = printed_words(text, quote.clause_spans)


def _last_standing(gone: Sequence[Quote]) -> dict[int, QuoteVersion]:
    """The last version of each quote in which it stood. One query, or none."""
    if not gone:
        return {}
    rows = QuoteVersion.objects.filter(
        quote__in=[quote.pk for quote in gone], change__in=QuoteVersion.STANDING
    )
    return {row.quote_id: row for row in rows.order_by("version__number")}


def _selectors_of_gone(
    gone: Sequence[Quote], last: Mapping[int, QuoteVersion]
) -> list[Selector]:
    """What finds quotes again that stand no more, from the passages they stood in."""
    first = Greatest(F("quote__start") + Value(1 - CONTEXT), Value(1))
    length = F("quote__end") + Value(CONTEXT + 1) - first
    rows = QuoteVersion.objects.filter(pk__in=[row.pk for row in last.values()])
    passages = {
        quote: (passage, begins - 1)
        for quote, passage, begins in rows.annotate(
            begins=first, passage=Substr("version__text", first, length)
        ).values_list("quote_id", "passage", "begins")
    }
    selectors = []
    for quote in gone:
        if quote.pk not in passages:
            continue
        text, begins = passages[quote.pk]
        spans: Ranges = tuple((s - begins, e - begins) for s, e in quote.spans)
        selectors.append(
            select(
                quote.pk, text, spans, decided=bool(quote.reviewed_at), begins=begins
            )
        )
    return selectors
