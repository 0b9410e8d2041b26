"""Which quotations recall, weeks later, the same remark of one speaker.

“Extremely careless” is printed for months, by whoever comes back to it; “political
revolution” is said again every evening. A few words in marks are one remark where
they are rare ones and what stands around them is alike, too: whoever recalls a
remark says of whom and of what it was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from quotes.linking.statements.pairs.pair_features import around, surroundings_alike
from quotes.linking.statements.pairs.same_utterance import WINDOW, time_apart
from quotes.linking.store.compared_quotes import ComparedQuote
from quotes.linking.store.quote_links import Link
from quotes.linking.store.waiting_quotes import NOTHING, Waiting
from quotes.linking.wordings.polarity import contradict
from quotes.linking.wordings.words_in_marks import remarks
from quotes.models import Quote

ALIKE = 0.14
"""Cosine of the words around both from which a remark is recalled, not made again."""
PROBABILITY = 0.95
"""That such a pair is one utterance: of the ten phrases read, all were."""


class _Place(NamedTuple):
    """Where a quote stands in its article's text; offsets characters, half open."""

    text: str
    start: int
    end: int


def find_recalled(
    quotes: Mapping[int, ComparedQuote],
    pairs: Iterable[tuple[int, int]],
    waiting: Waiting = NOTHING,
) -> list[Link]:
    """Return those of ``pairs`` that print one remark, long after one another.

    waiting: those of ``quotes`` that are not stored. One query, where words in marks
    leave it open; the two quotes alone decide.
    """
    asked = [
        pair for pair in sorted(pairs) if _may_recall(quotes[pair[0]], quotes[pair[1]])
    ]
    if not asked:
        return []
    pks = {pk for pair in asked for pk in pair}
    rows = Quote.objects.filter(pk__in=pks - waiting.quotes.keys())
    places = {
        pk: _Place(text, start, end)
        for pk, text, start, end in rows.values_list(
            "pk", "article__text", "start", "end"
        )
    }
    for one in waiting.of(pks):
        places[one.pk] = _Place(
            one.article.text, one.values["start"], one.values["end"]
        )
    return [
        Link(first, second, PROBABILITY)
        for first, second in asked
        if surroundings_alike(around(*places[first]), around(*places[second])) >= ALIKE
    ]


def _may_recall(one: ComparedQuote, other: ComparedQuote) -> bool:
    """Whether two quotes of one speaker, far apart, print the same remark in marks."""
    if one.speaker_id is None or one.speaker_id != other.speaker_id:
        return False
    apart = time_apart(one.published_at, other.published_at)
    if apart is None or apart <= WINDOW or one.article_id == other.article_id:
        return False
    if contradict(one.polarity, other.polarity):
        return False
    return not remarks(one.marked).isdisjoint(remarks(other.marked))
