"""Store another text of an article that is stored: a version of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from quotes.extraction import Quotation, extractor_version
from quotes.ingest.carrying import ATTRIBUTION, Texts, carry_quotes, difference_of
from quotes.ingest.identity import stood_from
from quotes.ingest.provenance import keep_raw, provenance_columns
from quotes.ingest.records import Record
from quotes.ingest.sync import write_quotes
from quotes.linking.statements.summary import refresh_statements
from quotes.linking.statements.wire_copies import mark_wire_copies
from quotes.linking.store.lookups import in_index_order
from quotes.models import (
    Article,
    ArticleKey,
    ArticleVersion,
    Quote,
    QuoteVersion,
)
from quotes.models.article import sha256_of
from quotes.models.provenance import PROVENANCE

INSTANT = timedelta(microseconds=1)
_ROW = (
    *("text", "spans", "cue_spans", "source_spans", "relay_spans", "clause_spans"),
    "status",
)
_Change = QuoteVersion.Change


def store_newer(
    article: Article, record: Record, quotations: Sequence[Quotation]
) -> list[Quote]:
    """Put the text of ``record`` in the place of that of ``article``.

    Returns all its quotes, to be grouped by ``group_quotes`` within the same
    transaction. To be called in it, under ``lock_linking``.

    The text that stood is kept as a version. Each quote goes to where its words stand
    now, and what the new text adds is read; what became of each is stored with the new
    version. Addresses and decisions go along: see ``carry_quotes``.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    quotes = list(article.quotes.select_for_update().order_by("pk"))
    now = timezone.now()
    outgoing = _store_standing(article, quotes)
    incoming = _store_version(
        article, record, stood_from(record, after=outgoing.stood_from, now=now)
    )
    before = {quote.pk: _Standing.of(quote) for quote in quotes}
    texts = Texts(article.text, record.text)
    carry_quotes(quotes, texts, quotations, incoming, at=now)
    _write_text(article, record, incoming, now=now)
    written = write_quotes(article, quotations)
    every = list(article.quotes.order_by("pk"))
    _store_changes(every, before, incoming)
    _mark_copies(article)
    # Also those that are gone: they leave what they were grouped by.
    return [*written, *(quote for quote in every if quote.gone_in)]


def store_older(article: Article, record: Record) -> ArticleVersion:
    """Keep the text of ``record``, which stood before that of ``article``.

    The quotes are of the text that stands, and none of them changes: this one is kept
    to be shown, and is not read for quotations.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    current = _store_standing(article, list(article.quotes.order_by("pk")))
    told = record.updated_at or record.seen_at or record.published_at
    latest = current.stood_from - INSTANT
    return _store_version(article, record, min(told or latest, latest))


@dataclass(frozen=True, slots=True)
class _Standing:
    """A quote as it stood before another text came."""

    stood: bool
    text: str
    spans: list[list[int]]
    attributed: tuple[int | None, str]

    @classmethod
    def of(cls, quote: Quote) -> _Standing:
        return cls(_stands(quote), quote.text, quote.spans, _attribution(quote))


def _stands(quote: Quote) -> bool:
    """Whether its words stand in the article's text, rejected or not."""
    return not quote.gone_in and quote.status != Quote.Status.WITHDRAWN


def _attribution(quote: Quote) -> tuple[int | None, str]:
    return quote.speaker_id, quote.stance


def _store_standing(article: Article, quotes: Sequence[Quote]) -> ArticleVersion:
    """The version that stands, with each quote's place in it as it now is."""
    version = article.versions.without_text().filter(number=article.version).first()
    if version is None:
        version = ArticleVersion.objects.create(
            article=article,
            number=article.version,
            text=article.text,
            text_hash=article.text_hash,
            title=article.title,
            byline=article.byline,
            published_at=article.published_at,
            updated_at=article.updated_at,
            **{name: getattr(article, name) for name in PROVENANCE},
            stood_from=(
                article.published_at
                or article.updated_at
                or article.fetched_at
                or article.ingested_at
            ),
            stored_at=article.ingested_at,
            extractor_version=article.extractor_version,
        )
    _store_places(version, [quote for quote in quotes if not quote.gone_in])
    return version


def _store_places(version: ArticleVersion, quotes: Iterable[Quote]) -> None:
    rows = {row.quote_id: row for row in version.quote_versions.all()}
    made, changed = [], []
    for quote in quotes:
        row = rows.get(quote.pk)
        if row is not None and row.change != _Change.GONE:
            changed.append(_filled(row, quote))
        elif row is None and _stands(quote):
            new = QuoteVersion(quote=quote, version=version, change=_Change.FIRST)
            made.append(_filled(new, quote))
    QuoteVersion.objects.bulk_update(changed, _ROW)
    QuoteVersion.objects.bulk_create(made)


def _filled(row: QuoteVersion, quote: Quote) -> QuoteVersion:
    for name in _ROW:
        setattr(row, name, getattr(quote, name))
    return row


def _store_version(
    article: Article, record: Record, moment: datetime
) -> ArticleVersion:
    keep_raw(record.provenance)
    latest = article.versions.order_by("-number").values_list("number", flat=True)
    return ArticleVersion.objects.create(
        article=article,
        number=(latest.first() or article.version) + 1,
        text=record.text,
        text_hash=sha256_of(record.text),
        title=record.title,
        byline=record.byline,
        published_at=record.published_at,
        updated_at=record.updated_at,
        stood_from=moment,
        extractor_version=extractor_version(),
        **provenance_columns(record),
    )


def _write_text(
    article: Article, record: Record, version: ArticleVersion, *, now: datetime
) -> None:
    """Make the text of ``version`` that of ``article``; its first date stays."""
    article.text, article.text_hash = version.text, version.text_hash
    article.version = version.number
    values = {
        "text": version.text,
        "text_hash": version.text_hash,
        "version": version.number,
        "title": version.title or article.title,
        "byline": version.byline or article.byline,
        "language": record.language,
        "updated_at": version.updated_at,
        **{name: getattr(version, name) for name in PROVENANCE},
        # Linking looks anew at whose text it repeats.
        "wire_copy_of": None,
        "extracted_at": now,
        "extractor_version": version.extractor_version,
    }
    # Not save(): the history of articles is of people's changes.
    Article.objects.filter(pk=article.pk).update(**values)


def _store_changes(
    quotes: Iterable[Quote],
    before: dict[int, _Standing],
    version: ArticleVersion,
) -> None:
    """Store what became of each quote that stood before, or stands now."""
    rows = []
    for quote in quotes:
        former = before.get(quote.pk)
        stands, stood = _stands(quote), former is not None and former.stood
        if not (stands or stood):
            continue
        row = QuoteVersion(quote=quote, version=version)
        if not stands:
            row.change, row.status = _Change.GONE, quote.status
        else:
            _filled(row, quote)
            row.change = _Change.NEW if former is None else _Change.RETURNED
        if stands and stood and former is not None:
            row.difference = difference_of(former.text, quote.text)
            if row.difference:
                row.change = _Change.REWORDED
            else:
                moved = former.spans != quote.spans
                row.change = _Change.MOVED if moved else _Change.UNCHANGED
                if former.attributed != _attribution(quote):
                    row.difference = ATTRIBUTION
        rows.append(row)
    QuoteVersion.objects.bulk_create(rows)


def _mark_copies(article: Article) -> None:
    """Look anew at whose text ``article`` repeats, and who repeats its."""
    ArticleKey.objects.filter(article=article).delete()
    with in_index_order():
        touched = mark_wire_copies([article.pk])
    own = article.quotes.filter(statement__isnull=False).order_by()
    refresh_statements(touched.union(own.values_list("statement", flat=True)))
