"""Statements: what was said once, and every printing of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from quotes.api.details import DetailView, detail_params
from quotes.api.errors import BadRequest, Gone, ParameterError
from quotes.api.finding import find_any_statement, standing
from quotes.api.gone import why_statement_is_gone
from quotes.api.linked_data import statement_document
from quotes.api.links import Links
from quotes.api.lists import RELEVANCE, Filter, ListView, list_params
from quotes.api.pagination import Order
from quotes.api.params import ChoiceParam, FlagParam, NumberParam
from quotes.api.quote_filters import PUBLISHED, SPEAKER, WORDS
from quotes.api.rows import (
    QUOTE_COLUMNS,
    STATEMENT_COLUMNS,
    quote_row,
    statement_row,
)
from quotes.api.verify import show_comparison
from quotes.linking.wordings.differences import compare_printings
from quotes.models import Quote, Statement
from quotes.models.disputed import DISPUTED, SETTLED

MOST_PRINTINGS = 200

LATEST_ARISEN = Order("-disputed_at", ("disputed_at", "id"), descending=True)
FIRST_ARISEN = Order("disputed_at", ("disputed_at", "id"), descending=False)
BY_ARISING = (LATEST_ARISEN, FIRST_ARISEN)
"""By when a dispute arose, however old the statement is: those with one alone."""
ORDERS = (
    Order("-first_published_at", ("dated_at", "id"), descending=True),
    Order("first_published_at", ("dated_at", "id"), descending=False),
    *BY_ARISING,
    RELEVANCE,
)
FILTERS = (
    WORDS,
    SPEAKER,
    Filter(
        FlagParam(
            name="disputed",
            description="Whether outlets name different speakers, and no editor has"
            " settled who it was.",
        ),
        lambda rows, flag: rows.filter(DISPUTED if flag else ~DISPUTED),
    ),
    Filter(
        FlagParam(
            name="settled",
            description="Whether outlets name different speakers, and an editor has"
            " settled who it was.",
        ),
        lambda rows, flag: rows.filter(SETTLED if flag else ~SETTLED),
    ),
    Filter(
        ChoiceParam(
            name="dispute",
            description="In what way outlets name different speakers, settled or not.",
            choices=tuple(Statement.Dispute.values),
        ),
        lambda rows, kind: rows.filter(dispute=kind),
    ),
    Filter(
        NumberParam(
            name="min_outlets",
            description="Printed by so many independent outlets.",
            most=1_000_000,
        ),
        lambda rows, least: rows.filter(outlet_count__gte=least),
    ),
    *PUBLISHED,
)
LIST_FIELDS = (
    "id", "url", "text", "stance", "clause", "speaker", "first_published_at",
    "quote_count", "outlet_count", "dispute", "dispute_grade", "disputed",
    "disputed_at",
    "resolution", "resolved_at",
)  # fmt: skip
DETAIL_FIELDS = (*LIST_FIELDS, "printings", "printings_capped")


class StatementList(ListView):
    """Statements."""

    summary = "What was said once, however many outlets printed it."
    answers = {"GET": "StatementPage"}
    filters = FILTERS
    orders = ORDERS
    columns = STATEMENT_COLUMNS
    fields = LIST_FIELDS
    params = list_params(FILTERS, ORDERS, LIST_FIELDS)

    def rows(self, values: Mapping[str, Any]) -> QuerySet:
        # Of which no printing stands any more, nobody has said anything.
        return Statement.objects.filter(merged_into__isnull=True, quote_count__gt=0)

    def filtered(self, values: Mapping[str, Any]) -> QuerySet:
        rows = super().filtered(values)
        if not any(order.name == values.get("ordering") for order in BY_ARISING):
            return rows
        if not any(values.get(name) for name in ("disputed", "settled", "dispute")):
            raise BadRequest(
                ParameterError(
                    "ordering", "Only together with disputed, settled or dispute."
                )
            )
        return rows.filter(dispute__isnull=False, disputed_at__isnull=False)

    def show(self, row: dict[str, Any], links: Links) -> dict[str, Any]:
        return statement_row(row, links)


class StatementDetail(DetailView):
    """Statement."""

    summary = "One statement with every printing of it, the earliest first."
    answers = {"GET": "StatementDetail"}
    refusals = (410,)
    moves = True
    resource = "statements"
    fields = DETAIL_FIELDS
    params = detail_params(DETAIL_FIELDS)
    document = statement_document

    def find(self, key: str) -> Statement | None:
        found = find_any_statement(key)
        if found and (reason := why_statement_is_gone(found)):
            raise Gone(reason)
        return found

    def moved_to(self, found: Statement) -> int | None:
        return standing(found).pk if found.merged_into_id else None

    def show(self, found: Statement, links: Links) -> dict[str, Any]:
        columns = (*STATEMENT_COLUMNS, "speaker__kind", "speaker__wikidata_id")
        row = Statement.objects.filter(pk=found.pk).values(*columns).get()
        shown = statement_row(row, links)
        if shown["speaker"]:
            shown["speaker"]["kind"] = row["speaker__kind"]
            shown["speaker"]["wikidata_id"] = row["speaker__wikidata_id"]
        printings = (
            Quote.objects.standing()
            .filter(statement=found)
            .order_by("dated_at", "pk")
            .values(*QUOTE_COLUMNS, "article__wire_copy_of_id")
        )
        rows = list(printings[: MOST_PRINTINGS + 1])
        return shown | {
            "printings": [
                quote_row(printing, links)
                | {"is_wire_copy": printing["article__wire_copy_of_id"] is not None}
                | show_comparison(compare_printings(found.text, printing["text"]))
                for printing in rows[:MOST_PRINTINGS]
            ],
            "printings_capped": len(rows) > MOST_PRINTINGS,
        }
