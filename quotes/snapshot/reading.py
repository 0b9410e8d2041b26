"""From the lines of a snapshot to an empty database, all of it or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.models import Model

from quotes.formats.json_text import TooDeepError, load_json
from quotes.models import QuoteLink
from quotes.snapshot.checking import check_quotes
from quotes.snapshot.former_links import link_who_stands_together
from quotes.snapshot.tables import (
    FORMAT,
    MODELS,
    PACKED,
    TABLES,
    VERSION,
    fields_of,
    from_json,
    record_name,
)

_ROWS_AT_A_TIME = 1000


class SnapshotError(Exception):
    """A snapshot that cannot be imported; the message says why, in one line."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A file whose checksum is right: its records between header and end."""

    path: Path
    records: int
    rows: dict[str, int]


def inspect_snapshot(path: Path) -> Snapshot:
    """Return what the file at ``path`` holds, having read all of it.

    Raises SnapshotError where it is no snapshot, of another version, cut short,
    or other than it was written; OSError where it cannot be read.
    """
    digest, lines = hashlib.sha256(), 0
    header: dict[str, Any] = {}
    last = b""
    with path.open("rb") as file:
        for line in file:
            if lines == 1:
                header = _read_header(last)
            if lines:
                digest.update(last)
            last, lines = line, lines + 1
    if lines < 2:
        raise SnapshotError("not a snapshot: it has fewer than two lines")
    end = _parse(last, lines)
    if end.get("record") != "end":
        raise SnapshotError("cut short: its last line is no “end” record")
    if end.get("sha256") != digest.hexdigest() or end.get("lines") != lines - 1:
        raise SnapshotError("the checksum does not fit: it is not as it was written")
    return Snapshot(path, lines - 2, header["rows"])


def _read_header(line: bytes) -> dict[str, Any]:
    header = _parse(line, 1)
    if header.get("record") != "header" or header.get("format") != FORMAT:
        raise SnapshotError("not a snapshot: its first line is no header of one")
    if header.get("version") != VERSION:
        raise SnapshotError(
            f"a snapshot of version {header.get('version')}; "
            f"this program reads version {VERSION}"
        )
    if not isinstance(header.get("rows"), dict):
        raise SnapshotError("not a snapshot: its header does not count rows")
    return header


def import_snapshot(
    snapshot: Snapshot,
    *,
    advance: Callable[[int], object] = lambda records: None,
    using: str = DEFAULT_DB_ALIAS,
) -> None:
    """Store all of ``snapshot`` in database ``using``, with its primary keys.

    Users it names who are not there are added, inactive and without a password.
    ``advance`` is told how many more records have been read. Raises
    SnapshotError where the database is not empty, a record does not fit or the
    database refuses one; then nothing is stored.
    """
    try:
        with transaction.atomic(using=using):
            _require_empty(using)
            _store(snapshot, advance, using)
            connections[using].check_constraints()
    except DatabaseError as error:
        reason = str(error).splitlines()[0]
        raise SnapshotError(f"the database refuses it: {reason}") from error


def _require_empty(using: str) -> None:
    for model in TABLES:
        if model._base_manager.using(using).exists():
            name = model._meta.verbose_name_plural
            raise SnapshotError(
                f"the database already has {name}; "
                "a snapshot is imported into an empty one"
            )


def _store(snapshot: Snapshot, advance: Callable[[int], object], using: str) -> None:
    loader = _Loader(using)
    for number, record in _records(snapshot):
        try:
            loader.add(record)
        except ValueError as error:
            raise SnapshotError(f"line {number}: {error}") from error
        advance(1)
    try:
        loader.flush()
    except ValueError as error:
        raise SnapshotError(str(error)) from error
    for kind, expected in snapshot.rows.items():
        found = loader.stored.get(kind, 0)
        if found != expected:
            raise SnapshotError(f"{expected} {kind} rows announced, {found} found")
    if record_name(QuoteLink) not in snapshot.rows:
        link_who_stands_together(using)
    _continue_numbering(using)


def _records(snapshot: Snapshot) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the records between header and end with the numbers of their lines."""
    with snapshot.path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if 1 < number <= snapshot.records + 1:
                yield number, _parse(line, number)


def _parse(line: bytes, number: int) -> dict[str, Any]:
    try:
        record = load_json(line)
    except TooDeepError as error:
        raise SnapshotError(f"line {number}: {error.msg}") from error
    except ValueError as error:
        raise SnapshotError(f"line {number}: not JSON in UTF-8") from error
    if not isinstance(record, dict):
        raise SnapshotError(f"line {number}: not a JSON object")
    return record


@dataclass(slots=True)
class _Loader:
    """Takes records one by one, stores rows of one table together."""

    using: str
    stored: dict[str, int] = field(default_factory=dict)
    _users: dict[str, Any] = field(default_factory=dict)
    _rows: list[Model] = field(default_factory=list)

    def add(self, record: dict[str, Any]) -> None:
        """Take ``record``; ValueError where it is not one of ours."""
        kind = record.pop("record", None)
        if kind == "user":
            self._add_user(record)
            return
        if kind not in MODELS:
            raise ValueError(f"unknown record {kind!r}")
        model = MODELS[kind]
        if self._rows and (
            type(self._rows[0]) is not model or len(self._rows) >= _ROWS_AT_A_TIME
        ):
            self.flush()
        rows = _make_rows(model, record, self._users)
        self._rows += rows
        self.stored[kind] = self.stored.get(kind, 0) + len(rows)

    def _add_user(self, record: dict[str, Any]) -> None:
        username = record.get("username")
        if not isinstance(username, str) or not username:
            raise ValueError("a user without a username")
        people = get_user_model()._default_manager.using(self.using)
        user = people.filter(username=username).first()
        if user is None:
            user = get_user_model()(username=username, is_active=False)
            user.set_unusable_password()
            user.save(using=self.using)
        self._users[username] = user.pk

    def flush(self) -> None:
        """Store what has been taken; ValueError where rows do not fit others."""
        if self._rows:
            model = type(self._rows[0])
            check_quotes(self._rows, self.using)
            model._base_manager.using(self.using).bulk_create(
                self._rows, batch_size=_ROWS_AT_A_TIME
            )
            self._rows = []


def _make_rows(
    model: type[Model], record: dict[str, Any], users: dict[str, Any]
) -> list[Model]:
    """Return the unsaved rows of ``record``; ValueError where it does not fit."""
    if model not in PACKED:
        return [_make_row(model, record, users)]
    keys = record.pop("keys", None)
    if not isinstance(keys, list) or not all(
        type(key) is int and -(2**63) <= key < 2**63 for key in keys
    ):
        raise ValueError("keys is missing or not a list of whole numbers")
    # What they share is read once: these are most rows of a large snapshot.
    shared: Any = _make_row(model, {**record, "key": 0}, users)
    owner = model._meta.get_field(PACKED[model]).attname  # type: ignore[union-attr]
    values = {"dated_at": shared.dated_at, owner: getattr(shared, owner)}
    return [model(key=key, **values) for key in dict.fromkeys(keys)]


def _make_row(
    model: type[Model], record: dict[str, Any], users: dict[str, Any]
) -> Model:
    """Return the unsaved row of ``record``; ValueError where it does not fit.

    A column that the writer did not know yet takes its default.
    """
    values = {}
    for column in fields_of(model):
        if column.name in record:
            given = record.pop(column.name)
            values[column.attname] = from_json(column, given, users)
        elif not column.has_default() and not column.null and not column.blank:
            raise ValueError(f"{column.name} is missing")
    if record:
        raise ValueError(f"unknown fields: {', '.join(sorted(record))}")
    return model(**values)


def _continue_numbering(using: str) -> None:
    """Let new rows be numbered after those imported; SQLite does by itself."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(TABLES)):
            cursor.execute(sql)
