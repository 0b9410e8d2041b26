"""Where a quote's words stand in their article.

Made of ``passage`` in a quote's row, the article's text around the quote from
character ``passage_start`` on.
"""

from __future__ import annotations

from typing import Any

from quotes.api.links import Links
from quotes.api.resources.fields import Row

CONTEXT = 300
"""Characters of the article shown on either side of the quote."""

AFFIX = 32
"""Characters of a TextQuoteSelector's prefix and suffix."""


def _cut(row: Row, start: int, end: int) -> str:
    """Return the article's characters from ``start`` to ``end``, as far as here."""
    first = row["passage_start"]
    passage: str = row["passage"]
    return passage[max(0, start - first) : max(0, end - first)]


def show_before(row: Row, links: Links) -> str:
    """Return what the article prints before the quote."""
    return _cut(row, row["start"] - CONTEXT, row["start"])


def show_after(row: Row, links: Links) -> str:
    """Return what the article prints after the quote."""
    return _cut(row, row["end"], row["end"] + CONTEXT)


def show_targets(row: Row, links: Links) -> list[dict[str, Any]]:
    """Where the words stand, as Web Annotation targets, one for each span.

    Both selectors of a target select the same words: by position in our stored
    text, and by wording, which also finds them in the page on the web.
    https://www.w3.org/TR/annotation-model/#selectors
    """
    source = row["article__url"] or links.to("articles", row["article_id"])
    return [
        {
            "source": source,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": _cut(row, start, end),
                    "prefix": _cut(row, start - AFFIX, start),
                    "suffix": _cut(row, end, end + AFFIX),
                },
                {"type": "TextPositionSelector", "start": start, "end": end},
            ],
        }
        for start, end in row["spans"]
    ]
