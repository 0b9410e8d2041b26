"""Speakers whom the documents of one batch name, read together and stored together.

Linking a document by itself asks the database a dozen times. Here what the documents
of a batch may ask is read before the first of them and kept up to date with what each
adds, which waits to be stored until somebody asks the database, or until the end.
Answers are those that the database would give, for the documents are still linked one
after another.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from operator import attrgetter, itemgetter

from quotes.extraction import DocumentSpeaker
from quotes.linking.speakers.disambiguation.alias_lookup import MOST_NAMES
from quotes.linking.speakers.disambiguation.candidate_speakers import (
    Candidates,
    asked_keys,
    choose_bearers,
    find_bearers,
    keys_of_alias,
    load_stored,
    places_of,
)
from quotes.linking.store.bulk_rows import insert_rows
from quotes.linking.store.told_apart import ToldApart
from quotes.models import Speaker, SpeakerAlias
from quotes.models.among import Numbers
from quotes.models.numbers import reserve_numbers
from quotes.models.slugs import FreeSlugs

AT_ONCE = 64
"""Numbers of speakers that are taken at a time: what is left of them is lost."""
NEW = 0.25
"""About so many of those who may be new are."""


class Register:
    """What is stored of the speakers whom ``documents`` may name, and what they add.

    documents: the speakers of each, as they are linked. slug_bases: of all who may be
    new. For one transaction under ``lock_linking``: nobody else writes speakers in it.

    better_known: numbers of those of whom something was learned. is_outdated: whether
    rows have been joined since, so that it must not be asked any more. is_storing:
    whether it is just now asking or writing itself.
    """

    def __init__(
        self,
        documents: Sequence[Sequence[DocumentSpeaker]],
        slug_bases: Sequence[str] = (),
    ) -> None:
        self._asked = {
            key for found in documents for key in asked_keys(found, places_of(found))
        }
        self._slug_bases = slug_bases
        self._bearers = find_bearers(self._asked)
        self._chosen = {key: choose_bearers(own) for key, own in self._bearers.items()}
        pks = set().union(*self._chosen.values())
        self._stored = load_stored(pks)
        self.apart = ToldApart(pks)
        self.better_known: set[int] = set()
        self.is_outdated = self.is_storing = False
        self._numbers: list[int] = []
        self._made: dict[int, Speaker] = {}
        self._named: list[SpeakerAlias] = []
        self._changed: dict[int, dict[str, str | int]] = {}
        self._voices: dict[tuple[int, str], Speaker | None] = {}
        self._new: set[int] = set()

    def candidates(
        self, found: Sequence[DocumentSpeaker], places: frozenset[str]
    ) -> Candidates:
        """Return what ``load_candidates`` does, as things stand now."""
        keys = asked_keys(found, places) & self._bearers.keys()
        holders = {key: self._chosen[key] for key in keys}
        return Candidates(holders, self._stored.known)

    def names_of(self, speaker: Speaker) -> set[str] | None:
        """Return the names that ``speaker`` has itself, folded; None where unknown."""
        if speaker.pk not in self._stored.speakers:
            return None
        return {alias.folded for alias in self._stored.aliases.get(speaker.pk, ())}

    def take_number(self) -> int:
        """Return the primary key of a new speaker. A query for every ``AT_ONCE``."""
        if not self._numbers:
            # On SQLite the next numbers follow from the rows that are stored.
            self.save()
            self._take_numbers(AT_ONCE)
        return self._numbers.pop()

    def _take_numbers(self, count: int) -> None:
        with self._storing():
            self._numbers = reserve_numbers(Speaker, count)[::-1]

    def take_ahead(self) -> None:
        """Ask the database at once for what nearly every batch needs."""
        self._take_numbers(round(NEW * len(self._slug_bases)))
        with self._storing():
            self.apart.of(self._stored.speakers)
        self.slugs  # noqa: B018 - remembered
        self._edited  # noqa: B018

    @cached_property
    def slugs(self) -> FreeSlugs:
        """The slugs of all who may be new, asked for when the first one is made."""
        with self._storing():
            return FreeSlugs(Speaker, self._slug_bases)

    def add_speaker(self, speaker: Speaker) -> None:
        """Take up a new speaker, who waits to be stored."""
        self._made[speaker.pk] = self._stored.speakers[speaker.pk] = speaker
        self._new.add(speaker.pk)

    def add_names(self, named: Iterable[SpeakerAlias]) -> None:
        """Take up new names, which wait to be stored, of those who are known here."""
        for alias in named:
            self._named.append(alias)
            pk = alias.speaker_id
            self._stored.add_name(alias)
            for key in keys_of_alias(alias):
                if key in self._asked:
                    held = self._bearers[key]
                    insort(held, (pk, None), key=itemgetter(0))
                    del held[MOST_NAMES:]
                    self._chosen[key] = choose_bearers(held)
            self._note_voice(alias)

    def is_edited(self, speaker: Speaker) -> bool:
        """Whether a person has changed what is written down of ``speaker``."""
        return speaker.pk in self._edited

    @cached_property
    def _edited(self) -> set[int]:
        stored = Numbers(self._stored.speakers.keys() - self._new)
        rows = Speaker.history.filter(id__among=stored)
        by_people = rows.filter(history_user__isnull=False).order_by()
        with self._storing():
            return set(by_people.values_list("id", flat=True))

    def change(self, speaker: Speaker, changed: dict[str, str | int]) -> None:
        """Have ``changed`` columns stored, which ``speaker`` shows already."""
        if speaker.pk not in self._made:
            self._changed.setdefault(speaker.pk, {}).update(changed)
        if "affiliation_id" in changed:
            self.save()
            self._voices.clear()

    def voice_of(self, body: Speaker, folded: str) -> Speaker | None:
        """Return what ``find_voice`` does, as things stand now."""
        asked = (body.pk, folded)
        if asked not in self._voices:
            with self._storing():
                stored = find_voice(body, folded)
            waiting = [
                alias.speaker
                for alias in self._named
                if alias.folded == folded and alias.speaker.affiliation_id == body.pk
            ]
            self._voices[asked] = self._eldest([stored, *waiting])
        return self._voices[asked]

    def _note_voice(self, alias: SpeakerAlias) -> None:
        asked = (alias.speaker.affiliation_id or 0, alias.folded)
        if asked in self._voices:
            self._voices[asked] = self._eldest([self._voices[asked], alias.speaker])

    def _eldest(self, voices: Iterable[Speaker | None]) -> Speaker | None:
        eldest = min(filter(None, voices), key=attrgetter("pk"), default=None)
        if eldest is None:
            return None
        if eldest.pk not in self._stored.speakers:
            with self._storing():
                self._stored.load({eldest.pk})
        return self._stored.speakers[eldest.pk]

    def save(self) -> None:
        """Store what waits: to be called before the database is asked for it."""
        with self._storing():
            insert_rows(Speaker, [*self._made], [*map(vars, self._made.values())])
            self._save_names()
            for pk, changed in self._changed.items():
                Speaker.objects.filter(pk=pk).update(**changed)
        self._made, self._named, self._changed = {}, [], {}

    def _save_names(self) -> None:
        if not self._named:
            return
        numbers = reserve_numbers(SpeakerAlias, len(self._named))
        for alias, pk in zip(self._named, numbers, strict=True):
            alias.pk = pk
        insert_rows(SpeakerAlias, numbers, [*map(vars, self._named)])

    def learned_of(self) -> set[int]:
        """Return those stored before of whom more is known now."""
        return self.better_known - self._new

    @contextmanager
    def _storing(self) -> Iterator[None]:
        before, self.is_storing = self.is_storing, True
        try:
            yield
        finally:
            self.is_storing = before


def find_voice(body: Speaker, folded: str) -> Speaker | None:
    """Return the eldest standing speaker for ``body`` who is called ``folded``."""
    # Thousands may be called so, but few of them speak for one body.
    voices = Speaker.objects.standing().filter(affiliation=body)
    called = voices.filter(aliases__folded=folded).order_by()
    # Asked for in order, all speakers would be read in that order.
    return min(called, key=attrgetter("pk"), default=None)
