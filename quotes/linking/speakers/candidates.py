"""Stored speakers that a printed name may be: where they are looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.alias_lookup import find_name_holders
from quotes.linking.speakers.compare import bare_name, name_forms
from quotes.linking.speakers.compare_persons import (
    MARKS_OF_GENERATION,
    spellings_of,
    without_generation,
)
from quotes.linking.speakers.relations import states_of
from quotes.linking.speakers.roles import is_anonymous
from quotes.models import Speaker, SpeakerAlias
from quotes.names.acronyms import acronym_of, is_only_acronym
from quotes.names.folding import fold
from quotes.names.transliteration import family_name, skeleton

MOST_CANDIDATES = 50
"""Speakers looked at for one name: more bearers than that decide nothing."""

_MARKS = {"skeleton": "", "family_name": "-", "acronym": "+"}
"""Columns of aliases, and what marks their values among keys: they never meet."""


@dataclass(slots=True)
class KnownSpeaker:
    """A stored speaker with its aliases, merged ones as those they are now."""

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


def keys_of(found: DocumentSpeaker, places: frozenset[str]) -> set[str]:
    """Skeletons, family names and acronyms under which ``found`` is looked up."""
    if is_anonymous(found):
        # A title is no ornament of a role's name, but the name itself.
        return {skeleton(found.name)}
    names = (found.name, *found.names)
    keys = {form for name in names for form in name_forms(name, places=places)}
    if found.kind is SpeakerKind.PERSON:
        keys |= _other_prints(found.name)
    else:
        keys |= {_by_acronym(acronym_of(name)) for name in names}
    return keys - {_by_family(""), _by_acronym("")}


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
    """Stored speakers by the keys under which they may be looked up."""

    def __init__(self, known: Mapping[str, Iterable[KnownSpeaker]]) -> None:
        self._by_key: dict[str, dict[int, KnownSpeaker]] = defaultdict(dict)
        self._known: dict[int, KnownSpeaker] = {}
        for key, speakers in known.items():
            for entry in speakers:
                self._known[entry.speaker.pk] = entry
                self._by_key[key][entry.speaker.pk] = entry

    def of(self, keys: Iterable[str]) -> list[KnownSpeaker]:
        """Return those who have one of ``keys``, the eldest first."""
        found: dict[int, KnownSpeaker] = {}
        for key in keys:
            found |= self._by_key.get(key, {})
        return [found[pk] for pk in sorted(found)]

    def names(self) -> dict[int, set[str]]:
        """Return the names that each of them has itself, folded, as stored."""
        return {
            pk: {alias.folded for alias in entry.aliases if alias.speaker_id == pk}
            for pk, entry in self._known.items()
        }

    def join(self, source: Speaker, target: Speaker) -> None:
        """Know ``source``, merged into ``target`` meanwhile, as that one."""
        gone, entry = self._known.pop(source.pk), self._known[target.pk]
        entry.aliases += [a for a in gone.aliases if not entry.has_name(a.folded)]
        for holders in self._by_key.values():
            if holders.pop(source.pk, None):
                holders[target.pk] = entry

    def note(self, speaker: Speaker, names: Iterable[SpeakerAlias]) -> None:
        """Know ``speaker``, stored meanwhile, or under further ``names``."""
        entry = self._known.setdefault(speaker.pk, KnownSpeaker(speaker, []))
        for alias in names:
            entry.aliases.append(alias)
            for column, mark in _MARKS.items():
                key = mark + getattr(alias, column)
                self._by_key[key][speaker.pk] = entry


def load_candidates(
    found: Sequence[DocumentSpeaker], places: frozenset[str]
) -> Candidates:
    """Stored speakers by each key that ``found`` asks for. Three queries."""
    keys = {key for speaker in found for key in keys_of(speaker, places)}
    for speaker in found:
        if speaker.affiliation:
            states = states_of(speaker.affiliation)
            keys |= {
                skeleton(bare_name(name)) for name in (speaker.affiliation, *states)
            }
    keys.discard("")
    asked = {column: _unmarked(keys, mark) for column, mark in _MARKS.items()}
    holders: dict[str, set[int]] = defaultdict(set)
    for column, key, holder, merged_into in find_name_holders(asked):
        bearers = holders[_MARKS[column] + key]
        if len(bearers) < MOST_CANDIDATES:
            bearers.add(merged_into or holder)
    known = _load_known({pk for pks in holders.values() for pk in pks})
    return Candidates({key: [known[pk] for pk in pks] for key, pks in holders.items()})


def _unmarked(keys: set[str], mark: str) -> set[str]:
    """Those of ``keys`` that begin with ``mark``, without it; "": that have none."""
    if mark:
        return {key[1:] for key in keys if key.startswith(mark)}
    return {key for key in keys if not key.startswith(("-", "+"))}


def _load_known(pks: set[int]) -> dict[int, KnownSpeaker]:
    """Speakers with their aliases, and with those of the speakers merged into them."""
    if not pks:
        return {}
    speakers = Speaker.objects.filter(Q(pk__in=pks) | Q(merged_into__in=pks))
    rows = {row.pk: row for row in speakers.order_by()}
    known = {pk: KnownSpeaker(row, []) for pk, row in rows.items() if pk in pks}
    for row in rows.values():
        if row.merged_into_id in known:
            known[row.merged_into_id].merged_names.add(fold(row.name))
    for alias in SpeakerAlias.objects.filter(speaker__in=rows).order_by("name", "pk"):
        alias.speaker = rows[alias.speaker_id]
        known[alias.speaker.merged_into_id or alias.speaker_id].aliases.append(alias)
    return known
