"""Stored speakers that a printed name may be: where they are looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import Q

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.comparing.compare_bodies import bare_name, name_forms
from quotes.linking.speakers.comparing.compare_persons import (
    MARKS_OF_GENERATION,
    spellings_of,
    without_generation,
)
from quotes.linking.speakers.comparing.speaking_roles import is_anonymous
from quotes.linking.speakers.disambiguation.alias_lookup import find_name_holders
from quotes.linking.store.bulk_rows import read_rows
from quotes.models import Speaker, SpeakerAlias
from quotes.models.among import Numbers
from quotes.names.acronyms import acronym_of, is_only_acronym
from quotes.names.folding import fold
from quotes.names.states import states_of
from quotes.names.transliteration import family_name, skeleton

MOST_CANDIDATES = 50
"""Speakers looked at for one name: more bearers than that decide nothing."""

_MARKS = {"skeleton": "", "family_name": "-", "acronym": "+"}
"""Columns of aliases, and what marks their values among keys: they never meet."""


@dataclass(slots=True)
class KnownSpeaker:
    """A speaker that stands, with its aliases and those of who was merged into it."""

    speaker: Speaker
    aliases: list[SpeakerAlias]
    merged_names: set[str] = field(default_factory=set)

    def has_name(self, folded: str) -> bool:
        """Whether this speaker has been printed under ``folded``."""
        return any(alias.folded == folded for alias in self.aliases)

    def is_whole_name(self, folded: str) -> bool:
        """Whether ``folded`` alone, a single word, is this speaker's whole name.

        So is the name of a speaker whom an editor merged into this one.
        """
        trusted = (SpeakerAlias.Origin.EDITOR, SpeakerAlias.Origin.IMPORT)
        if fold(self.speaker.name) == folded or folded in self.merged_names:
            return True
        return any(a.folded == folded and a.origin in trusted for a in self.aliases)

    def expands(self, acronym: str) -> bool:
        """Whether one of its full names has the letters of ``acronym``."""
        return any(
            alias.acronym == acronym and not is_only_acronym(alias.name)
            for alias in self.aliases
        )


@lru_cache(maxsize=20_000)
def keys_of(found: DocumentSpeaker, places: frozenset[str]) -> frozenset[str]:
    """Skeletons, family names and acronyms under which ``found`` is looked up."""
    if is_anonymous(found):
        # Of a role ("the president") the title is the whole name: it stays.
        return frozenset({skeleton(found.name)})
    names = (found.name, *found.names)
    keys = {form for name in names for form in name_forms(name, places=places)}
    if found.kind is SpeakerKind.PERSON:
        keys |= _other_prints(found.name)
    else:
        keys |= {_by_acronym(acronym_of(name)) for name in names}
    return frozenset(keys - {_by_family(""), _by_acronym("")})


def _other_prints(name: str) -> set[str]:
    """Keys of how else a person's name may be printed: by the family name alone,
    without umlauts, with a mark of generation or without it."""
    bare = bare_name(name)
    lasting = without_generation(bare)
    marked = [f"{lasting} {mark}" for mark in MARKS_OF_GENERATION if " " in lasting]
    spellings = spellings_of(lasting)
    keys = {skeleton(printed) for printed in (*spellings, *marked)}
    return keys | {_by_family(printed) for printed in (bare, *spellings)}


def _by_family(name: str) -> str:
    return _MARKS["family_name"] + family_name(bare_name(name))


def _by_acronym(acronym: str) -> str:
    return _MARKS["acronym"] + acronym


class Candidates:
    """Stored speakers by the keys under which they may be looked up.

    holders: numbers of those who have a name with a key. load: returns the speaker of
    a number, asked for it once.
    """

    def __init__(
        self,
        holders: Mapping[str, Iterable[int]],
        load: Callable[[int], KnownSpeaker],
    ) -> None:
        self._by_key: dict[str, set[int]] = defaultdict(set)
        for key, pks in holders.items():
            self._by_key[key].update(pks)
        self._load = load
        self._known: dict[int, KnownSpeaker] = {}

    def of(self, keys: Iterable[str]) -> list[KnownSpeaker]:
        """Return those who have one of ``keys``, the eldest first."""
        found: set[int] = set()
        for key in keys:
            found |= self._by_key.get(key, set())
        return [self._get(pk) for pk in sorted(found)]

    def names(self) -> dict[int, set[str]]:
        """Return the names that each of them has itself, folded, as stored."""
        return {
            pk: {
                alias.folded
                for alias in self._get(pk).aliases
                if alias.speaker_id == pk
            }
            for pk in set().union(*self._by_key.values())
        }

    def join(self, source: Speaker, target: Speaker) -> None:
        """Treat ``source``, which has just been merged, as ``target``."""
        gone, entry = self._get(source.pk), self._get(target.pk)
        del self._known[source.pk]
        entry.aliases += [a for a in gone.aliases if not entry.has_name(a.folded)]
        for holders in self._by_key.values():
            if source.pk in holders:
                holders.remove(source.pk)
                holders.add(target.pk)

    def note(self, speaker: Speaker, names: Iterable[SpeakerAlias]) -> None:
        """Take up ``speaker``, stored just now, or more ``names`` of a known one."""
        if self._is_held(speaker.pk):
            entry = self._get(speaker.pk)
        else:
            entry = self._known[speaker.pk] = KnownSpeaker(speaker, [])
        for alias in names:
            entry.aliases.append(alias)
            for key in keys_of_alias(alias):
                self._by_key[key].add(speaker.pk)

    def _get(self, pk: int) -> KnownSpeaker:
        if pk not in self._known:
            self._known[pk] = self._load(pk)
        return self._known[pk]

    def _is_held(self, pk: int) -> bool:
        return pk in self._known or any(pk in held for held in self._by_key.values())


def load_candidates(
    found: Sequence[DocumentSpeaker], places: frozenset[str]
) -> Candidates:
    """Stored speakers by each key that ``found`` asks for. Three queries."""
    bearers = find_bearers(asked_keys(found, places))
    holders = {key: choose_bearers(held) for key, held in bearers.items()}
    stored = load_stored({pk for pks in holders.values() for pk in pks})
    return Candidates(holders, stored.known)


def places_of(found: Iterable[DocumentSpeaker]) -> frozenset[str]:
    """Return the states of which a document speaks that names ``found``."""
    about = [f"{s.name} . {s.description} . {s.affiliation}" for s in found]
    return states_of(" . ".join(about))


def asked_keys(found: Sequence[DocumentSpeaker], places: frozenset[str]) -> set[str]:
    """Return the keys under which ``found`` and their bodies are looked up."""
    return set(_asked_keys(tuple(found), places))


@lru_cache(maxsize=1_000)
def _asked_keys(
    found: tuple[DocumentSpeaker, ...], places: frozenset[str]
) -> frozenset[str]:
    """Those of a document: asked before it is the lane's turn, and twice within."""
    keys = {key for speaker in found for key in keys_of(speaker, places)}
    for speaker in found:
        if speaker.affiliation:
            states = states_of(speaker.affiliation)
            keys |= {
                skeleton(bare_name(name)) for name in (speaker.affiliation, *states)
            }
    keys.discard("")
    return frozenset(keys)


Bearers = dict[str, list[tuple[int, int | None]]]
"""By key, who has a name with it, the eldest first: a speaker, and whom it was merged
into."""


def find_bearers(keys: set[str]) -> Bearers:
    """Return who has a name with one of ``keys``. One query."""
    asked = {column: _unmarked(keys, mark) for column, mark in _MARKS.items()}
    bearers: Bearers = defaultdict(list)
    for column, key, holder, merged_into in find_name_holders(asked):
        bearers[_MARKS[column] + key].append((holder, merged_into))
    return bearers


def choose_bearers(held: Iterable[tuple[int, int | None]]) -> set[int]:
    """Return the first ``MOST_CANDIDATES`` speakers who stand for the bearers."""
    chosen: set[int] = set()
    for holder, merged_into in held:
        if len(chosen) == MOST_CANDIDATES:
            break
        chosen.add(merged_into or holder)
    return chosen


def keys_of_alias(alias: SpeakerAlias) -> list[str]:
    """Return the keys under which the bearer of a name is found."""
    return [mark + getattr(alias, column) for column, mark in _MARKS.items()]


def _unmarked(keys: set[str], mark: str) -> set[str]:
    """Those of ``keys`` that begin with ``mark``, without it; "": that have none."""
    if mark:
        return {key[1:] for key in keys if key.startswith(mark)}
    return {key for key in keys if not key.startswith(("-", "+"))}


@dataclass(slots=True)
class Stored:
    """Speakers as they are stored, with their names and those merged into them.

    entries: what ``known`` has returned, until there is a new name.
    """

    speakers: dict[int, Speaker] = field(default_factory=dict)
    aliases: dict[int, list[SpeakerAlias]] = field(
        default_factory=lambda: defaultdict(list)
    )
    merged: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    entries: dict[int, KnownSpeaker] = field(default_factory=dict)

    def load(self, pks: set[int]) -> None:
        """Add speakers ``pks`` and whoever was merged into them. Two queries."""
        if not pks:
            return
        asked = Numbers(pks)
        found = Speaker.objects.filter(Q(pk__among=asked) | Q(merged_into__among=asked))
        rows = {row.pk: row for row in read_rows(found.order_by())}
        for row in rows.values():
            if row.merged_into_id:
                self.merged[row.merged_into_id].append(row.pk)
        named = SpeakerAlias.objects.filter(speaker__among=Numbers(rows))
        for alias in read_rows(named.order_by("name", "pk")):
            pk = alias.speaker_id
            alias._state.fields_cache["speaker"] = rows[pk]
            self.aliases[pk].append(alias)
        self.speakers |= rows
        self.entries.clear()

    def known(self, pk: int) -> KnownSpeaker:
        """Return speaker ``pk`` with the names of those merged into it.

        The same again, to which a document may have added names, until ``add_name``
        or ``load``.
        """
        if pk not in self.entries:
            self.entries[pk] = self._known(pk)
        return self.entries[pk]

    def add_name(self, alias: SpeakerAlias) -> None:
        """Take up a new name of a speaker."""
        pk = alias.speaker_id
        self.aliases[pk].append(alias)
        speaker = self.speakers.get(pk)
        for one in (pk, speaker.merged_into_id if speaker is not None else None):
            self.entries.pop(one or pk, None)

    def _known(self, pk: int) -> KnownSpeaker:
        merged = self.merged.get(pk, ())
        known = KnownSpeaker(
            self.speakers[pk],
            [alias for one in (pk, *merged) for alias in self.aliases.get(one, ())],
        )
        known.merged_names |= {fold(self.speakers[one].name) for one in merged}
        return known


def load_stored(pks: set[int]) -> Stored:
    """Return speakers ``pks`` with all their names. Two queries."""
    stored = Stored()
    stored.load(pks)
    return stored
