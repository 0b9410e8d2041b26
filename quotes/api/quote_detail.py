"""Everything about one quote: its place in the article, its statement, its doubts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Value
from django.db.models.functions import Greatest, Substr

from quotes.api.citation import cite
from quotes.api.links import Links
from quotes.api.rows import (
    QUOTE_COLUMNS,
    brief_speaker,
    quote_row,
)
from quotes.models import Quote

CONTEXT = 300
"""Characters of the article shown on either side of the quote."""

AFFIX = 32
"""Characters of a TextQuoteSelector's prefix and suffix."""

MOST_PRINTINGS = 50

DETAIL_FIELDS = (
    "id", "url", "text", "speaker", "speaker_description", "relayed_by", "outlet",
    "article", "published_at", "kind", "is_fragment", "cue", "source_text",
    "statement", "confidence", "status", "reviewed_at", "spans", "start", "end",
    "cue_spans", "source_spans", "relay_spans", "context_before", "context_after",
    "method", "candidates", "extracted", "extractor_version", "printings",
    "printings_capped", "targets", "citation", "warnings",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class QuoteInPlace:
    """A quote whose relations were fetched, and the passage it stands in.

    passage: of the article's text, from character ``start`` on.
    """

    quote: Quote
    passage: str
    start: int

    def cut(self, start: int, end: int) -> str:
        """Return the article's characters from ``start`` to ``end``, as far as here."""
        return self.passage[max(0, start - self.start) : max(0, end - self.start)]


def find_quote(number: int) -> QuoteInPlace | None:
    """Return a quote with all that its detail shows. One query."""
    related = ("speaker", "relayed_by", "outlet", "article", "statement__speaker")
    first = Greatest(F("start") + Value(1 - CONTEXT), Value(1))
    quote: Any = (
        Quote.objects.select_related(*related)
        .defer("article__text")
        .annotate(
            passage_start=first - Value(1),
            passage=Substr(
                "article__text", first, F("end") + Value(CONTEXT + 1) - first
            ),
        )
        .filter(pk=number)
        .first()
    )
    return quote and QuoteInPlace(quote, quote.passage, quote.passage_start)


def show_quote(found: QuoteInPlace, links: Links) -> dict[str, Any]:
    """Return every field of what ``find_quote`` found. One more query."""
    quote = found.quote
    row = quote_row(_columns_of(quote), links)
    statement = quote.statement
    if quote.speaker:
        row["speaker"]["kind"] = quote.speaker.kind
    row["article"]["language"] = quote.article.language
    if statement:
        row["statement"] |= {
            "text": statement.text,
            "speaker": _brief(statement.speaker, links),
            "quote_count": statement.quote_count,
            "outlet_count": statement.outlet_count,
            "dispute": statement.dispute,
        }
    printings, capped = _other_printings(quote, links)
    return row | {
        "cue_spans": quote.cue_spans,
        "source_spans": quote.source_spans,
        "relay_spans": quote.relay_spans,
        "context_before": found.cut(quote.start - CONTEXT, quote.start),
        "context_after": found.cut(quote.end, quote.end + CONTEXT),
        "method": quote.method,
        "candidates": quote.candidates,
        "extracted": quote.extracted,
        "extractor_version": quote.extractor_version,
        "printings": printings,
        "printings_capped": capped,
        "targets": _targets(found, links),
        "citation": cite(quote, url=row["url"]),
        "warnings": _warnings(quote),
    }


def _columns_of(quote: Quote) -> dict[str, Any]:
    """The columns of a list's row, from an object whose relations were fetched."""
    row = {}
    for column in QUOTE_COLUMNS:
        value: Any = quote
        for name in column.split("__"):
            value = getattr(value, name) if value is not None else None
        row[column] = value
    return row


def _brief(speaker: Any, links: Links) -> dict[str, Any] | None:
    if speaker is None:
        return None
    columns = {"s_id": speaker.pk, "s__name": speaker.name, "s__slug": speaker.slug}
    return brief_speaker(columns, "s", links)


def _other_printings(quote: Quote, links: Links) -> tuple[list[dict[str, Any]], bool]:
    if quote.statement_id is None:
        return [], False
    others = (
        Quote.objects.standing()
        .filter(statement=quote.statement_id)
        .exclude(pk=quote.pk)
        .order_by("dated_at", "pk")
    )
    rows = list(others.values(*QUOTE_COLUMNS)[: MOST_PRINTINGS + 1])
    shown = ("id", "url", "text", "speaker", "relayed_by", "outlet", "article")
    printings = [
        {
            name: value
            for name, value in quote_row(row, links).items()
            if name in {*shown, "published_at", "kind"}
        }
        for row in rows[:MOST_PRINTINGS]
    ]
    return printings, len(rows) > MOST_PRINTINGS


def _targets(found: QuoteInPlace, links: Links) -> list[dict[str, Any]]:
    """Where the words stand, as Web Annotation targets, one for each span.

    Both selectors of a target select the same words: by position in our stored
    text, and by wording, which also finds them in the page on the web.
    https://www.w3.org/TR/annotation-model/#selectors
    """
    quote = found.quote
    article = links.to("articles", quote.article_id)
    targets = []
    for start, end in quote.spans:
        targets.append(
            {
                "source": quote.article.url or article,
                "selector": [
                    {
                        "type": "TextQuoteSelector",
                        "exact": found.cut(start, end),
                        "prefix": found.cut(start - AFFIX, start),
                        "suffix": found.cut(end, end + AFFIX),
                    },
                    {"type": "TextPositionSelector", "start": start, "end": end},
                ],
            }
        )
    return targets


def _warnings(quote: Quote) -> list[dict[str, str]]:
    """What to know before printing it."""
    warnings = []
    if quote.statement and quote.statement.dispute and not quote.statement.resolution:
        warnings.append(
            {
                "code": "disputed",
                "detail": "Outlets name different speakers:"
                f" {quote.statement.get_dispute_display()}.",
            }
        )
    if quote.reviewed_at is None:
        warnings.append(
            {"code": "unreviewed", "detail": "No editor has checked this reading."}
        )
    if quote.status == Quote.Status.REJECTED:
        warnings.append(
            {"code": "rejected", "detail": "An editor found this reading wrong."}
        )
    if quote.article.wire_copy_of_id:
        warnings.append(
            {
                "code": "wire_copy",
                "detail": "The article repeats another: no independent evidence.",
            }
        )
    return warnings
