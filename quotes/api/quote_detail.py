"""Everything about one quote: its place in the article, its statement, its doubts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import router
from django.db.models import BigIntegerField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Greatest, Substr

from quotes.api.citation import cite
from quotes.api.corrections import acts_of_people, corrections_of
from quotes.api.links import Links
from quotes.api.params import LARGEST_ID
from quotes.api.prepared import Given, run_prepared
from quotes.api.rows import (
    QUOTE_COLUMNS,
    Row,
    brief_columns,
    brief_speaker,
    quote_row,
)
from quotes.api.settled_reports import answers_at, settled_reports
from quotes.models import Quote, Statement
from quotes.models.disputed import is_disputed

CONTEXT = 300
"""Characters of the article shown on either side of the quote."""

AFFIX = 32
"""Characters of a TextQuoteSelector's prefix and suffix."""

MOST_PRINTINGS = 50

DETAIL_FIELDS = (
    "id", "url", "text", "speaker", "speaker_description", "relayed_by", "outlet",
    "article", "published_at", "kind", "is_fragment", "cue", "source_text",
    "stance", "clause", "clause_spans", "statement", "confidence", "status",
    "reviewed_at", "spans", "start", "end", "cue_spans", "source_spans",
    "relay_spans", "context_before", "context_after",
    "method", "candidates", "extracted", "extractor_version", "printings",
    "printings_capped", "targets", "citation", "warnings", "corrections_url",
    "reports",
)  # fmt: skip


_COLUMNS = (
    *QUOTE_COLUMNS,
    "article__language",
    "article__wire_copy_of_id",
    "speaker__kind",
    "speaker__wikidata_id",
    "statement__text",
    "statement__stance",
    "statement__clause",
    *brief_columns("statement__speaker"),
    "statement__quote_count",
    "statement__outlet_count",
    "statement__dispute",
    "statement__dispute_grade",
    "statement__resolved_at",
    "cue_spans",
    "source_spans",
    "relay_spans",
    "method",
    "candidates",
    "extracted",
    "extractor_version",
)


@dataclass(frozen=True, slots=True)
class QuoteInPlace:
    """The columns of a quote and the passage it stands in.

    passage: of the article's text, from character ``start`` on.
    """

    row: dict[str, Any]
    passage: str
    start: int

    def cut(self, start: int, end: int) -> str:
        """Return the article's characters from ``start`` to ``end``, as far as here."""
        return self.passage[max(0, start - self.start) : max(0, end - self.start)]


def find_quote(number: int) -> QuoteInPlace | None:
    """Return a quote with all that its detail shows. One query."""
    if number > LARGEST_ID:
        return None
    using = router.db_for_read(Quote)
    for row in run_prepared("quote", _one_quote, [number], using=using):
        return QuoteInPlace(row, row["passage"], row["passage_start"])
    return None


def _one_quote() -> QuerySet:
    first = Greatest(F("start") + Value(1 - CONTEXT), Value(1))
    passage = Substr("article__text", first, F("end") + Value(CONTEXT + 1) - first)
    return (
        Quote.objects.filter(pk=Given(0, BigIntegerField()))
        .order_by()
        .values(
            *_COLUMNS,
            passage_start=first - Value(1),
            passage=passage,
            was_reported=Exists(settled_reports().filter(quote=OuterRef("pk"))),
            was_acted_on=Exists(acts_of_people().filter(id=OuterRef("pk"))),
        )
    )


def show_quote(found: QuoteInPlace, links: Links) -> dict[str, Any]:
    """Return every field of what ``find_quote`` found. One to three queries more."""
    row = found.row
    shown = quote_row(row, links)
    if shown["speaker"]:
        shown["speaker"]["kind"] = row["speaker__kind"]
        shown["speaker"]["wikidata_id"] = row["speaker__wikidata_id"]
    shown["article"]["language"] = row["article__language"]
    if shown["statement"]:
        shown["statement"] |= {
            "text": row["statement__text"],
            "stance": row["statement__stance"],
            "clause": row["statement__clause"],
            "speaker": brief_speaker(row, "statement__speaker", links),
            "quote_count": row["statement__quote_count"],
            "outlet_count": row["statement__outlet_count"],
            "dispute": row["statement__dispute"],
            "disputed": _is_disputed(row),
        }
    start, end = row["start"], row["end"]
    printings, capped = _other_printings(row, links)
    as_stored = (
        *("cue_spans", "source_spans", "relay_spans", "method", "candidates"),
        *("extracted", "extractor_version"),
    )
    return {
        **shown,
        **{name: row[name] for name in as_stored},
        "context_before": found.cut(start - CONTEXT, start),
        "context_after": found.cut(end, end + CONTEXT),
        "printings": printings,
        "printings_capped": capped,
        "targets": _targets(found, links),
        "citation": cite(row, url=shown["url"]),
        "warnings": _warnings(row),
        "corrections_url": _corrections_url(row, links),
        "reports": answers_at(row["id"]) if row["was_reported"] else [],
    }


def _other_printings(quote: Row, links: Links) -> tuple[list[dict[str, Any]], bool]:
    if quote["statement_id"] is None:
        return [], False
    given = [quote["statement_id"], quote["id"]]
    using = router.db_for_read(Quote)
    rows = run_prepared("printings", _printings, given, using=using)
    shown = ("id", "url", "text", "speaker", "relayed_by", "outlet", "article")
    printings = [
        {
            name: value
            for name, value in quote_row(row, links).items()
            if name in {*shown, "published_at", "kind", "stance", "clause"}
        }
        for row in rows[:MOST_PRINTINGS]
    ]
    return printings, len(rows) > MOST_PRINTINGS


def _printings() -> QuerySet:
    others = (
        Quote.objects.standing()
        .filter(statement=Given(0, BigIntegerField()))
        .exclude(pk=Given(1, BigIntegerField()))
        .order_by("dated_at", "pk")
    )
    return others.values(*QUOTE_COLUMNS)[: MOST_PRINTINGS + 1]


def _targets(found: QuoteInPlace, links: Links) -> list[dict[str, Any]]:
    """Where the words stand, as Web Annotation targets, one for each span.

    Both selectors of a target select the same words: by position in our stored
    text, and by wording, which also finds them in the page on the web.
    https://www.w3.org/TR/annotation-model/#selectors
    """
    row = found.row
    article = links.to("articles", row["article_id"])
    targets = []
    for start, end in row["spans"]:
        targets.append(
            {
                "source": row["article__url"] or article,
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


def _is_disputed(row: Row) -> bool:
    columns = ("dispute", "dispute_grade", "resolved_at")
    return is_disputed(*(row[f"statement__{column}"] for column in columns))


def _corrections_url(row: Row, links: Links) -> str | None:
    """Where to read what editors changed, None where they changed nothing.

    A query more for quotes that an editor has looked at.
    """
    if not row["was_acted_on"] or not corrections_of(row["id"]):
        return None
    return f"{links.base}corrections/?quote={row['id']}"


def _warnings(row: Row) -> list[dict[str, str]]:
    """What to know before printing it."""
    warnings = []
    if _is_disputed(row):
        kind = Statement.Dispute(row["statement__dispute"]).label
        warnings.append(("disputed", f"Outlets name different speakers: {kind}."))
    if row["reviewed_at"] is None:
        warnings.append(("unreviewed", "No editor has checked this reading."))
    if row["article__wire_copy_of_id"]:
        warnings.append(
            ("wire_copy", "The article repeats another: no independent evidence.")
        )
    return [{"code": code, "detail": detail} for code, detail in warnings]
