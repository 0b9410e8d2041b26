"""Articles that were stored before they were read: their quotes, stored together.

So articles come out of a queue (``quotes.queueing``), and so a run finds those that an
earlier one left pending. Written one by one each takes some twelve queries; together
they take about as many as one does.
"""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extraction import Quotation, extractor_version
from quotes.ingest.together import ArticleBatch, StoredQuote
from quotes.linking.store.waiting_quotes import WaitingQuote
from quotes.models import Article, ArticleKey, Quote


def lock_untouched(articles: Sequence[Article]) -> set[int]:
    """Lock those that nobody has read, or given another text; return their numbers.

    articles: as they were fetched. Those that have quotes already are left out: what
    becomes of such quotes is to be looked at one by one. Two queries.
    """
    versions = {article.pk: article.version for article in articles}
    rows = Article.objects.select_for_update().order_by("pk")
    unread = rows.filter(pk__in=versions, extracted_at__isnull=True)
    standing = {
        pk
        for pk, version in unread.values_list("pk", "version")
        if version == versions[pk]
    }
    quotes = Quote.objects.filter(article__in=standing).order_by()
    return standing - set(quotes.values_list("article", flat=True).distinct())


def store_pending(
    articles: Sequence[Article], quotations: Sequence[list[Quotation]]
) -> list[StoredQuote | WaitingQuote]:
    """Store what was found in each of ``articles``, and mark them read.

    articles: of ``lock_untouched``, in the transaction that holds ``lock_linking``;
    they are changed. quotations: of each, in the same order. Returns the quotes, to be
    grouped by ``group_quotes`` in that transaction.
    """
    return _Pending(articles, quotations).link_all()


class _Pending(ArticleBatch):
    """Articles that are stored, and wait for their quotes."""

    def store_articles(self) -> None:
        pks = [article.pk for article in self.articles]
        # Found while they waited, they have still to be looked at for whose text they
        # repeat.
        ArticleKey.objects.filter(article__in=pks).delete()
        # Not save(): the history of articles is of people's changes.
        Article.objects.filter(pk__in=pks).update(
            extracted_at=self._now,
            extractor_version=extractor_version(),
            extraction_error="",
            extraction_failed_at=None,
            extraction_attempts=0,
        )
