"""What a quote shows that is made of several columns of its row.

Nothing here asks the database: every function is called for every row of a list.
"""

from __future__ import annotations

from typing import Any

from quotes.api.citations import cite
from quotes.api.links import Links
from quotes.api.resources.fields import Row
from quotes.api.resources.shown import show_named
from quotes.models import Statement
from quotes.models.disputed import is_disputed

ARTICLE_COLUMNS = ("article_id", "article__title", "article__url")
ARTICLE_PARTS = ("id", "title", "source_url")
DISPUTE_COLUMNS = (
    "statement__dispute",
    "statement__dispute_grade",
    "statement__resolved_at",
)
_statement_speaker = show_named("statement__speaker", "speakers")


def show_article(row: Row, links: Links) -> dict[str, Any]:
    """The article in brief, as lists have it."""
    return {
        "id": row["article_id"],
        "url": links.to("articles", row["article_id"]),
        "title": row["article__title"],
        "source_url": row["article__url"],
    }


def show_full_article(row: Row, links: Links) -> dict[str, Any]:
    """The same with what the address of one quote adds."""
    return show_article(row, links) | {"language": row["article__language"]}


def show_statement(row: Row, links: Links) -> dict[str, Any] | None:
    """The statement that it reports; None where it has none yet."""
    if row["statement_id"] is None:
        return None
    return {
        "id": row["statement_id"],
        "url": links.to("statements", row["statement_id"]),
        "text": row["statement__text"],
        "stance": row["statement__stance"],
        "clause": row["statement__clause"],
        "speaker": _statement_speaker(row, links),
        "quote_count": row["statement__quote_count"],
        "outlet_count": row["statement__outlet_count"],
        "dispute": row["statement__dispute"],
        "disputed": _is_disputed(row),
    }


def _is_disputed(row: Row) -> bool:
    return is_disputed(*(row[column] for column in DISPUTE_COLUMNS))


def show_citation(row: Row, links: Links) -> str:
    """A line to paste."""
    return cite(row, url=links.to("quotes", row["id"]))


def show_corrections_url(row: Row, links: Links) -> str | None:
    """Where its corrections are listed; None where editors changed nothing."""
    if not row["was_corrected"]:
        return None
    return f"{links.base}corrections/?quote={row['id']}"


def show_warnings(row: Row, links: Links) -> list[dict[str, str]]:
    """What to know before printing it, the gravest first."""
    warnings = []
    if _is_disputed(row):
        kind = Statement.Dispute(row["statement__dispute"]).label
        warnings.append(("disputed", f"Outlets name different speakers: {kind}."))
    if row["reviewed_at"] is None:
        warnings.append(("unreviewed", "No editor has checked this reading."))
    if row["changed_at"] is not None:
        changed = "The article has changed it since an editor decided on it."
        warnings.append(("changed", changed))
    if row["article__wire_copy_of_id"]:
        warnings.append(
            ("wire_copy", "The article repeats another: no independent evidence.")
        )
    return [{"code": code, "detail": detail} for code, detail in warnings]
