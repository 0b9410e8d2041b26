"""A quote as one line to paste into an article or a footnote."""

from __future__ import annotations

from datetime import datetime

from quotes.models import Quote


def _day(value: datetime) -> str:
    return f"{value.day} {value:%B %Y}"


def cite(quote: Quote, *, url: str) -> str:
    """Return who said what, as printed where and when, and our address of it.

    Words inside quotation marks are printed in them; a reported sentence is
    said to be one. Related rows must have been fetched.
    """
    speaker = quote.speaker.name if quote.speaker else "Unnamed speaker"
    relay = f" (relayed by {quote.relayed_by.name})" if quote.relayed_by else ""
    if quote.kind == Quote.Kind.INDIRECT:
        words = f"reported as saying: {quote.text}"
    else:
        words = f"“{quote.text.strip('“”')}”"
    place = [quote.outlet.name]
    if quote.article.title:
        place.append(f"“{quote.article.title}”")
    if quote.published_at:
        place.append(_day(quote.published_at))
    if quote.article.url:
        place.append(quote.article.url)
    return f"{speaker}{relay}: {words} — {', '.join(place)}. Quote {quote.pk}, {url}"
