"""Import records: one article as a source file gives it, checked before storing."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.dateparse import parse_date, parse_datetime

FIELDS = (
    *("id", "outlet", "url", "canonical_url", "title", "byline", "published_at"),
    *("updated_at", "fetched_at", "language", "kind", "text"),
)
LONGEST = {
    "outlet": 200,
    "url": 2000,
    "canonical_url": 2000,
    "title": 500,
    "byline": 300,
    "language": 35,
}
KINDS = ("article", "press_release", "transcript")

EARLIEST = datetime(1450, 1, 1, tzinfo=UTC)

_check_url = URLValidator(schemes=["http", "https"])


class RecordError(ValueError):
    """A record that cannot be stored; the message says what to mend."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an article came from, and what was done to get its text.

    kind: of source, a value of ``SourceKind``. source: file and line, or address.
    found_in: the address of the feed or sitemap that led to it. fetched_at: with zone;
    None for what was not fetched. reader: its name and version, and of the library it
    reads by. raw_sha256: of the bytes that were read, which raw has where they are to
    be kept. repairs: what was done, in words.
    """

    kind: str = ""
    source: str = ""
    found_in: str = ""
    fetched_at: datetime | None = None
    reader: str = ""
    raw_sha256: str = ""
    repairs: tuple[str, ...] = ()
    raw: bytes | None = dataclasses.field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Record:
    """One article to import.

    origin says where it came from ("articles.jsonl:12"), for error messages.
    Moments have a time zone; text is exactly what will be stored. updated_at: when the
    outlet says that it changed the text. fetched_at: when the text was seen at its
    address. canonical_url: which address the page says is its own. kind: one of KINDS,
    or None where the text is to tell.
    """

    origin: str
    outlet: str
    text: str
    id: str | None = None
    url: str | None = None
    title: str = ""
    byline: str = ""
    published_at: datetime | None = None
    language: str = "en"
    canonical_url: str | None = None
    updated_at: datetime | None = None
    fetched_at: datetime | None = None
    kind: str | None = None
    provenance: Provenance = Provenance()

    @property
    def seen_at(self) -> datetime | None:
        """When the text was seen at its address, by whoever sent it or by us."""
        return self.fetched_at or self.provenance.fetched_at


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the command line says about articles that do not say it themselves."""

    outlet: str | None = None
    published_at: datetime | None = None
    language: str = "en"


def parse_moment(value: str, field: str = "published_at") -> datetime:
    """Return ``value`` (ISO 8601) as a time with zone; a date is its midnight, UTC.

    field: what it is called in the error. Raises RecordError where it is no date, or a
    time without a zone: guessing the zone could move a quote to another day.
    """
    try:
        moment = parse_datetime(value)
        day = parse_date(value) if len(value) == len("2031-05-17") else None
    except ValueError as error:
        raise RecordError(f"{field} {value!r}: {error}") from error
    if day is not None:
        moment = datetime.combine(day, time(), tzinfo=UTC)
    if moment is None:
        raise RecordError(
            f"{field} {value!r} is no date: write 2031-05-17 or "
            "2031-05-17T09:30:00+02:00"
        )
    if moment.tzinfo is None:
        raise RecordError(
            f"{field} {value!r} has no time zone: end it with Z or +02:00"
        )
    try:
        moment = moment.astimezone(UTC)
    except OverflowError:
        moment = None
    if moment is None or moment < EARLIEST:
        raise RecordError(f"{field} {value!r} is no date a newspaper can have")
    return moment


def read_record(data: object, *, origin: str, defaults: Defaults) -> Record:
    """Return the record that ``data``, one parsed JSON value, describes.

    Unknown fields are refused: a misspelt one would lose its value unseen.
    Raises RecordError naming the field and the remedy.
    """
    if not isinstance(data, Mapping):
        raise RecordError("is no JSON object with the fields of an article")
    unknown = sorted(str(key) for key in data.keys() - set(FIELDS))
    if unknown:
        raise RecordError(
            f"unknown field {unknown[0]!r}: an article has {', '.join(FIELDS)}"
        )
    record = Record(
        origin=origin,
        id=_read_id(data.get("id")),
        outlet=_read_text(data, "outlet") or defaults.outlet or "",
        url=_read_text(data, "url") or None,
        title=_read_text(data, "title"),
        byline=_read_text(data, "byline"),
        published_at=_read_moment(data, "published_at") or defaults.published_at,
        language=_read_text(data, "language") or defaults.language,
        text=_as_text("text", data.get("text", "")),
        canonical_url=_read_text(data, "canonical_url") or None,
        updated_at=_read_moment(data, "updated_at"),
        fetched_at=_read_moment(data, "fetched_at"),
        kind=_read_text(data, "kind") or None,
    )
    return check_record(record)


def read_bare_text(text: str, *, path: Path, defaults: Defaults) -> Record:
    """Return the record of a text file that says nothing of itself but its text."""
    return check_record(
        Record(
            origin=str(path),
            id=path.stem,
            outlet=defaults.outlet or "",
            published_at=defaults.published_at,
            language=defaults.language,
            text=text,
        )
    )


def check_record(record: Record) -> Record:
    """Return ``record``, fit for storing; raises RecordError where it is not."""
    if not record.outlet.strip():
        raise RecordError("no outlet: give the field “outlet”, or --outlet NAME")
    if not record.text.strip():
        raise RecordError("the text is empty: there is nothing to extract")
    for field in FIELDS:
        value = getattr(record, field)
        if isinstance(value, str):
            _check_characters(field, value)
    for field, longest in LONGEST.items():
        if len(getattr(record, field) or "") > longest:
            raise RecordError(f"{field} is longer than {longest} characters")
    for field in ("url", "canonical_url"):
        _check_address(field, getattr(record, field))
    if record.kind is not None and record.kind not in KINDS:
        raise RecordError(f"kind {record.kind!r} is none of {', '.join(KINDS)}")
    return replace(record, outlet=" ".join(record.outlet.split()))


def _check_address(field: str, address: str | None) -> None:
    if not address:
        return
    if len(address.encode()) > LONGEST["url"]:
        raise RecordError(f"{field} is longer than 2000 bytes: percent-encode it")
    try:
        _check_url(address)
    except ValidationError as error:
        raise RecordError(
            f"{field} {address!r} is no web address (http:// or https://)"
        ) from error


def _check_characters(field: str, value: str) -> None:
    """Refuse what one of the databases cannot hold, so that both answer alike."""
    position = value.find("\0")
    if position >= 0:
        raise RecordError(
            f"{field} holds a NUL character at offset {position}, which no database "
            "text can hold: remove it"
        )
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise RecordError(
            f"{field} holds half a surrogate pair at offset {error.start}: "
            "the file was decoded wrongly when it was written"
        ) from error


def _read_id(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value)
    raise RecordError("id is neither text nor a whole number")


def _read_moment(data: Mapping[str, Any], field: str) -> datetime | None:
    value = data.get(field)
    if isinstance(value, (date, int, float)):
        value = str(value)
    return parse_moment(_as_text(field, value).strip(), field) if value else None


def _read_text(data: Mapping[str, Any], field: str) -> str:
    return _as_text(field, data.get(field)).strip()


def _as_text(field: str, value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RecordError(f"{field} is no text but {type(value).__name__}")
    return value
