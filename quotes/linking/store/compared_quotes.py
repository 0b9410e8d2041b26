"""Quotes as linking sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from quotes.linking.wordings.minhash import hash_once
from quotes.linking.wordings.polarity import Polarity, polarity
from quotes.linking.wordings.wording import (
    Counts,
    Wording,
    count_elsewhere,
    count_stems,
    read_wording,
)
from quotes.linking.wordings.words_in_marks import Marked, read_marked
from quotes.models import Article, Quote, QuoteFingerprint
from quotes.models.among import Numbers
from quotes.models.dates import BEGINNING_OF_TIME

MOST_PER_QUERY = 10_000
"""Quotes asked for by number in one query: SQLite takes 32,766 where it is built so."""

COLUMNS = (
    "pk",
    "text",
    "speaker_id",
    "relayed_by_id",
    "article_id",
    "statement_id",
    "published_at",
    "stance",
    "kind",
)


@dataclass(slots=True, eq=False)
class ComparedQuote:
    """One quote with what its grouping depends on.

    settled: an editor has put it where it is.
    linked_as: its digest when it was last linked; None: never.
    read, read_marks: its wording and its words in marks, once somebody asked for them.
    """

    pk: int
    text: str
    speaker_id: int | None
    relayed_by_id: int | None
    article_id: int
    statement_id: int | None
    published_at: datetime | None
    stance: str
    kind: str
    settled: bool
    elsewhere: Counts = ()
    linked_as: int | None = None
    read: Wording | None = None
    read_marks: Marked | None = None

    @property
    def dated_at(self) -> datetime:
        """As ``Quote.dated_at``, which is not worth fetching."""
        return self.published_at or BEGINNING_OF_TIME

    @property
    def known(self) -> bool:
        """Whether it has been linked before, if not as it stands now."""
        return self.linked_as is not None

    @property
    def wording(self) -> Wording:
        if self.read is None:
            self.read = read_wording(self.text, self.elsewhere)
        return self.read

    @property
    def marked(self) -> Marked:
        """Its words that are printed as said."""
        if self.read_marks is None:
            self.read_marks = read_marked(self.text, self.kind == Quote.Kind.DIRECT)
        return self.read_marks

    @property
    def polarity(self) -> Polarity:
        """What its cue and its own words deny."""
        return polarity(
            self.stance,
            direct=self.kind == Quote.Kind.DIRECT,
            words=len(self.wording.tokens),
            negations=self.wording.negations,
        )

    @property
    def digest(self) -> int:
        """A hash of all that the grouping of this quote depends on."""
        who = f"{self.speaker_id}\n{self.relayed_by_id}\n{self.published_at}"
        return hash_once(f"{self.text}\n{who}\n{self.kind}\n{self.stance}")


def load_compared_quotes(pks: Iterable[int]) -> dict[int, ComparedQuote]:
    """Return standing quotes by primary key, in its order, with their fingerprints.

    Two queries for MOST_PER_QUERY quotes: joined, PostgreSQL would read all
    fingerprints from end to end.
    """
    quotes = load_quotes(pks)
    for part in _parts(quotes):
        fingerprints = QuoteFingerprint.objects.filter(quote_id__among=Numbers(part))
        for pk, digest, elsewhere in fingerprints.values_list(
            "quote_id", "digest", "elsewhere"
        ):
            quotes[pk].linked_as = digest
            quotes[pk].elsewhere = tuple([(stem, count) for stem, count in elsewhere])
    return quotes


def load_quotes(pks: Iterable[int]) -> dict[int, ComparedQuote]:
    """Return standing quotes by primary key, in its order, linked or not."""
    quotes: dict[int, ComparedQuote] = {}
    for part in _parts(pks):
        rows = Quote.objects.standing().filter(pk__among=Numbers(part)).order_by()
        for row in rows.values_list(*COLUMNS, "reviewed_by", "placement"):
            *values, reviewer, placement = row
            quote = ComparedQuote(  # type: ignore[misc] # mypy cannot count the columns
                *values, settled=bool(placement) or bool(reviewer and values[5])
            )
            quotes[quote.pk] = quote
    return dict(sorted(quotes.items()))


def _parts(pks: Iterable[int]) -> Iterator[list[int]]:
    """Numbers in order, MOST_PER_QUERY at a time."""
    ordered = sorted(pks)
    for start in range(0, len(ordered), MOST_PER_QUERY):
        yield ordered[start : start + MOST_PER_QUERY]


def count_in_articles(
    quotes: Sequence[ComparedQuote], texts: Mapping[int, str] | None = None
) -> None:
    """Fill in how often the words of each quote stand elsewhere in its article.

    texts: of articles, as far as they are known. A query for the others.
    """
    known = dict(texts or {})
    articles = {quote.article_id for quote in quotes}
    if missing := articles - known.keys():
        rows = Article.objects.filter(pk__in=missing)
        known |= rows.values_list("pk", "text")
    for quote in quotes:
        quote.elsewhere = elsewhere_in(known[quote.article_id], quote.text)
        quote.read = None


@lru_cache(maxsize=20_000)
def elsewhere_in(text: str, quoted: str) -> Counts:
    """Return how often the words of a quotation stand elsewhere in its article."""
    return count_elsewhere(quoted, _stems_of(text))


_stems_of = lru_cache(maxsize=512)(count_stems)
