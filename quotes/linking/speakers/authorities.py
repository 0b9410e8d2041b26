"""Authority files: speakers loaded from one, and the newsroom's own authorities.

Both read the same entries: names, aliases, Wikidata ids.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from quotes.formats.files import read_lines
from quotes.formats.json_text import load_json
from quotes.linking.speakers.comparing.compare_bodies import (
    DescribedName,
    described_alike,
)
from quotes.linking.store.lock import lock_linking
from quotes.linking.store.told_apart import has_conflict, told_apart
from quotes.models import Authority, AuthorityName, Speaker, SpeakerAlias
from quotes.models.wikidata import WikidataError, read_wikidata_id
from quotes.names.folding import fold
from quotes.names.transliteration import same_spelling, skeleton

FIELDS = ("name", "aliases", "kind", "description", "wikidata_id")
BETWEEN_ALIASES = "|"
"""What divides the aliases of a speaker in a CSV file."""

LONGEST_CELL = 131_072
"""Characters of a cell of a CSV file."""


class AuthorityError(ValueError):
    """An entry that cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class AuthorityEntry:
    """One speaker as the file gives it. place: file and line, for messages."""

    place: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = Speaker.Kind.UNKNOWN
    description: str = ""
    wikidata_id: str = ""


def read_entries(path: Path) -> Iterator[AuthorityEntry | AuthorityError]:
    """Yield the entries of a ``.csv`` or JSON Lines file, and what cannot be read.

    Raises OSError where the file cannot be read to its end, UnicodeDecodeError where
    it is not UTF-8.
    """
    lines = read_lines(path)
    rows: Iterable[tuple[int, Any]]
    if path.suffix.lower() == ".csv":
        rows = _table_rows(lines)
    else:
        rows = ((n, line) for n, line in enumerate(lines, start=1) if line.strip())
    for line, row in rows:
        place = f"{path}:{line}"
        try:
            yield _entry(place, row)
        except AuthorityError as error:
            yield AuthorityError(f"{place}: {error}")


def _table_rows(lines: Iterable[str]) -> Iterator[tuple[int, Any]]:
    """The number of each row's last line, and the row or why it is none."""
    # The reader of tables of articles raises this limit for the whole process.
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.DictReader(lines)
    while True:
        try:
            row: Any = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            row = AuthorityError(f"not CSV: {error}")
        yield reader.line_num, row


@transaction.atomic
def import_entry(entry: AuthorityEntry) -> bool:
    """Store ``entry``; return whether anything was new.

    The speaker is the one with the same Wikidata id, else of the same name and
    kind. What an editor or an earlier import wrote down is not overwritten: only
    what is empty is filled in, and names are added. AuthorityError where an editor
    told apart several who bear the name, and the description fits not just one.
    """
    lock_linking()
    speaker = _find(entry)
    made = speaker is None
    if speaker is None:
        speaker = Speaker(name=entry.name)
    changed = _fill(speaker, entry) or made
    if changed:
        speaker.save()
    return _add_aliases(speaker, entry) or changed


def _entry(place: str, row: Any) -> AuthorityEntry:
    fields = _fields(row)
    unknown = sorted(str(key) for key in fields if key not in FIELDS)
    if unknown:
        raise AuthorityError(
            f"unknown field {unknown[0]!r}; known: {', '.join(FIELDS)}"
        )
    aliases = _aliases(fields)
    texts = [fields.get(field) or "" for field in FIELDS if field != "aliases"]
    _check_texts([*texts, *aliases])
    name, kind, description, wikidata_id = (text.strip() for text in texts)
    _check_names(name, aliases)
    kind, wikidata_id = _known_kind(kind), _well_formed_id(wikidata_id)
    names = tuple(alias.strip() for alias in aliases if fold(alias))
    return AuthorityEntry(place, name, names, kind, description, wikidata_id)


def _fields(row: Any) -> Mapping[str, Any]:
    if isinstance(row, AuthorityError):
        raise row
    if isinstance(row, str):
        try:
            row = load_json(row)
        except ValueError as error:
            raise AuthorityError(f"not JSON: {error}") from error
    if not isinstance(row, Mapping):
        raise AuthorityError("not an object")
    return row


def _aliases(fields: Mapping[str, Any]) -> list[Any]:
    """The aliases of a row, a list in JSON and one text in CSV, not yet checked."""
    aliases = fields.get("aliases") or []
    if isinstance(aliases, str):
        return aliases.split(BETWEEN_ALIASES)
    if not isinstance(aliases, list):
        raise AuthorityError("every field is a text, aliases a list of texts")
    return aliases


def _check_names(name: str, aliases: Iterable[str]) -> None:
    """Refuse an empty name, and names longer than the database holds."""
    longest = Speaker._meta.get_field("name").max_length or 300
    if not fold(name) or any(len(text) > longest for text in [name, *aliases]):
        raise AuthorityError(f"a name has between 1 and {longest} characters")


def _check_texts(texts: Iterable[Any]) -> None:
    """Refuse what is no text, and what a database cannot hold."""
    for text in texts:
        if not isinstance(text, str):
            raise AuthorityError("every field is a text, aliases a list of texts")
        if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
            raise AuthorityError(
                f"{text!r} holds a NUL or half a surrogate pair, which cannot be stored"
            )


def _find(entry: AuthorityEntry) -> Speaker | None:
    if entry.wikidata_id:
        speakers = Speaker.objects.standing().filter(wikidata_id=entry.wikidata_id)
        speaker: Speaker | None = speakers.order_by("pk").first()
        if speaker is not None:
            return speaker
    aliases = SpeakerAlias.objects.filter(
        skeleton=skeleton(entry.name),
        speaker__merged_into__isnull=True,
        speaker__wikidata_id__in=["", entry.wikidata_id],
        speaker__kind__in={entry.kind, Speaker.Kind.UNKNOWN},
    )
    bearers = {
        alias.speaker_id: alias.speaker
        for alias in aliases.select_related("speaker").order_by("speaker_id")
        if same_spelling(alias.name, entry.name)
    }
    return _choose(entry, list(bearers.values()))


def _choose(entry: AuthorityEntry, bearers: list[Speaker]) -> Speaker | None:
    """The eldest of ``bearers``; of those told apart, whom the description fits."""
    pks = [speaker.pk for speaker in bearers]
    if len(bearers) > 1 and has_conflict(pks, told_apart(pks)):
        told = DescribedName(entry.name, entry.kind, (entry.description,))
        bearers = [
            speaker
            for speaker in bearers
            if described_alike(told, DescribedName("", None, (speaker.description,)))
        ]
        if len(bearers) != 1:
            raise AuthorityError(
                f"{entry.place}: an editor told apart several who are called "
                f"{entry.name!r} (speakers {', '.join(map(str, pks))}): give a "
                "wikidata_id that one of them has, or a description that fits one only"
            )
    return bearers[0] if bearers else None


def _fill(speaker: Speaker, entry: AuthorityEntry) -> bool:
    changed = False
    for field in ("description", "wikidata_id"):
        if getattr(entry, field) and not getattr(speaker, field):
            setattr(speaker, field, getattr(entry, field))
            changed = True
    if speaker.kind == Speaker.Kind.UNKNOWN and entry.kind != speaker.kind:
        speaker.kind = entry.kind
        changed = True
    return changed


def _add_aliases(speaker: Speaker, entry: AuthorityEntry) -> bool:
    held = {alias.folded: alias for alias in speaker.aliases.all()}
    added = False
    for name in (entry.name, *entry.aliases):
        alias = held.get(fold(name))
        if alias is None:
            held[fold(name)] = SpeakerAlias.objects.create(
                speaker=speaker, name=name, origin=SpeakerAlias.Origin.IMPORT
            )
            added = True
        elif alias.origin == SpeakerAlias.Origin.EXTRACTION:
            alias.origin = SpeakerAlias.Origin.IMPORT
            alias.save()
            added = True
    return added


def _known_kind(written: str) -> str:
    kind = written or Speaker.Kind.UNKNOWN
    if kind not in Speaker.Kind.values:
        raise AuthorityError(f"kind {kind!r}; known: {', '.join(Speaker.Kind.values)}")
    return kind


def _well_formed_id(written: str) -> str:
    try:
        return read_wikidata_id(written)
    except WikidataError as error:
        raise AuthorityError(f"wikidata_id {error}") from None


@transaction.atomic
def import_authority(entry: AuthorityEntry) -> bool:
    """Make the authority of the entry's Wikidata id what ``entry`` says.

    Returns whether anything was new. Names that the entry no longer has are dropped.
    AuthorityError where it has no Wikidata id.
    """
    if not entry.wikidata_id:
        raise AuthorityError(f"{entry.place}: {entry.name!r} has no wikidata_id")
    facts = {
        "name": entry.name,
        "kind": entry.kind,
        "description": entry.description,
    }
    row, made = Authority.objects.get_or_create(
        wikidata_id=entry.wikidata_id, defaults=facts
    )
    changed = made or any(getattr(row, name) != facts[name] for name in facts)
    if changed and not made:
        Authority.objects.filter(pk=row.pk).update(**facts)
    return _store_names(row, entry) or changed


def _store_names(row: Authority, entry: AuthorityEntry) -> bool:
    """Have exactly the names of ``entry``; return whether that changed any."""
    names = {fold(name)[:300]: name for name in (*entry.aliases, entry.name)}
    held = dict(row.names.values_list("folded", "name"))
    if held == names:
        return False
    row.names.all().delete()
    AuthorityName.objects.bulk_create(
        AuthorityName(authority=row, name=name, folded=folded)
        for folded, name in names.items()
    )
    return True
