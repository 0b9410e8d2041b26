"""What is read of the database for what a draft's quotations were found to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F, Value, Window
from django.db.models.functions import Greatest, RowNumber, Substr
from django.urls import reverse

from quotes.api.resources.passages import AFFIX
from quotes.formats.text_fragments import address_at
from quotes.linking.verification.verify import Verified
from quotes.models import Article, Quote, Statement
from quotes.pages.in_words import STANCES

PRINTINGS = 5
"""Printings shown of one statement beside the nearest."""
NAMED = 10
"""Speakers shown whom printings of one statement name."""


@dataclass(frozen=True, slots=True)
class NamedSpeaker:
    """A speaker whom printings name, and how many of them do."""

    name: str
    slug: str
    count: int


@dataclass(frozen=True, slots=True)
class PrintingRow:
    """One quote that prints it. source: opens its article at the words, or ""."""

    quote: Quote
    stance: str
    source: str


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """Where an article prints it as nobody's words.

    address: our page of the article, at the words. source: the same on the web, or "".
    """

    article: Article
    address: str
    source: str


@dataclass(slots=True)
class Rows:
    """By number: statements, quotes that print them, whom those name, articles."""

    statements: dict[int, Statement] = field(default_factory=dict)
    nearest: dict[int, PrintingRow] = field(default_factory=dict)
    printings: dict[int, list[PrintingRow]] = field(default_factory=dict)
    named: dict[int, list[NamedSpeaker]] = field(default_factory=dict)
    articles: dict[int, Article] = field(default_factory=dict)

    def places_of(self, item: Verified) -> list[PlaceShown]:
        """Return where articles print what ``item`` quotes."""
        return [
            _place(self.articles[place.article_id], (place.start, place.end))
            for place in item.places
            if place.article_id in self.articles
        ]


def load_rows(verified: Sequence[Verified]) -> Rows:
    """Return what pages show of ``verified``. Five queries at most, however many."""
    matches = [match for item in verified for match in item.matches]
    rows = Rows(
        articles=Article.objects.select_related("outlet").in_bulk(
            {place.article_id for item in verified for place in item.places}
        )
    )
    if not matches:
        return rows
    best = {item.matches[0].statement_id for item in verified if item.matches}
    rows.statements = Statement.objects.select_related("speaker").in_bulk(
        {match.statement_id for match in matches}
    )
    nearest = {item.matches[0].quote_id for item in verified if item.matches}
    rows.nearest = {
        quote.pk: _printing(quote)
        for quote in _with_passages(Quote.objects.filter(pk__in=nearest))
    }
    rows.printings = _printings(best)
    rows.named = _named(best)
    return rows


def _with_passages(rows: Any) -> Any:
    """Quotes as lists print them, with the passage of the article around each."""
    first = Greatest(F("start") + Value(1 - AFFIX), Value(1))
    passage = Substr("article__text", first, F("end") + Value(AFFIX + 1) - first)
    return rows.for_display().annotate(passage_start=first - Value(1), passage=passage)


def _printings(statements: Iterable[int]) -> dict[int, list[PrintingRow]]:
    """The first printings of each statement, in order."""
    place = Window(RowNumber(), partition_by=["statement"], order_by=["dated_at", "pk"])
    quotes = Quote.objects.standing().filter(statement__in=statements)
    ranked = _with_passages(quotes).annotate(place=place)
    found: dict[int, list[PrintingRow]] = defaultdict(list)
    for quote in ranked.filter(place__lte=PRINTINGS + 1).order_by("dated_at", "pk"):
        found[quote.statement_id].append(_printing(quote))
    return found


def _printing(quote: Any) -> PrintingRow:
    stance = STANCES.get(quote.stance, "")
    address = quote.article.web_address
    if not address:
        return PrintingRow(quote, stance, "")
    by = quote.passage_start
    spans = [(start - by, end - by) for start, end in quote.spans]
    return PrintingRow(quote, stance, address_at(address, quote.passage, spans))


def _named(statements: Iterable[int]) -> dict[int, list[NamedSpeaker]]:
    counts = (
        Quote.objects.standing()
        .filter(statement__in=statements, speaker__isnull=False)
        .order_by()
        .values_list("statement", "speaker__name", "speaker__slug")
        .annotate(found=Count("pk"))
    )
    named: dict[int, list[NamedSpeaker]] = defaultdict(list)
    for statement, name, slug, count in counts:
        named[statement].append(NamedSpeaker(name, slug, count))
    return {
        pk: sorted(found, key=lambda one: (-one.count, one.name))[:NAMED]
        for pk, found in named.items()
    }


def _place(article: Article, span: tuple[int, int]) -> PlaceShown:
    page = reverse("pages:article", args=[article.pk])
    web = article.web_address
    return PlaceShown(
        article,
        address_at(page, article.text, [span]),
        address_at(web, article.text, [span]) if web else "",
    )
