"""Updates of an article under another address: nearly the same text of one outlet.

Precision comes first. A match report, a forecast or a press release made from a
template shares most of its words with the last one, so what merely fills other names or
figures into much the same words is taken for another article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from quotes.ingest.identity import Known, Match, compare_times
from quotes.ingest.records import Record
from quotes.linking.statements.wire_copies import shared_text, sketch
from quotes.linking.store.lookups import Question, around, find_articles
from quotes.linking.wordings.words import FUNCTION_WORDS
from quotes.models import Article

WINDOW = timedelta(days=2)
"""Between what two articles of one outlet may still be versions of one."""
SHARED = 0.85
"""Share of the shorter text’s runs of five words that must stand in the other."""
LONGER = 1.6
"""How many times as long an update may be: a second day’s live blog is no update."""
LEAST_WORDS, MOST_WORDS = 80, 10_000
TITLES_ALIKE = 80.0
PER_KEY, MOST_COMPARED = 8, 5

_DIGIT = re.compile(r"\d")
_EDGES = re.compile(r"^\W+|\W+$")


def find_updated(record: Record, match: Match) -> Match:
    """Return ``match``, or where it is NEW and updates a stored article, that one.

    One query, and a second where articles share words; none for a record without a
    date or an address.
    """
    asked = asked_of(record) if match.known is Known.NEW else None
    if asked is None:
        return match
    pks = {pk for _, pk in find_articles([asked], limit=PER_KEY)}
    if not pks:
        return match
    alike = Article.objects.filter(pk__in=pks, outlet__name=record.outlet)
    for article in alike.select_related("outlet").order_by("-pk")[:MOST_COMPARED]:
        if is_update(article.text, record.text, article.title, record.title):
            return Match(compare_times(record, article), article, match.unknown_keys)
    return match


def find_updates(records: Sequence[Record]) -> set[int]:
    """Return the places of those that may update a stored article, or one before them.

    Of them ``find_updated`` tells which, once those before them are stored and grouped.
    Two queries, however many records.
    """
    asked = {
        place: question
        for place, record in enumerate(records)
        if (question := asked_of(record, number=-1 - place))
    }
    stored: dict[int, set[int]] = defaultdict(set)
    for asker, pk in find_articles([*asked.values()], limit=PER_KEY):
        stored[-1 - asker].add(pk)
    named = Article.objects.filter(pk__in=set().union(*stored.values())).order_by()
    outlets = {record.outlet for record in records}
    rows = {
        pk: row
        for pk, *row in named.filter(outlet__name__in=outlets).values_list(
            "pk", "outlet__name", "text", "title"
        )
    }
    updates = set()
    held: dict[tuple[str, int], list[int]] = defaultdict(list)
    for place, (_, keys, after, before) in asked.items():
        record = records[place]
        near = {one for key in keys for one in held[record.outlet, key]}
        alike = [rows[pk] for pk in stored[place] & rows.keys()]
        alike += _printed_between([records[one] for one in near], after, before)
        if any(_updates(record, *told) for told in alike):
            updates.add(place)
        for key in keys:
            held[record.outlet, key].append(place)
    return updates


def _printed_between(
    records: Iterable[Record], after: datetime, before: datetime
) -> Iterator[list[str]]:
    for one in records:
        if one.published_at and after <= one.published_at <= before:
            yield [one.outlet, one.text, one.title]


def _updates(record: Record, outlet: str, text: str, title: str) -> bool:
    same = outlet == record.outlet
    return same and is_update(text, record.text, title, record.title)


def asked_of(record: Record, *, number: int = -1) -> Question | None:
    """Return what finds articles that ``record`` may be an update of, None for nothing.

    number: of who asks, below 0.
    """
    if not record.url or not record.published_at:
        return None
    keys = sketch(record.text)
    return (number, keys, *around(record.published_at, WINDOW)) if keys else None


def is_update(old: str, new: str, old_title: str = "", new_title: str = "") -> bool:
    """Whether two texts of one outlet are one article, the one an edit of the other.

    False where it is not sure.
    """
    one, other = old.split(), new.split()
    shorter, longer = sorted((len(one), len(other)))
    if not LEAST_WORDS <= shorter <= longer <= MOST_WORDS:
        return False
    if longer > LONGER * shorter or shared_text(old, new) < SHARED:
        return False
    if not _titles_agree(old_title, new_title):
        return False
    return not any(_fills_slot(*pair) for pair in _replaced(one, other))


def _titles_agree(one: str, other: str) -> bool:
    if not one or not other:
        return True
    if any(_fills_slot(*pair) for pair in _replaced(one.split(), other.split())):
        # Headlines begin their words with capitals: only figures tell there.
        figures = [sorted(_DIGIT.findall(title)) for title in (one, other)]
        if figures[0] != figures[1]:
            return False
    return fuzz.token_set_ratio(one.lower(), other.lower()) >= TITLES_ALIKE


def _replaced(
    one: Sequence[str], other: Sequence[str]
) -> Iterator[tuple[list[str], list[str]]]:
    """The runs of words of ``one`` in whose place ``other`` has different ones."""
    before: list[str] = []
    after: list[str] = []
    for step in Levenshtein.opcodes(one, other):
        if step.tag == "equal":
            if before and after:
                yield before, after
            before, after = [], []
        else:
            before += one[step.src_start : step.src_end]
            after += other[step.dest_start : step.dest_end]
    if before and after:
        yield before, after


def _fills_slot(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether names or figures stand where other names or figures stood."""
    old, new = (
        {word for word in map(_bare, words) if _names_or_counts(word)}
        for words in (before, after)
    )
    return bool(old - new) and bool(new - old)


def _bare(word: str) -> str:
    return _EDGES.sub("", word)


def _names_or_counts(word: str) -> bool:
    if _DIGIT.search(word):
        return True
    return word[:1].isupper() and word.lower() not in FUNCTION_WORDS
