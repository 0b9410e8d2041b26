"""A quote as one line to paste into an article or a footnote."""

from __future__ import annotations

from datetime import datetime

from quotes.api.resources.fields import Row
from quotes.models import Quote


def _day(value: datetime) -> str:
    return f"{value.day} {value:%B %Y}"


def cite(row: Row, *, url: str) -> str:
    """Return who said what, as printed where and when, and our address of it.

    ``row`` holds the columns of a list's row. Only words that all stood inside
    quotation marks are put into them; a reported sentence is said to be one, and
    keeps the marks inside it.
    """
    speaker = row["speaker__name"] or "Unnamed speaker"
    relay = row["relayed_by__name"]
    relayed = f" (relayed by {relay})" if relay else ""
    if row["kind"] == Quote.Kind.DIRECT:
        words = f"“{row['text'].strip('“”')}”"
    else:
        words = f"reported as saying: {row['text']}"
    place = [row["outlet__name"]]
    if row["article__title"]:
        place.append(f"“{row['article__title']}”")
    if row["published_at"]:
        place.append(_day(row["published_at"]))
    if row["article__url"]:
        place.append(row["article__url"])
    return f"{speaker}{relayed}: {words} — {', '.join(place)}. Quote {row['id']}, {url}"
