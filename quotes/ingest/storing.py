"""Store one article with its quotes: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from quotes.extraction import Quotation, extractor_version
from quotes.ingest.records import Record, RecordError
from quotes.ingest.sync import write_quotes
from quotes.linking.statements.summary import refresh_statements
from quotes.models import Article, ArticleKey, Outlet, Quote, QuoteFingerprint
from quotes.models.article import hash_text
from quotes.models.slugs import free_slug


def find_article(record: Record) -> Article | None:
    """Return the stored article that ``record`` is: same outlet, same text."""
    return (
        Article.objects.without_text()
        .filter(outlet__name=record.outlet, text_hash=hash_text(record.text))
        .first()
    )


def store_article(
    record: Record, outlets: Mapping[str, Outlet] | None = None
) -> tuple[Article, bool]:
    """Return the article that ``record`` is, and whether it is new: stored now.

    It is stored without quotes. Raises RecordError where its address already belongs
    to another text: an article's text is never edited, since quotes point into it.
    outlets: those that are known, by name. To be called in a transaction.
    """
    article = Article(
        url=record.url,
        title=record.title,
        byline=record.byline,
        published_at=record.published_at,
        language=record.language,
        text=record.text,
    )
    # History is of what people do.
    article.skip_history_when_saving = True  # type: ignore[attr-defined]
    try:
        # An outlet of which nothing is stored is not made, either.
        with transaction.atomic():
            known = (outlets or {}).get(record.outlet)
            article.outlet = known or _find_or_make_outlet(record.outlet)
            article.save()
        return article, True
    except IntegrityError:
        # It, or its address, is stored already: seldom, for who read it looked.
        stored = find_article(record)
        if stored is None:
            refuse_taken_address(record)
            raise
        stored.text = record.text
        return stored, False


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
def complete_article(article: Article, record: Record) -> None:
    """Give a stored article what it lacks and ``record``, the same text, tells.

    What it has stays. Dated, its quotes are linked again with the next that are.
    Raises RecordError where the address belongs to another.
    """
    known = {
        name: value
        for name in ("url", "title", "byline", "published_at")
        if (value := getattr(record, name)) and not getattr(article, name)
    }
    if not known:
        return
    if "url" in known:
        refuse_taken_address(record)
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


def refuse_taken_address(record: Record) -> None:
    """Raise RecordError where another article has the address of ``record``."""
    if not record.url:
        return
    other = (
        Article.objects.without_text()
        .filter(url=record.url)
        .select_related("outlet")
        .first()
    )
    if other is None:
        return
    same = other.text_hash == hash_text(record.text)
    raise RecordError(
        f"article {other.pk} of {other.outlet} has the address {record.url} and "
        + (
            "the same text; an address belongs to one outlet"
            if same
            else "another text; stored text is never edited: import the new version "
            "under an address of its own"
        )
    )


def _find_or_make_outlet(name: str) -> Outlet:
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
