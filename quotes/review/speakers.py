"""What an editor knows about a speaker: names and description."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.history import record_as_found, sign, write
from quotes.linking.store.lock import lock_linking
from quotes.models import Speaker, SpeakerAlias
from quotes.names.folding import fold
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.optimistic_locking import lock
from quotes.review.reasons import check_reason
from quotes.review.wikidata import check_wikidata_id

LONGEST_NAME = Speaker._meta.get_field("name").max_length or 300
DESCRIBED = frozenset({"kind", "description", "affiliation", "wikidata_id"})


@act("quotes.add_speaker")
@transaction.atomic
def create_speaker(
    *,
    name: str,
    by: User,
    reason: str = "",
    kind: str = Speaker.Kind.UNKNOWN,
    description: str = "",
    affiliation: Speaker | None = None,
    wikidata_id: str = "",
) -> Speaker:
    """Make a speaker, whose name is its first alias.

    A namesake is no obstacle: two people may share a name. ReviewError where the
    name holds no letter or digit, or is longer than 300 characters, and where the
    Wikidata id is none or another speaker has it.
    """
    # A run that stores speakers has taken the slugs it found free.
    lock_linking()
    speaker = Speaker(
        name=check_name(name),
        kind=kind,
        description=description,
        affiliation=affiliation,
        wikidata_id=check_wikidata_id(wikidata_id),
    )
    at = timezone.now()
    sign(speaker, by=by, reason=check_reason(reason), at=at)
    speaker.save()
    _save_alias(speaker, speaker.name, by=by, reason=reason, at=at)
    return speaker


@act("quotes.add_speaker")
@transaction.atomic
def find_or_create_speaker(*, name: str, by: User, reason: str = "") -> Speaker:
    """Return the standing speaker printed as ``name``, the eldest of namesakes; or a
    new one."""
    # Another editor, or a run, may be about to make the same.
    lock_linking()
    aliases = SpeakerAlias.objects.filter(folded=fold(check_name(name)))
    found = aliases.select_related("speaker__merged_into").order_by("speaker_id")
    if alias := found.first():
        return alias.speaker.merged_into or alias.speaker
    return create_speaker(name=name, by=by, reason=reason)


@act("quotes.change_speaker")
@transaction.atomic
def rename_speaker(
    *,
    speaker: Speaker,
    name: str,
    by: User,
    reason: str = "",
    seen: str | None = None,
) -> Speaker:
    """Change the name under which ``speaker`` is shown.

    The old name stays among the aliases, the new one joins them, and the
    speaker's address stays what it was. Refused for a merged speaker.
    """
    _lock_standing(speaker, seen=seen)
    at = timezone.now()
    record_as_found([speaker], at=at)
    for printed in (speaker.name, check_name(name)):
        if not speaker.aliases.filter(folded=fold(printed)).exists():
            _save_alias(speaker, printed, by=by, reason=reason, at=at)
    speaker.name = check_name(name)
    write([speaker], ["name"], by=by, reason=check_reason(reason), at=at)
    return speaker


@act("quotes.change_speaker")
@transaction.atomic
def change_speaker(
    *,
    speaker: Speaker,
    by: User,
    reason: str = "",
    seen: str | None = None,
    **fields: Any,
) -> Speaker:
    """Set ``kind``, ``description``, ``affiliation`` or ``wikidata_id``.

    Refused for a merged speaker, for a speaker affiliated to itself or to a
    merged one, for a Wikidata id that is none or that another speaker has, and for
    any other column.
    """
    if unknown := fields.keys() - DESCRIBED:
        raise ReviewError(f"Not for editors to set: {', '.join(sorted(unknown))}.")
    _lock_standing(speaker, seen=seen)
    affiliation = fields.get("affiliation")
    if affiliation and affiliation.pk == speaker.pk:
        raise ReviewError("A speaker cannot be affiliated to itself.")
    if affiliation and affiliation.merged_into_id:
        raise ReviewError(f"{affiliation} has been merged: choose its target.")
    if "wikidata_id" in fields:
        written = fields["wikidata_id"]
        fields["wikidata_id"] = check_wikidata_id(written, own=speaker.pk)
    at = timezone.now()
    record_as_found([speaker], at=at)
    for name, value in fields.items():
        setattr(speaker, name, value)
    write([speaker], sorted(fields), by=by, reason=check_reason(reason), at=at)
    if "kind" in fields:
        _refresh_acronyms(speaker)
    return speaker


def _refresh_acronyms(speaker: Speaker) -> None:
    """Know the names of what has become a body by their capitals; not a person's."""
    for alias in speaker.aliases.all():
        alias.speaker = speaker
        alias.skip_history_when_saving = True  # type: ignore[attr-defined]
        alias.save(update_fields=["acronym"])


@act("quotes.add_speakeralias")
@transaction.atomic
def add_alias(
    *, speaker: Speaker, name: str, by: User, reason: str = ""
) -> SpeakerAlias:
    """Record that ``speaker`` is also printed as ``name``; later articles find it so.

    Refused for a merged speaker and where the speaker has the name already,
    whatever its accents, case and punctuation.
    """
    name = check_name(name)
    _lock_standing(speaker, seen=None)
    if held := speaker.aliases.filter(folded=fold(name)).first():
        raise ReviewError(f"{speaker} already has the name “{held}”.")
    return _save_alias(speaker, name, by=by, reason=reason, at=timezone.now())


@act("quotes.delete_speakeralias")
@transaction.atomic
def remove_alias(*, alias: SpeakerAlias, by: User, reason: str = "") -> None:
    """Record that the speaker is not printed so. History keeps the alias.

    Quotes already attributed by it stay. Refused for the speaker's own name.
    """
    if alias.folded == fold(alias.speaker.name):
        raise ReviewError(f"“{alias}” is the speaker's own name: rename it first.")
    lock_linking()
    at = timezone.now()
    record_as_found([alias], at=at)
    sign(alias, by=by, reason=check_reason(reason), at=at)
    alias.delete()


def _lock_standing(speaker: Speaker, *, seen: str | None) -> None:
    lock(speaker, seen=seen)
    if speaker.merged_into:
        raise ReviewError(
            f"{speaker} has been merged into {speaker.merged_into}: change that one."
        )


def check_name(name: str) -> str:
    """Return ``name`` with single blanks; ReviewError where it can be no name."""
    name = " ".join(name.split())
    if not fold(name):
        raise ReviewError("A name needs at least one letter or digit.")
    if len(name) > LONGEST_NAME:
        raise ReviewError(f"A name has at most {LONGEST_NAME} characters.")
    return name


def _save_alias(
    speaker: Speaker, name: str, *, by: User, reason: str, at: Any
) -> SpeakerAlias:
    alias = SpeakerAlias(speaker=speaker, name=name, origin=SpeakerAlias.Origin.EDITOR)
    sign(alias, by=by, reason=check_reason(reason), at=at)
    alias.save()
    return alias
