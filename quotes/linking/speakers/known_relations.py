"""What the database knows of speakers, as ``relations`` compares it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quotes.linking.speakers.comparing.relations import SpeakerRecord, split_members
from quotes.linking.speakers.comparing.unnamed_voices import role_told, share_told
from quotes.linking.store.told_apart import told_apart
from quotes.linking.wordings.minhash import hash_text
from quotes.models import Speaker, SpeakerAlias
from quotes.models.among import Numbers
from quotes.names.acronyms import acronym_of
from quotes.names.folding import fold
from quotes.names.transliteration import skeleton


def load_speaker_records(pks: Iterable[int]) -> dict[int, SpeakerRecord]:
    """Return what is known of speakers, their affiliations and members.

    As many queries whatever their number: two, three more for those who spoke
    jointly, and one where namesakes are among them.
    """
    pks = set(pks)
    if not pks:
        return {}
    speakers = _load(pks)
    joint = {
        speaker.pk: split_members(speaker.name)
        for speaker in speakers
        if speaker.kind == Speaker.Kind.GROUP
    }
    members = _find_members({name for names in joint.values() for name in names})
    apart = told_apart(_namesakes(speakers))
    return {
        speaker.pk: _record(
            speaker,
            tuple(members[name] for name in joint.get(speaker.pk, ())),
            frozenset(apart.get(speaker.pk, ())),
        )
        for speaker in speakers
    }


class _Row(NamedTuple):
    """A speaker's columns, with those of the body it speaks for and of that one's."""

    pk: int
    merged_into: int | None
    name: str
    kind: str
    description: str
    body: int | None
    body_name: str | None
    body_of_body: int | None
    name_of_that: str | None
    aliases: tuple[str, ...]


def _load(pks: Iterable[int]) -> list[_Row]:
    """Speakers with their aliases. Two queries, and no models: they are many."""
    asked = Numbers(pks)
    aliases = defaultdict(list)
    names = SpeakerAlias.objects.filter(speaker__among=asked).order_by("name", "pk")
    for pk, name in names.values_list("speaker", "name"):
        aliases[pk].append(name)
    rows = Speaker.objects.filter(pk__among=asked).order_by("pk").values_list(
        "pk", "merged_into", "name", "kind", "description", "affiliation",
        "affiliation__name", "affiliation__affiliation",
        "affiliation__affiliation__name",
    )  # fmt: skip
    return [_Row._make((*row, tuple(aliases[row[0]]))) for row in rows]


def _namesakes(speakers: Iterable[_Row]) -> list[int]:
    """Those who may be one by their names alone: see ``_one_by``.

    Whether an editor told them apart makes a difference.
    """
    bearers: dict[tuple[str, str], set[int]] = defaultdict(set)
    for speaker in speakers:
        for how, key in _one_by(speaker):
            if key:
                bearers[how, key].add(speaker.pk)
    return sorted({pk for pks in bearers.values() if len(pks) > 1 for pk in pks})


def _one_by(speaker: _Row) -> Iterator[tuple[str, str]]:
    """A person's name and its words, initials, a share of people, a role without name.

    Each by what it is, and "" where it is none.
    """
    yield "share", share_told(speaker.name)[0]
    yield "role", role_told(speaker.name)[0]
    if speaker.kind == Speaker.Kind.PERSON:
        yield "name", skeleton(speaker.name)
        for word in set(fold(speaker.name).split()):
            yield "word", word
        return
    for name in (speaker.name, *speaker.aliases):
        yield "initials", acronym_of(name)


def _find_members(names: set[str]) -> dict[str, SpeakerRecord]:
    """Each printed name as its speaker; a record is made up where nobody bears it."""
    folded = {name: fold(name) for name in names}
    found: dict[str, SpeakerRecord] = {}
    if names:
        aliases = SpeakerAlias.objects.filter(folded__in=folded.values())
        holders = dict(aliases.order_by("-speaker_id").values_list("folded", "speaker"))
        records = {row.pk: _record(row) for row in _load(holders.values())}
        found = {key: records[pk] for key, pk in holders.items()}
    return {
        name: found.get(key) or SpeakerRecord(pk=-abs(hash_text(key)), name=name)
        for name, key in folded.items()
    }


def _record(
    speaker: _Row,
    members: tuple[SpeakerRecord, ...] = (),
    apart: frozenset[int] = frozenset(),
) -> SpeakerRecord:
    bodies = {
        pk: name or ""
        for pk, name in (
            (speaker.body, speaker.body_name),
            (speaker.body_of_body, speaker.name_of_that),
        )
        if pk is not None
    }
    return SpeakerRecord(
        pk=speaker.merged_into or speaker.pk,
        name=speaker.name,
        kind=speaker.kind,
        description=speaker.description,
        affiliation=" . ".join(bodies.values()),
        aliases=speaker.aliases,
        affiliations=frozenset(bodies),
        members=members,
        apart=apart,
    )
