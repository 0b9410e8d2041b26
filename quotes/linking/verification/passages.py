"""Where stored articles print some words, whether or not anybody is quoted there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import router

from quotes.linking.wordings.runs import Part, locate
from quotes.models import Article, Quote
from quotes.search.articles import find_articles

PER_PASSAGE = 20
"""Articles with all words of a passage that are looked into."""
MOST_ARTICLES = 200
"""Articles that are looked into for one text."""
MOST_PLACES = 3
"""Places given of one passage."""
LONGEST_GAP = 600
"""Characters that marks of omission may stand for in an article."""
COVERED = 0.9
"""Share of a passage from which a quotation that holds it is it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article prints a passage: characters of its text, half open.

    quote_id: the standing quote of the article that holds it; None: nobody's.
    """

    article_id: int
    start: int
    end: int
    quote_id: int | None = None


def find_places(passages: Sequence[str]) -> list[list[Place]]:
    """Return for each passage where articles print it, the first of them first.

    Words in a row, or pieces of them with marks of omission between. Four queries,
    and no more than ``MOST_ARTICLES`` texts are read.
    """
    using = router.db_for_read(Article)
    candidates = find_articles(passages, limit=PER_PASSAGE, using=using)
    wanted = list(dict.fromkeys(pk for pks in candidates for pk in pks))[:MOST_ARTICLES]
    if not wanted:
        return [[] for _ in passages]
    texts = dict(Article.objects.filter(pk__in=wanted).values_list("pk", "text"))
    found = [
        [
            place
            for pk in pks
            if pk in texts and (place := _place(passage, pk, texts[pk]))
        ][:MOST_PLACES]
        for passage, pks in zip(passages, candidates, strict=True)
    ]
    return _with_quotes(found)


def _place(passage: str, article: int, text: str) -> Place | None:
    run = locate(passage, text)
    if run.part not in (Part.WHOLE, Part.RUN, Part.ABRIDGED):
        return None
    if run.part is Part.ABRIDGED and run.end - run.start > LONGEST_GAP + len(passage):
        return None
    return Place(article, run.start, run.end)


def _with_quotes(found: Sequence[Sequence[Place]]) -> list[list[Place]]:
    """The same places with the quotes that hold them. One query."""
    articles = {place.article_id for places in found for place in places}
    held: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    rows = Quote.objects.standing().filter(
        article__in=articles, statement__isnull=False
    )
    for article, *quote in rows.order_by("start", "pk").values_list(
        "article_id", "pk", "start", "end"
    ):
        held[article].append((quote[0], quote[1], quote[2]))
    return [
        [_held(place, held[place.article_id]) for place in places] for places in found
    ]


def _held(place: Place, quotes: Iterable[tuple[int, int, int]]) -> Place:
    """The place with the quote within which it lies; interrupted ones are one."""
    best, share = None, COVERED * (place.end - place.start)
    for pk, start, end in quotes:
        shared = max(0, min(end, place.end) - max(start, place.start))
        if shared >= share:
            best, share = pk, shared
    return Place(place.article_id, place.start, place.end, best)
