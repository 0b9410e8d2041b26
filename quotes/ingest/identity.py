"""Which stored article a record is: by its address, by its text, by nearly its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import CharField, Max, QuerySet, Value

from quotes.ingest.canonical_addresses import keys_of
from quotes.ingest.records import Record, RecordError
from quotes.models import Article, ArticleAddress, ArticleVersion
from quotes.models.article import sha256_of


class Known(StrEnum):
    """What a record is to what is stored.

    SAME: the text that stands. FORMER: a text of the article that stood before, no
    news. NEWER, OLDER: another text of it, which takes the place of the one that
    stands, or stood before that one and became known later.
    """

    NEW = "new"
    SAME = "same"
    FORMER = "former"
    NEWER = "newer"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class Match:
    """The stored article of a record, without its text; None where it is new.

    unknown_keys: keys of the record's addresses under which nothing is stored.
    """

    known: Known
    article: Article | None = None
    unknown_keys: tuple[str, ...] = field(default=())


def find_match(record: Record) -> Match:
    """Return which stored article ``record`` is, and what its text is to that one.

    One query, and one more where something is found. Raises RecordError where the
    address belongs to another outlet, or address and text to two articles.
    """
    keys = keys_of(record.url, record.canonical_url)
    found = _find(record, keys)
    by_address = _first(found, ["url", *keys])
    by_text = _first(found, ["text"])
    formers = {pk for how, pk in found if how == "former"}
    unknown = tuple(key for key in keys if key not in {how for how, _ in found})
    pk = by_address or by_text or min(formers, default=None)
    if pk is None:
        return Match(Known.NEW, unknown_keys=unknown)
    articles = Article.objects.without_text().select_related("outlet")
    article = articles.get(pk=pk)
    if by_address:
        _check_same_outlet(record, article)
        if by_text not in (None, by_address):
            raise RecordError(
                f"article {by_address} has the address {record.url}, and article "
                f"{by_text} of {article.outlet} has this text: an outlet’s text stands "
                "in one article; leave out the url, or import it under the other’s"
            )
    return Match(_compare(record, article, is_former=pk in formers), article, unknown)


def compare_times(record: Record, article: Article) -> Known:
    """Return whether another text of ``article`` is NEWER or OLDER than what stands.

    Like is compared with like: when the outlet says that it changed the text, when
    the text was seen at its address, when it was published. Where none tells, what
    arrives later is newer.
    """
    told = _told_order(record, article)
    return Known.OLDER if told is not None and told < 0 else Known.NEWER


def stands_unchanged(article: Article) -> bool:
    """Whether the text of ``article`` is still the one that it was fetched with."""
    return Article.objects.filter(pk=article.pk, version=article.version).exists()


def _compare(record: Record, article: Article, *, is_former: bool) -> Known:
    if article.text_hash == sha256_of(record.text):
        return Known.SAME
    if not is_former:
        return compare_times(record, article)
    # A text that stood before is back only where the record tells that it is later:
    # otherwise the same file, imported again, would turn the article back.
    told = _told_order(record, article)
    return Known.NEWER if told is not None and told > 0 else Known.FORMER


def _told_order(record: Record, article: Article) -> int | None:
    """1 where ``record`` is later than the text that stands, -1 where it is earlier."""
    latest = _latest_told(article)
    for name in _TOLD:
        told = record.seen_at if name == "fetched_at" else getattr(record, name)
        one, other = told, latest[name]
        if one and other and one != other:
            return 1 if one > other else -1
    return None


_TOLD = ("updated_at", "fetched_at", "published_at")


def _latest_told(article: Article) -> dict[str, datetime | None]:
    """The latest dates that texts of ``article`` told: the one that stands may tell
    none, and is later than those before it all the same."""
    if article.version == 1:
        return {name: getattr(article, name) for name in _TOLD}
    return article.versions.aggregate(**{name: Max(name) for name in _TOLD})


def _find(record: Record, keys: list[str]) -> list[tuple[str, int]]:
    """(how, article) of all that is found: how is a key, or "url", "text", "former"."""
    of_text = {"text_hash": sha256_of(record.text)}
    articles = Article.objects.order_by()
    versions = ArticleVersion.objects.order_by()
    addresses = ArticleAddress.objects.order_by()
    parts: list[QuerySet[Any, Any]] = [
        articles.filter(outlet__name=record.outlet, **of_text).values_list(
            _named("text"), "pk"
        ),
        versions.filter(article__outlet__name=record.outlet, **of_text).values_list(
            _named("former"), "article_id"
        ),
    ]
    if keys:
        # Stored before addresses had keys: by its own address alone.
        parts += [
            addresses.filter(key__in=keys).values_list("key", "article_id"),
            articles.filter(url=record.url).values_list(_named("url"), "pk"),
        ]
    return list(parts[0].union(*parts[1:]))


def _named(how: str) -> Value:
    return Value(how, output_field=CharField())


def _first(found: Iterable[tuple[str, int]], hows: list[str]) -> int | None:
    """The article that is found in the first of these ways that finds one."""
    by_how = dict(found)
    return next((by_how[how] for how in hows if how in by_how), None)


def _check_same_outlet(record: Record, article: Article) -> None:
    if article.outlet.name == record.outlet:
        return
    same = article.text_hash == sha256_of(record.text)
    raise RecordError(
        f"article {article.pk} of {article.outlet} has the address {record.url} and "
        f"{'the same' if same else 'another'} text; an address belongs to one outlet"
    )


def stood_from(record: Record, *, after: datetime, now: datetime) -> datetime:
    """Return from when on the text of ``record`` stood, as far as is known.

    after: from when on the text stood that it replaces; it is later than that.
    """
    told = record.updated_at or record.seen_at or record.published_at
    return told if told and told > after else max(now, after)
