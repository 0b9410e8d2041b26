"""What the database knows of speakers, as ``quotes.linking.kinship`` compares it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from quotes.extraction.folding import fold
from quotes.extraction.transliteration import skeleton
from quotes.linking.distinctions import told_apart
from quotes.linking.kinship import SpeakerFacts, split_members
from quotes.linking.minhash import hash_text
from quotes.models import Speaker, SpeakerAlias


def load_facts(pks: Iterable[int]) -> dict[int, SpeakerFacts]:
    """Return what is known of speakers, their affiliations and members.

    As many queries whatever their number: two, three more for those who spoke
    jointly, and one where namesakes are among them.
    """
    pks = set(pks)
    if not pks:
        return {}
    speakers = _with_affiliations().filter(pk__in=pks)
    joint = {
        speaker.pk: split_members(speaker.name)
        for speaker in speakers
        if speaker.kind == Speaker.Kind.GROUP
    }
    members = _find_members({name for names in joint.values() for name in names})
    apart = told_apart(_namesakes(speakers))
    return {
        speaker.pk: _facts(
            speaker,
            tuple(members[name] for name in joint.get(speaker.pk, ())),
            frozenset(apart.get(speaker.pk, ())),
        )
        for speaker in speakers
    }


def _namesakes(speakers: Iterable[Speaker]) -> list[int]:
    """Persons of one name: whether an editor told them apart makes a difference."""
    bearers = defaultdict(list)
    for speaker in speakers:
        if speaker.kind == Speaker.Kind.PERSON:
            bearers[skeleton(speaker.name)].append(speaker.pk)
    return [pk for pks in bearers.values() if len(pks) > 1 for pk in pks]


def _find_members(names: set[str]) -> dict[str, SpeakerFacts]:
    """Each printed name as its speaker; one nobody else bears is made up."""
    folded = {name: fold(name) for name in names}
    found: dict[str, SpeakerFacts] = {}
    if names:
        aliases = SpeakerAlias.objects.filter(folded__in=folded.values())
        holders = dict(aliases.order_by("-speaker_id").values_list("folded", "speaker"))
        facts = {
            speaker.pk: _facts(speaker)
            for speaker in _with_affiliations().filter(pk__in=holders.values())
        }
        found = {key: facts[pk] for key, pk in holders.items()}
    return {
        name: found.get(key) or SpeakerFacts(pk=-abs(hash_text(key)), name=name)
        for name, key in folded.items()
    }


def _with_affiliations():
    speakers = Speaker.objects.select_related("affiliation__affiliation", "merged_into")
    return speakers.prefetch_related("aliases")


def _facts(
    speaker: Speaker,
    members: tuple[SpeakerFacts, ...] = (),
    apart: frozenset[int] = frozenset(),
) -> SpeakerFacts:
    bodies: list[Speaker] = []
    body = speaker.affiliation
    while body is not None and len(bodies) < 2:
        bodies.append(body)
        body = body.affiliation if len(bodies) < 2 else None
    return SpeakerFacts(
        pk=speaker.merged_into_id or speaker.pk,
        name=speaker.name,
        kind=speaker.kind,
        description=speaker.description,
        affiliation=" . ".join(body.name for body in bodies),
        aliases=tuple(alias.name for alias in speaker.aliases.all()),
        affiliations=frozenset(body.pk for body in bodies),
        members=members,
        apart=apart,
    )
