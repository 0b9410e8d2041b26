"""The stored bearers of one full name: which of them an article means.

How many persons they are, ``distinct_persons`` tells. What is stored in the end
decides, not what came first: rows of whom it is known later that they are one are to be
joined, and quotes go to the bearer whom their article describes, those without a
description to the one whom most articles do. Here it is decided; ``decision`` does it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from django.db.models import Q

from quotes.extraction import DocumentSpeaker
from quotes.linking.speakers.comparing.compare_bodies import bare_name
from quotes.linking.speakers.comparing.compare_persons import (
    People,
    distinct_persons,
    generation_of,
    middles_differ,
    person_of,
)
from quotes.linking.speakers.comparing.occupations import (
    contradicts,
    traits_of,
    traits_of_name_forms,
)
from quotes.linking.speakers.decision import Join, Move, SpeakerDecision
from quotes.linking.speakers.disambiguation.candidate_speakers import KnownSpeaker
from quotes.linking.store.told_apart import ToldApart, has_conflict
from quotes.models import Article, Quote, Speaker, SpeakerAlias
from quotes.names.acronyms import is_only_acronym
from quotes.names.transliteration import name_words, same_spelling

COUNTED = 200
"""Quotes of a speaker, the latest ones, that tell how articles describe it."""


@dataclass(slots=True)
class _Row:
    """A stored bearer of the name. articles: those of each description.

    described: people wrote it down, or an authority file. edited: an editor did, or
    decided about its quotes.
    """

    known: KnownSpeaker
    described: bool
    edited: bool
    articles: dict[str, set[int]] = field(default_factory=dict)

    def number(self, people: People) -> int:
        """Which of ``people`` it is: by what people wrote, else by most articles."""
        speaker = self.known.speaker
        if self.described and speaker.description:
            return person_of(speaker.description, people)
        counts: Counter[int] = Counter()
        for description, articles in self.articles.items():
            if traits_of(description):
                counts[person_of(description, people)] += len(articles)
        return min(counts, key=lambda number: (-counts[number], number), default=0)

    @property
    def kept(self) -> bool:
        return self.described or self.edited

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Sorts those first about whom people decided, then those quoted more."""
        printed = sum(map(len, self.articles.values()))
        return not self.kept, -printed, self.known.speaker.pk


class PersonsOfOneName:
    """Tells the stored bearers of the names in one document apart. Changes nothing."""

    def __init__(self, article: Article | None, apart: ToldApart) -> None:
        self.article = article
        self.apart = apart

    def may_be_one(self, rows: Sequence[KnownSpeaker]) -> bool:
        """Whether nobody, and no part of their names, told ``rows`` apart.

        Who was merged and is not any more is left to the editors.
        """
        fits = all(_names_fit(*pair) for pair in combinations(rows, 2))
        return fits and not self._is_decided(rows)

    def _is_decided(self, rows: Sequence[KnownSpeaker]) -> bool:
        """Whether editors told ``rows`` apart, or undid a merger of one of them."""
        pks = [known.speaker.pk for known in rows]
        return has_conflict(pks, self.apart.of(pks)) or self.were_parted(rows)

    def were_parted(self, rows: Sequence[KnownSpeaker]) -> bool:
        """Whether a merger of one of several ``rows``, who stand, was undone."""
        if len(rows) < 2:
            return False
        pks = [known.speaker.pk for known in rows]
        undone = Speaker.history.filter(id__in=pks, merged_into__isnull=False)
        return bool(undone.exists())

    def choose(
        self, found: DocumentSpeaker, rows: Sequence[KnownSpeaker]
    ) -> SpeakerDecision:
        """Decide which of ``rows`` ``found`` is: nobody where it is a new one.

        rows: all who bear the full name, of whom ``may_be_one`` is true. Those who
        are one are to be joined, and quotes of one that are another's to be given
        to it. Two queries, and one for each row, another for each that loses quotes.
        """
        bearers = self._load(rows)
        articles: Counter[str] = Counter({found.description: 1})
        carrying = set()
        for bearer in bearers:
            for description, printed in bearer.articles.items():
                articles[description] += len(printed)
                carrying |= printed
        firm = [b.known.speaker.description for b in bearers if b.described]
        people = distinct_persons(articles, len(carrying) + 1, firm=filter(None, firm))
        holders, joins = _joins(bearers, people)
        moves = _moves(people, holders, joins) if len(people) > 1 else ()
        holder = holders.get(person_of(found.description, people))
        return SpeakerDecision(holder.known.speaker if holder else None, joins, moves)

    def acronym_joins(
        self, body: KnownSpeaker, others: Sequence[KnownSpeaker]
    ) -> tuple[Join, ...]:
        """Return which of ``others`` are ``body``: those known by its acronym alone.

        Who was told apart, or was kept, stays.
        """
        short = [
            known
            for known in others
            if known is not body
            and all(is_only_acronym(alias.name) for alias in known.aliases)
        ]
        rows = [body, *short]
        if not short or self._is_decided(rows):
            return ()
        kept = _described_by_people(rows)
        kept |= _edited(rows)
        return tuple(
            Join(known.speaker, body.speaker)
            for known in short
            if known.speaker.pk not in kept
        )

    def _load(self, rows: Sequence[KnownSpeaker]) -> list[_Row]:
        described = _described_by_people(rows)
        edited = _edited(rows)
        bearers = []
        for known in rows:
            bearer = _Row(
                known, known.speaker.pk in described, known.speaker.pk in edited
            )
            bearers.append(bearer)
            held = Quote.objects.filter(speaker=known.speaker)
            if self.article is not None:
                held = held.exclude(article=self.article)
            latest = held.order_by("-dated_at", "-pk")
            printed = latest.values_list("speaker_description", "article")[:COUNTED]
            for description, article in printed:
                bearer.articles.setdefault(description, set()).add(article)
            # What an authority file says, or an article whose quotes are not stored.
            if known.speaker.description:
                bearer.articles.setdefault(
                    known.speaker.description, {-known.speaker.pk}
                )
        return sorted(bearers, key=lambda bearer: bearer.rank)


def _joins(
    bearers: Sequence[_Row], people: People
) -> tuple[dict[int, _Row], tuple[Join, ...]]:
    """Return which of ``people`` each bearer is, and which bearers are to be joined.

    Where an editor has had a hand in any of them, who is who is left to editors.
    """
    holders: dict[int, _Row] = {}
    joins: list[Join] = []
    decided = any(bearer.edited for bearer in bearers)
    for bearer in bearers:
        holder = holders.setdefault(bearer.number(people), bearer)
        if holder is bearer or bearer.kept or decided:
            continue
        joins.append(Join(bearer.known.speaker, holder.known.speaker))
        for description, printed in bearer.articles.items():
            holder.articles.setdefault(description, set()).update(printed)
    return holders, tuple(joins)


def _moves(
    people: People, holders: Mapping[int, _Row], joins: Sequence[Join]
) -> tuple[Move, ...]:
    """Return which quotes go to another bearer, whom their article describes."""
    moves: list[Move] = []
    for bearer in holders.values():
        speaker = bearer.known.speaker
        joined = [join.source for join in joins if join.target == speaker]
        for description, articles in bearer.articles.items():
            holder = holders.get(person_of(description, people))
            if holder is None or holder is bearer or bearer.kept:
                continue
            rows = Quote.objects.filter(
                speaker__in=[speaker, *joined],
                speaker_description=description,
                article__in=articles,
                reviewed_at=None,
            )
            pks = frozenset(rows.order_by().values_list("pk", flat=True))
            moves.append(Move(pks, "speaker", holder.known.speaker))
    return tuple(moves)


def _names_fit(one: KnownSpeaker, other: KnownSpeaker) -> bool:
    """Whether two who bear one name may be one by all of their names."""
    mine, theirs = one.speaker.name, other.speaker.name
    if generation_of(mine) != generation_of(theirs):
        return False
    forms, other_forms = (
        [alias.name for alias in known.aliases] for known in (one, other)
    )
    if middles_differ(forms, other_forms):
        return False
    if contradicts(traits_of_name_forms(forms), traits_of_name_forms(other_forms)):
        return False
    words, others = name_words(bare_name(mine)), name_words(bare_name(theirs))
    ends_alike = (words[:1], words[-1:]) == (others[:1], others[-1:])
    return ends_alike or same_spelling(bare_name(mine), bare_name(theirs))


def _described_by_people(rows: Sequence[KnownSpeaker]) -> set[int]:
    """Those of ``rows`` whom an editor wrote down or merged, or an authority file."""
    edited = _written_by_editors(rows)
    given = (SpeakerAlias.Origin.EDITOR, SpeakerAlias.Origin.IMPORT)
    return {
        known.speaker.pk
        for known in rows
        if known.speaker.pk in edited
        or known.speaker.wikidata_id
        or any(alias.origin in given for alias in known.aliases)
    }


def _written_by_editors(rows: Sequence[KnownSpeaker]) -> set[int]:
    pks = [known.speaker.pk for known in rows]
    written = Speaker.history.filter(
        Q(id__in=pks) | Q(merged_into__in=pks), history_user__isnull=False
    )
    return {pk for pair in written.values_list("id", "merged_into") for pk in pair}


def _edited(rows: Sequence[KnownSpeaker]) -> set[int]:
    """Those of several ``rows`` whom, or whose quotes, editors decided about."""
    pks = {known.speaker.pk for known in rows} if len(rows) > 1 else set()
    if not pks:
        return set()
    # Few are reviewed, and an index holds those alone.
    reviewed = Quote.objects.filter(reviewed_by__isnull=False)
    decided = reviewed.filter(Q(speaker__in=pks) | Q(relayed_by__in=pks)).order_by()
    named = decided.values_list("speaker", "relayed_by").distinct()
    return pks & (_written_by_editors(rows) | {pk for pair in named for pk in pair})
