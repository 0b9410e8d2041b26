"""Files and folders: which files there are to read, opened and unpacked."""

from __future__ import annotations

import errno
import gzip
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from quotes.formats.files import bounded_lines, open_regular
from quotes.ingest.sources.format import Format, Holds
from quotes.ingest.sources.item import Failure, Items, Reading, Source
from quotes.ingest.sources.readers import (
    PACKED,
    SUFFIXES,
    format_of_name,
    stem_of_name,
)

_PACKED_AGAIN = b"\x1f\x8b"
BROKEN = (OSError, EOFError, zlib.error)
"""What reading a file may raise, a packed one too."""


def expand(path: Path) -> list[Path | Failure]:
    """Return the files that ``path`` stands for: itself, or those of a folder.

    Of a folder, names in order; what begins with a dot is passed over, and what is of
    no format that is read is a Failure.
    """
    try:
        if path.is_dir():
            return _expand_folder(path)
        if not path.exists():
            return [Failure(str(path), "there is no such file or folder")]
    except OSError as error:
        return [Failure(str(path), f"cannot be read: {error.strerror or error}")]
    return [path if format_of_name(path.name) else _unknown(path)]


def read_file(path: Path, reading: Reading) -> Items:
    """Yield what the file ``path`` holds."""
    its = format_of_name(path.name)
    if its is None:
        yield _unknown(path)
        return
    try:
        with open_unpacked(path, its) as file:
            yield from its.read(
                Source(
                    name=str(path),
                    kind=its.name,
                    file=file,
                    reading=reading,
                    stem=stem_of_name(path.name),
                )
            )
    except BROKEN as error:
        reason = getattr(error, "strerror", None) or error
        yield Failure(str(path), f"cannot be read: {reason}")


@contextmanager
def open_unpacked(path: Path, its: Format) -> Iterator[IO[bytes]]:
    """Open a regular file, unpacked if its name ends in .gz; raises ``BROKEN``."""
    with open_regular(path) as file:
        if path.name.lower().endswith(PACKED) and not its.unpacks:
            with gzip.open(file) as within:
                if within.peek(2)[:2] == _PACKED_AGAIN:
                    raise OSError(errno.EINVAL, "is packed twice: unpack it once")
                yield cast(IO[bytes], within)
        else:
            yield file


def count_file(path: Path) -> int | None:
    """Return about how many articles ``path`` holds; None where only reading tells.

    Counts lines, so blank and broken ones count too: good enough for a progress bar,
    and a thousand times faster than parsing.
    """
    its = format_of_name(path.name)
    if its is None or its.holds is Holds.ONE:
        return 1
    if its.holds is Holds.ANY:
        return None
    try:
        with open_unpacked(path, its) as file:
            lines = bounded_lines(file)
            return sum(1 for line in lines if not (line and line.isspace()))
    except BROKEN:
        return 1


def _expand_folder(folder: Path) -> list[Path | Failure]:
    inside: list[Path] = []
    closed: list[Path | Failure] = []

    def note(error: OSError) -> None:
        closed.append(Failure(str(error.filename), f"cannot be read: {error.strerror}"))

    for place, folders, names in os.walk(folder, onerror=note):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside += [Path(place) / name for name in names if not name.startswith(".")]
    inside.sort()
    if not inside and not closed:
        return [Failure(str(folder), f"this folder holds no file: {_kinds()}")]
    found = [path if format_of_name(path.name) else _unknown(path) for path in inside]
    return [*found, *closed]


def _unknown(path: Path) -> Failure:
    return Failure(str(path), f"not a kind of file read here: {_kinds()}")


def _kinds() -> str:
    return f"{', '.join(SUFFIXES)} are, also with {PACKED}"
