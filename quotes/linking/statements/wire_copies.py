"""Wire copies: articles whose text is largely another's.

An article keeps the smallest hashes of its runs of eight words (a bottom-k
sketch, Broder 1997); those that share one are compared in full. Of articles that
share most of their text the earliest is taken for the original, and an agency's
for the original of what appeared at the same time.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from quotes.linking.statements.pairs.same_utterance import WINDOW
from quotes.linking.store.linking_rows import insert_article_keys
from quotes.linking.store.lookups import around, find_articles
from quotes.linking.wordings.minhash import hash_runs, hash_text
from quotes.models import Article, ArticleKey, Quote
from quotes.names.folding import fold, fold_once

SKETCH = 16
SKETCHED_RUN, COMPARED_RUN = 8, 5
LEAST_WORDS = 40
"""Shorter texts share their words by nature: a score, a weather report."""
COPIED = 0.5
"""Share of the shorter text's runs of five words from which it is a copy."""
PER_KEY = 24
REMEMBERED = 512
"""Articles whose words are kept in memory: one is compared with many, and soon."""

_AGENCY_WORDS = ("press", "agency", "wire", "newswire", "reuters", "news agency")


@dataclass(frozen=True, slots=True)
class _Candidate:
    pk: int
    text: str
    outlet_id: int
    outlet: str
    published_at: datetime | None
    wire_copy_of: int | None

    @property
    def age(self) -> tuple[datetime, bool, str, int]:
        """Sorts the original before its copies, whichever of them came in first."""
        latest = datetime.max.replace(tzinfo=UTC)
        agency = any(word in fold(self.outlet).split() for word in _AGENCY_WORDS)
        return (self.published_at or latest, not agency, self.outlet, self.pk)


def mark_wire_copies(pks: Iterable[int]) -> set[int]:
    """Find the originals and copies of articles not looked at yet.

    To be called within ``lookups.in_index_order``.
    Returns the statements whose count of independent outlets may have changed.
    """
    pks = set(pks)
    known = ArticleKey.objects.filter(article__in=pks).values_list("article", flat=True)
    new = _load(pks - set(known))
    if not new:
        return set()
    sketches = store_article_keys(new)
    asked = [
        (article.pk, sketches[article.pk], *around(article.published_at, WINDOW))
        for article in new
        if article.published_at
    ]
    pairs = set(find_articles(asked, limit=PER_KEY))
    loaded = {article.pk: article for article in new}
    others = {pk for pair in pairs for pk in pair} - loaded.keys()
    loaded |= {article.pk: article for article in _load(others)}
    changed = _originals_of(
        [
            (loaded[one], loaded[other])
            for one, other in sorted(pairs)
            if shared_text(loaded[one].text, loaded[other].text) >= COPIED
        ]
    )
    stored = dict(
        Article.objects.filter(pk__in=changed).values_list("pk", "wire_copy_of")
    )
    # Only what changed is written: a story may have hundreds of copies.
    moved = [pk for pk, original in changed.items() if stored[pk] != original]
    for pk in moved:
        Article.objects.filter(pk=pk).update(wire_copy_of=changed[pk])
    quotes = Quote.objects.filter(article__in=moved, statement__isnull=False)
    return set(quotes.values_list("statement_id", flat=True))


def store_article_keys(
    articles: Iterable[_Candidate | Article],
) -> dict[int, list[int]]:
    """Store what finds articles of the same text; return it by primary key."""
    articles = list(articles)
    sketches = {article.pk: sketch(article.text) for article in articles}
    undated = datetime.min.replace(tzinfo=UTC)
    insert_article_keys(
        [(a.pk, a.published_at or undated, sketches[a.pk]) for a in articles]
    )
    return sketches


def _originals_of(
    copied: Sequence[tuple[_Candidate, _Candidate]],
) -> dict[int, int | None]:
    """Return the original of each article, None for originals.

    copied: pairs of which one copies the other. The oldest of all that hang together,
    through these pairs or by what was found before, is the original of the others.
    """
    if not copied:
        return {}
    known = _with_known_copies(article for pair in copied for article in pair)
    links = [(one.pk, other.pk) for one, other in copied]
    links += [
        (article.pk, article.wire_copy_of)
        for article in known.values()
        if article.wire_copy_of
    ]
    # The age of each is found once: a story may have hundreds of copies.
    ages = {pk: article.age for pk, article in known.items()}
    originals: dict[int, int | None] = {}
    for family in _families(known, links):
        original = min(family, key=ages.__getitem__)
        originals |= dict.fromkeys(family, original) | {original: None}
    return originals


def _with_known_copies(articles: Iterable[_Candidate]) -> dict[int, _Candidate]:
    """``articles``, their originals, and copies of any of these, by primary key."""
    known = {article.pk: article for article in articles}
    roots = {article.wire_copy_of for article in known.values() if article.wire_copy_of}
    copies = Article.objects.filter(wire_copy_of__in={*roots, *known}).order_by()
    missing = (roots | set(copies.values_list("pk", flat=True))) - known.keys()
    return known | {article.pk: article for article in _load(missing)}


def _families(
    pks: Iterable[int], links: Iterable[tuple[int, int]]
) -> Iterable[set[int]]:
    """The numbers that hang together through ``links``."""
    family_of = {pk: {pk} for pk in pks}
    for one, other in links:
        if family_of[one] is not family_of[other]:
            joined = family_of[one] | family_of[other]
            family_of |= dict.fromkeys(joined, joined)
    return {id(family): family for family in family_of.values()}.values()


def _load(pks: Iterable[int]) -> list[_Candidate]:
    rows = Article.objects.filter(pk__in=list(pks)).order_by("pk")
    columns = ("pk", "text", "outlet", "outlet__name", "published_at", "wire_copy_of")
    return [_Candidate(*row) for row in rows.values_list(*columns)]


def sketch(text: str) -> list[int]:
    """Return the ``SKETCH`` smallest hashes of runs of eight words in ``text``.

    Texts too short to be told from each other by their words have none.
    """
    return list(_sketch(text))


@lru_cache(maxsize=REMEMBERED)
def _sketch(text: str) -> tuple[int, ...]:
    words = _hashes(text)
    if len(words) < LEAST_WORDS:
        return ()
    runs = np.unique(hash_runs(words, SKETCHED_RUN))
    return tuple(runs[:SKETCH].tolist())


def shared_text(one: str, other: str) -> float:
    """Return the share, 0 to 1, of the shorter text that stands in the other."""
    runs, others = _compared(one), _compared(other)
    if not runs or not others:
        return 0.0
    return len(runs & others) / min(len(runs), len(others))


@lru_cache(maxsize=REMEMBERED)
def _compared(text: str) -> frozenset[int]:
    return frozenset(hash_runs(_hashes(text), COMPARED_RUN).tolist())


@lru_cache(maxsize=REMEMBERED)
def _hashes(text: str) -> NDArray[np.int64]:
    hashes = chain.from_iterable(map(_word_hashes, text.split()))
    words = np.fromiter(hashes, dtype=np.int64)
    words.flags.writeable = False
    return words


@lru_cache(maxsize=100_000)
def _word_hashes(printed: str) -> tuple[int, ...]:
    """A hash of each folded word in what is printed without a blank."""
    return tuple([hash_text(word) for word in fold_once(printed).split()])
