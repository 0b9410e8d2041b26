"""A quote in its article, for pages on which something is decided about it."""

from __future__ import annotations

from typing import Any

from quotes.marked_text import html_with_marks, marks_of, window_around
from quotes.models import Quote

REACH = 1500
"""Characters of the article shown before and after the quote."""


def beside(quote: Quote) -> dict[str, Any]:
    """Return what ``quote_beside.html`` shows: the marked article. No query of its own
    where the article has been fetched with the quote."""
    text = quote.article.text
    window = window_around(text, quote.start, quote.end, reach=REACH)
    return {
        "beside_quote": quote,
        "beside_text": html_with_marks(text, marks_of(quote), window=window),
    }
