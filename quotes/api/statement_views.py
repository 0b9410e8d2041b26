"""Statements: what was said once, and every printing of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from quotes.api.details import DetailView, Moved
from quotes.api.errors import BadRequest, Gone, ParameterError
from quotes.api.filters import Rows
from quotes.api.finding import find_any_statement, standing
from quotes.api.gone import why_statement_is_gone
from quotes.api.linked_data import statement_document
from quotes.api.links import Links
from quotes.api.lists import ListView
from quotes.api.past_rows import quotes_then, rows_at, was_there
from quotes.api.resources.comparisons import show_comparison
from quotes.api.resources.quotes import COMPARED_PRINTING
from quotes.api.resources.statements import MOST_PRINTINGS, STATEMENT
from quotes.api.statement_filters import BY_ARISING, ORDERS, STATEMENT_FILTERS
from quotes.linking.wordings.differences import compare_printings
from quotes.models import Quote, Statement


class StatementList(ListView):
    """Statements."""

    summary = "What was said once, however many outlets printed it."
    resource = STATEMENT
    filters = STATEMENT_FILTERS
    orders = ORDERS

    def rows(self, values: Mapping[str, Any]) -> Rows:
        # Without those of which no printing stands any more.
        return Statement.objects.filter(merged_into__isnull=True, quote_count__gt=0)

    def filtered(self, values: Mapping[str, Any]) -> Rows:
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


class StatementDetail(DetailView):
    """Statement."""

    summary = "One statement with every printing of it, the earliest first."
    refusals = (410,)
    moves = True
    resource = STATEMENT
    document = statement_document
    dated = True

    def find(self, key: str) -> Statement | None:
        found = find_any_statement(key)
        if found and (reason := why_statement_is_gone(found)):
            raise Gone(reason)
        return found

    def moved_to(self, found: Statement) -> int | None:
        return standing(found).pk if found.merged_into_id else None

    def show(self, found: Statement, links: Links) -> dict[str, Any]:
        statements = Statement.objects.filter(pk=found.pk)
        row = statements.values(*STATEMENT.details.columns).get()
        quotes = (
            Quote.objects.standing()
            .filter(statement=found)
            .order_by("dated_at", "pk")
            .values(*COMPARED_PRINTING.columns)
        )
        rows = list(quotes[: MOST_PRINTINGS + 1])
        return _show(row, rows, found.text, links)

    def show_then(self, key: str, moment: datetime, links: Links) -> Any:
        found = find_any_statement(key)
        if found is None or not was_there(found, moment):
            return None
        columns = (*STATEMENT.details.columns, "merged_into_id", "text")
        row = rows_at(Statement, [found.pk], columns, moment).get(found.pk)
        if row is None:
            return None
        if row["merged_into_id"]:
            return Moved(row["merged_into_id"])
        pks = quotes_then("statement", found.pk, moment)
        if not pks:
            raise Gone("No printing of this statement stood then.")
        shown = pks[: MOST_PRINTINGS + 1]
        quotes = rows_at(Quote, shown, COMPARED_PRINTING.columns, moment)
        rows = [quotes[pk] for pk in shown if pk in quotes]
        return _show(row, rows, row["text"], links)


def _show(
    row: dict[str, Any], rows: list[dict[str, Any]], text: str, links: Links
) -> dict[str, Any]:
    """A statement with its printings, one more of which than are shown may be given."""
    printings = [
        COMPARED_PRINTING.show(quote, links)
        | show_comparison(compare_printings(text, quote["text"]))
        for quote in rows[:MOST_PRINTINGS]
    ]
    capped = len(rows) > MOST_PRINTINGS
    more = {"printings": printings, "printings_capped": capped}
    return STATEMENT.details.show(row | more, links)
