"""Store one article with its quotes: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from quotes.extraction import Quotation, extractor_version
from quotes.ingest.article_kinds import kind_of_text
from quotes.ingest.canonical_addresses import key_of, trusted_canonical
from quotes.ingest.identity import Known, Match
from quotes.ingest.provenance import keep_raw, provenance_columns
from quotes.ingest.records import Record
from quotes.ingest.sync import write_quotes
from quotes.linking.statements.summary import refresh_statements
from quotes.models import (
    Article,
    ArticleAddress,
    ArticleKey,
    Outlet,
    Quote,
    QuoteFingerprint,
)
from quotes.models.slugs import free_slug


def store_article(
    record: Record, outlets: Mapping[str, Outlet] | None = None
) -> Article:
    """Store the article that ``record`` is, which ``find_match`` says is new.

    It is stored without quotes. outlets: those that are known, by name. To be called
    in a transaction, under ``lock_linking``: nobody else then stores the same one.
    """
    article = new_article(record)
    # No row of history: it records what people do.
    article.skip_history_when_saving = True  # type: ignore[attr-defined]
    # Together: where the article fails, no outlet is left without one.
    with transaction.atomic():
        known = (outlets or {}).get(record.outlet)
        article.outlet = known or find_or_make_outlet(record.outlet)
        article.save()
        add_addresses(article, record)
    keep_raw(record.provenance)
    return article


def new_article(record: Record) -> Article:
    """Return the article that ``record`` is, neither stored nor of an outlet yet."""
    return Article(
        url=record.url,
        title=record.title,
        byline=record.byline,
        published_at=record.published_at,
        updated_at=record.updated_at,
        language=record.language,
        kind=record.kind or kind_of_text(record.text),
        text=record.text,
        **provenance_columns(record),
    )


def add_addresses(
    article: Article, record: Record, keys: Collection[str] | None = None
) -> None:
    """Have ``article`` found under the addresses of ``record``, too.

    keys: those of them that are not stored; all, where it is left out.
    """
    new = addresses_of(article, record, keys)
    ArticleAddress.objects.bulk_create(new, ignore_conflicts=True)


def addresses_of(
    article: Article, record: Record, keys: Collection[str] | None = None
) -> list[ArticleAddress]:
    """Return the rows that ``add_addresses`` stores."""
    told = trusted_canonical(record.url, record.canonical_url)
    addresses = {key_of(url): url for url in (told, record.url) if url}
    return [
        ArticleAddress(article=article, key=key, url="" if url == article.url else url)
        for key, url in addresses.items()
        if keys is None or key in keys
    ]


def find_outlets(names: Iterable[str]) -> dict[str, Outlet]:
    """Return the outlets that have one of ``names``, by name. One query."""
    return {o.name: o for o in Outlet.objects.filter(name__in=set(names)).order_by()}


def write_quotations(
    article: Article, quotations: list[Quotation], *, new: bool = False
) -> list[Quote]:
    """Make ``article``'s quotes what extraction found, and mark it extracted.

    Returns its quotes, to be grouped by ``group_quotes`` within the same transaction.
    Called, and ``new``, as ``write_quotes`` is.
    """
    if not (new or article.extracted_at):
        # Found while it waited, it has still to be looked at for whose text it repeats.
        ArticleKey.objects.filter(article=article).delete()
    quotes = write_quotes(article, quotations, new=new)
    article.extracted_at = timezone.now()
    article.extractor_version = extractor_version()
    # Not save(): the history of articles is of people's changes.
    Article.objects.filter(pk=article.pk).update(
        extracted_at=article.extracted_at,
        extractor_version=article.extractor_version,
        extraction_error="",
        extraction_failed_at=None,
        extraction_attempts=0,
    )
    return quotes


def record_failure(article: Article, reason: str) -> int:
    """Keep why nothing could be extracted from ``article``, for an editor to see.

    Returns how often that has happened since it last went well, or since an editor
    asked for another attempt.
    """
    row = Article.objects.filter(pk=article.pk)
    row.update(
        extraction_error=reason,
        extraction_failed_at=timezone.now(),
        extraction_attempts=F("extraction_attempts") + 1,
    )
    return row.values_list("extraction_attempts", flat=True).get()


@transaction.atomic
def complete_article(match: Match, record: Record) -> None:
    """Give a stored article what it lacks and ``record``, the same text, tells.

    What it has stays. Dated, its quotes are linked again with the next that are. An
    address that it was not known by finds it from now on.
    """
    article = match.article
    if article is None or match.known is not Known.SAME:
        return
    known = {
        name: value
        for name in ("url", "title", "byline", "published_at", "updated_at")
        if (value := getattr(record, name)) and not getattr(article, name)
    }
    if match.unknown_keys:
        add_addresses(article, record, match.unknown_keys)
    if not known:
        return
    Article.objects.filter(pk=article.pk).update(**known)
    if "published_at" in known:
        article.quotes.update(published_at=record.published_at)
        # Undated, they were compared with little: they are looked at again.
        ArticleKey.objects.filter(article=article).delete()
        fingerprints = QuoteFingerprint.objects.filter(quote__article=article)
        fingerprints.update(digest=QuoteFingerprint.STALE)
        refresh_statements(
            article.quotes.exclude(statement=None).values_list("statement", flat=True)
        )


def find_or_make_outlet(name: str) -> Outlet:
    """Return the outlet called ``name``, made where there is none."""
    outlet = Outlet.objects.filter(name=name).first()
    if outlet is not None:
        return outlet
    new = Outlet(name=name, slug=free_slug(Outlet, name))
    new.skip_history_when_saving = True  # type: ignore[attr-defined]
    try:
        with transaction.atomic():
            new.save()
        return new
    except IntegrityError:
        # Another process made it meanwhile, or one whose slug is the same.
        outlet = Outlet.objects.filter(name=name).first()
        return outlet or Outlet.objects.create(name=name)
