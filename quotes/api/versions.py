"""The versions of an article, and where a quote stood in each: what details add."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count
from rest_framework.exceptions import NotFound

from quotes.api.errors import Gone
from quotes.api.resources.passages import CONTEXT
from quotes.api.resources.shown import moment
from quotes.character_ranges import printed_words
from quotes.models import Article, ArticleVersion, Quote, QuoteVersion
from quotes.models.dates import tell_day

MOST_VERSIONS = 200
"""So many are shown, the latest of them: a live blog may have more."""

_DATES = ("stood_from", "published_at", "updated_at", "fetched_at")
_SHOWN = ("number", "title", "byline", "text_hash", "extractor_version", *_DATES)
_THEN = ("text", "spans", "cue_spans", "source_spans", "relay_spans", "clause_spans")


def versions_of(article: int, current: int) -> list[dict[str, Any]]:
    """Return the versions of ``article`` by when they stood, the earliest first.

    current: the number of the one whose text stands. Two queries, none for an article
    that never had another text: it has no versions.
    """
    if current == 1 and not ArticleVersion.objects.filter(article=article).exists():
        return []
    latest = ArticleVersion.objects.filter(article=article).in_time().reverse()
    rows = list(latest.values("id", *_SHOWN)[:MOST_VERSIONS])[::-1]
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    counted = QuoteVersion.objects.filter(version__in=[row["id"] for row in rows])
    for version, change, count in counted.order_by().values_list(
        "version", "change", Count("pk")
    ):
        counts[version][change] = count
    return [
        {
            **{name: row[name] for name in _SHOWN},
            **{name: moment(row[name]) for name in _DATES},
            "is_current": row["number"] == current,
            "changes": {
                str(change): counts[row["id"]][change]
                for change in QuoteVersion.Change.values
            },
        }
        for row in rows
    ]


def quote_versions_of(quote: int) -> list[dict[str, Any]]:
    """Return where the quote stood in each version of its article. One query."""
    rows = QuoteVersion.objects.filter(quote=quote)
    columns = ("change", "difference", *_THEN, "status")
    latest = rows.order_by("-version__stood_from", "-version__number").values(
        *columns, "version__number", "version__stood_from"
    )
    return [
        {
            "number": row["version__number"],
            "stood_from": moment(row["version__stood_from"]),
            **{name: row[name] for name in columns},
        }
        for row in latest[:MOST_VERSIONS]
    ][::-1]


def text_as_of(row: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return ``row`` of an article with the text that stood ``at`` that moment.

    NotFound where none did.
    """
    version = version_at(row["id"], at)
    if version is None:
        _check_published(row["id"], row["published_at"], at)
        return dict(row)
    then = ("text", "text_hash", "updated_at", "extractor_version")
    return {
        **row,
        **{name: getattr(version, name) for name in then},
        "title": version.title or row["title"],
        "byline": version.byline or row["byline"],
        "version": version.number,
    }


def quote_as_of(row: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """Return ``row`` of a quote as its article printed it ``at`` that moment.

    Its words and their places are those of the version that stood; all else is as it
    is now. NotFound where the words had not been printed yet, Gone where they had been
    removed.
    """
    version = version_at(row["article_id"], at)
    if version is None:
        _check_published(row["article_id"], row["published_at"], at)
        return dict(row)
    # Which versions have it is a matter of the article's dates, not of when we read it.
    gone = Quote.objects.filter(pk=row["id"], gone_in__gt=0).exists()
    if version.number == row["article__version"] and not gone:
        return dict(row)
    then = QuoteVersion.objects.filter(quote=row["id"], version=version).first()
    if then is None:
        raise NotFound("This quote did not stand in its article then.")
    if then.change == QuoteVersion.Change.GONE:
        raise Gone(told_removed(version))
    start, end = then.spans[0][0], then.spans[-1][1]
    text, first = version.text, max(0, then.spans[0][0] - CONTEXT)
    return {
        **row,
        **{name: getattr(then, name) for name in (*_THEN, "status")},
        "start": start,
        "end": end,
        "cue": printed_words(text, then.cue_spans),
        "source_text": printed_words(text, then.source_spans),
        "clause": printed_words(text, then.clause_spans),
        "passage": text[first : end + CONTEXT],
        "passage_start": first,
    }


def version_at(article: int, at: datetime) -> ArticleVersion | None:
    """Return the version that stood ``at`` that moment; None: it never had another.

    NotFound where nothing stood yet.
    """
    versions = ArticleVersion.objects.filter(article=article)
    version = versions.standing_at(at)
    if version is None and (first := versions.without_text().in_time().first()):
        raise NotFound(
            f"Nothing of this article stood then: it stood from {_told(first)} on."
        )
    return version


def why_removed(quote: int, number: int) -> str:
    """Return in a sentence since when the words of a quote are gone. One query.

    number: of the version that removed them.
    """
    versions = ArticleVersion.objects.filter(article__quotes=quote, number=number)
    version = versions.without_text().first()
    return told_removed(version) if version else ""


def told_removed(version: ArticleVersion) -> str:
    """Say that the outlet removed a quote with ``version``."""
    return (
        f"This quote was removed from its article on {_told(version)}: it no longer "
        f"stands there since version {version.number}."
    )


def _told(version: ArticleVersion) -> str:
    return tell_day(version.stood_from)


def _check_published(article: int, published: datetime | None, at: datetime) -> None:
    """Raise NotFound where an article of one text was not there yet."""
    if published is None:
        stored = Article.objects.filter(pk=article).values_list(
            "ingested_at", flat=True
        )
        published = stored.first()
    if published and at < published:
        raise NotFound(
            f"This article did not stand then: it stood from {tell_day(published)} on."
        )


def is_gone(status: str, gone_in: int) -> bool:
    """Whether a quote stands no more because the outlet removed its words."""
    return status == Quote.Status.WITHDRAWN and gone_in > 0
