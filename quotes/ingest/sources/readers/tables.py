"""Tables with a heading: comma-separated (or “;”, “|”) and tab-separated values.

Kind “csv”. A row is an import record, a column a field of it. A column that is none
is refused, as in JSON Lines: a misspelt one would lose its values unseen.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, TYPE_CHECKING

from quotes.formats.files import LARGEST_TEXT
from quotes.ingest.records import FIELDS, Record, RecordError, read_record
from quotes.ingest.sources.decoding import Decoded, decode, repair
from quotes.ingest.sources.format import Format, Taken
from quotes.ingest.sources.item import Failure, Items, Source, reader_name

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

READER = reader_name("csv", 1)
SEPARATORS = ",;\t|"
CALLED = {
    "author": "byline",
    "body": "text",
    "content": "text",
    "date": "published_at",
    "headline": "title",
    "link": "url",
    "published": "published_at",
    "publisher": "outlet",
}
"""Other names of columns."""
_HEAD = 1_000_000
"""Bytes by which the encoding of a table is told."""


def read_table(source: Source) -> Items:
    """Yield the record of each row of ``source``."""
    csv.field_size_limit(LARGEST_TEXT)
    lines, decoded = _open(source)
    heading = lines.read_heading()
    separator = max(SEPARATORS, key=heading.count)
    try:
        names = _read_names(heading, separator)
    except RecordError as error:
        yield Failure(f"{source.name}:1", str(error))
        return
    rows = csv.reader(lines, delimiter=separator)
    while True:
        lines.begin()
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Failure(lines.origin(source), f"is no row of a table: {error}")
            continue
        if any(cell.strip() for cell in row):
            yield _read_row(row, names, lines, decoded, source)


class _Lines:
    """The lines of a table, and which of them the row read last is made of."""

    def __init__(self, file: io.TextIOWrapper) -> None:
        self._file = file
        self.number = self.first = 0
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._file.readline(LARGEST_TEXT)
        if not line:
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        return line

    def read_heading(self) -> str:
        return next(self, "")

    def begin(self) -> None:
        """Begin a row."""
        self.first = self.number + 1
        self.taken = []

    def origin(self, source: Source) -> str:
        return f"{source.name}:{self.first}"


class _Rejoined(io.RawIOBase):
    """The beginning of a file that has been read, and then the rest of it."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self._head.read(len(view)) or self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)


def _open(source: Source) -> tuple[_Lines, Decoded]:
    """The lines of ``source``, and how they are read."""
    head = source.file.read(_HEAD)
    file = io.BufferedReader(_Rejoined(head, source.file))
    # To the last whole line: a character may be cut in two at the end of the head.
    whole = head[: head.rfind(b"\n") + 1] if len(head) == _HEAD else head
    decoded = decode(whole or head, source.charset)
    if not head.isascii() and decoded.charset == "utf-8":
        decoded = replace(decoded, repairs=())
    charset = "utf-8-sig" if decoded.charset == "utf-8" else decoded.charset
    errors = "replace" if _is_wide(charset) else "surrogateescape"
    text = io.TextIOWrapper(file, encoding=charset, errors=errors, newline="")
    return _Lines(text), decoded


def _is_wide(charset: str) -> bool:
    """Whether a character takes two bytes at least: half of one cannot be escaped."""
    return charset.lower().replace("_", "-").startswith(("utf-16", "utf-32"))


def _is_damaged(cell: str, charset: str) -> bool:
    """Whether bytes of ``cell`` are no text in ``charset``."""
    if _is_wide(charset):
        return "\ufffd" in cell
    return any("\udc80" <= character <= "\udcff" for character in cell)


def _read_names(heading: str, separator: str) -> list[str]:
    """The fields of the columns that ``heading`` names."""
    cells = next(csv.reader([heading.lstrip("\ufeff")], delimiter=separator), [])
    told = [cell.strip().lower().replace(" ", "_") for cell in cells]
    names = [CALLED.get(name, name) for name in told]
    if "text" not in names:
        raise RecordError(
            "the first line names no column “text”: it has to be the heading, of "
            f"{', '.join(FIELDS)}"
        )
    unknown = [n for n in names if n not in FIELDS and not n.startswith("_")]
    if unknown:
        raise RecordError(
            f"unknown column {unknown[0]!r}: an article has {', '.join(FIELDS)}. "
            "Begin the name of a column that is to be left out with “_”"
        )
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise RecordError(f"two columns are the field {twice[0]!r}")
    return names


def _read_row(
    row: list[str], names: list[str], lines: _Lines, decoded: Decoded, source: Source
) -> Record | Failure:
    origin = lines.origin(source)
    if len(row) != len(names):
        reason = f"has {len(row)} cells, where the heading has {len(names)}"
        return Failure(origin, reason)
    raw = "".join(lines.taken).encode(decoded.charset, errors="surrogateescape")
    if any(_is_damaged(cell, decoded.charset) for cell in row):
        return Failure(origin, f"is no {decoded.charset}, as the rows before it are")
    repaired = [repair(Decoded(cell, "")) for cell in row]
    cells = dict(zip(names, (cell.text for cell in repaired), strict=True))
    repairs = [told for cell in repaired for told in cell.repairs]
    provenance = source.provenance(
        raw,
        READER,
        place=origin,
        repairs=tuple(dict.fromkeys((*decoded.repairs, *repairs))),
    )
    try:
        record = read_record(
            {name: cell for name, cell in cells.items() if name in FIELDS},
            origin=origin,
            defaults=source.defaults,
        )
    except RecordError as error:
        return Failure(origin, str(error))
    return replace(record, provenance=provenance)


FORMAT = Format(
    "csv",
    "a table; its first line names the fields, as those of .jsonl",
    (".csv", ".tsv"),
    read_table,
    Taken(
        outlet="column `outlet`",
        address="`url`",
        heading="`title`, `byline`",
        date="`published_at`",
        language="`language`",
        text="`text`",
    ),
)
