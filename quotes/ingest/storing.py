"""Store one article with its quotes: all of it, or nothing."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from quotes.extraction import EXTRACTOR_VERSION, Quotation
from quotes.ingest.records import Record, RecordError
from quotes.ingest.sync import sync_quotes
from quotes.models import Article, Outlet
from quotes.models.article import hash_text
from quotes.models.slugs import free_slug


def find_article(record: Record) -> Article | None:
    """Return the stored article that ``record`` is: same outlet, same text."""
    return (
        Article.objects.without_text()
        .filter(outlet__name=record.outlet, text_hash=hash_text(record.text))
        .first()
    )


@transaction.atomic
def store_article(record: Record) -> Article:
    """Return the article that ``record`` is, stored without quotes if it is new.

    Raises RecordError where its address already belongs to another text: an
    article's text is never edited, since quotes point into it.
    """
    article = find_article(record)
    if article is not None:
        return article
    _refuse_taken_address(record)
    outlet = _find_or_make_outlet(record.outlet)
    try:
        with transaction.atomic():
            return Article.objects.create(
                outlet=outlet,
                url=record.url,
                title=record.title,
                byline=record.byline,
                published_at=record.published_at,
                language=record.language,
                text=record.text,
            )
    except IntegrityError:
        # Another process stored it, or its address, meanwhile.
        article = find_article(record)
        if article is None:
            _refuse_taken_address(record)
            raise
        return article


@transaction.atomic
def store_record(record: Record, quotations: list[Quotation]) -> Article:
    """Store ``record`` and its ``quotations`` as one transaction; return the article.

    Raises RecordError as ``store_article`` does.
    """
    article = store_article(record)
    article.text = record.text
    store_quotations(article, quotations)
    return article


@transaction.atomic
def store_quotations(article: Article, quotations: list[Quotation]) -> None:
    """Make ``article``'s quotes what extraction found, and mark it extracted."""
    sync_quotes(article, quotations)
    article.extracted_at = timezone.now()
    article.extractor_version = EXTRACTOR_VERSION
    # Not save(): the history of articles is of people's changes.
    Article.objects.filter(pk=article.pk).update(
        extracted_at=article.extracted_at,
        extractor_version=article.extractor_version,
    )


def _refuse_taken_address(record: Record) -> None:
    if not record.url:
        return
    other = Article.objects.without_text().filter(url=record.url).first()
    if other is not None:
        raise RecordError(
            f"article {other.pk} of {other.outlet} has the address {record.url} and "
            "another text; stored text is never edited: import the new version "
            "under an address of its own"
        )


def _find_or_make_outlet(name: str) -> Outlet:
    outlet = Outlet.objects.filter(name=name).first()
    if outlet is not None:
        return outlet
    try:
        with transaction.atomic():
            return Outlet.objects.create(name=name, slug=free_slug(Outlet, name))
    except IntegrityError:
        # Another process made it meanwhile, or one whose slug is the same.
        outlet = Outlet.objects.filter(name=name).first()
        return outlet or Outlet.objects.create(name=name)
