"""A quote as one line to paste into an article or a footnote."""

from __future__ import annotations

from datetime import datetime

from quotes.api.resources.fields import Row
from quotes.models import Quote
from quotes.telling import VERBS, told_words


def day(value: datetime) -> str:
    """Return the date of ``value`` as it is written out: 3 March 2031."""
    return f"{value.day} {value:%B %Y}"


def attribute(row: Row) -> str:
    """Return who said what, as a citation tells it.

    ``row`` holds the columns of a list's row. Only words that all stood inside
    quotation marks are put into them; a reported sentence is said to be one, and
    keeps the marks inside it. What was not merely stated is said to be denied,
    asked, … and what was reported or denied stands in its clause.
    """
    speaker = row["speaker__name"] or "Unnamed speaker"
    relay = row["relayed_by__name"]
    relayed = f" (relayed by {relay})" if relay else ""
    told = told_words(row["kind"], row["stance"], row["text"], row["clause"])
    verb = VERBS.get(row["stance"])
    if row["kind"] == Quote.Kind.DIRECT and told == row["text"]:
        words = f": “{row['text'].strip('“”')}”"
        words = f" {verb}{words}" if verb else words
    elif verb:
        words = f" {verb}, as reported: {told}"
    else:
        words = f": reported as saying: {told}"
    return f"{speaker}{relayed}{words}"


def cite(row: Row, *, url: str) -> str:
    """Return who said what, as printed where and when, and our address of it.

    ``row`` holds the columns of a list's row.
    """
    place = [row["outlet__name"]]
    if row["article__title"]:
        place.append(f"“{row['article__title']}”")
    if row["published_at"]:
        place.append(day(row["published_at"]))
    if row["article__url"]:
        place.append(row["article__url"])
    return f"{attribute(row)} — {', '.join(place)}. Quote {row['id']}, {url}"
