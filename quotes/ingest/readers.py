"""Read sources (files, folders, standard input) into import records."""

from __future__ import annotations

import codecs
import errno
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from quotes.formats.files import (
    LARGEST_TEXT,
    LONGEST_LINE,
    bounded_lines,
    open_regular,
    read_bounded,
)
from quotes.formats.json_text import load_json
from quotes.ingest.records import (
    Defaults,
    Record,
    RecordError,
    read_bare_text,
    read_record,
)

SUFFIXES = (".txt", ".jsonl")
STANDARD_INPUT = "-"
LINES_THAT_TELL = 10


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be read or extracted: where it stands, and why.

    set_aside: whether its extraction costs more than it may.
    """

    origin: str
    reason: str
    set_aside: bool = False

    def __str__(self) -> str:
        return f"{self.origin}: {self.reason}"


def read_sources(
    sources: Iterable[str], *, defaults: Defaults
) -> Iterator[Record | Failure]:
    """Yield every article in ``sources``, and a Failure for each that cannot be read.

    A source is a ``.txt`` or ``.jsonl`` file, a folder (searched through, names
    in order) or "-" for standard input. Nothing raises: one broken line does
    not lose the others.
    """
    for source in sources:
        if source == STANDARD_INPUT:
            yield from _read_standard_input(defaults)
        else:
            for path in expand(Path(source)):
                if isinstance(path, Failure):
                    yield path
                else:
                    yield from _read_file(path, defaults)


def expand(path: Path) -> list[Path | Failure]:
    """Return the files that ``path`` stands for: itself, or those of a folder."""
    try:
        if path.is_dir():
            return _expand_folder(path)
        if not path.exists():
            return [Failure(str(path), "there is no such file or folder")]
    except OSError as error:
        return [Failure(str(path), f"cannot be read: {error.strerror or error}")]
    if path.suffix.lower() not in SUFFIXES:
        return [
            Failure(str(path), f"not a kind of file read here: {', '.join(SUFFIXES)}")
        ]
    return [path]


def _expand_folder(folder: Path) -> list[Path | Failure]:
    closed: list[Path | Failure] = []

    def note(error: OSError) -> None:
        closed.append(Failure(str(error.filename), f"cannot be read: {error.strerror}"))

    inside = sorted(
        Path(place) / name
        for place, _, names in os.walk(folder, onerror=note)
        for name in names
        if Path(name).suffix.lower() in SUFFIXES
    )
    if not inside and not closed:
        what = " or ".join(SUFFIXES)
        return [Failure(str(folder), f"this folder holds no {what} file")]
    return [*inside, *closed]


def count_articles(sources: Iterable[str]) -> int | None:
    """Return about how many articles ``sources`` hold, None where only reading tells.

    Counts lines, so blank and broken ones count too: good enough for a
    progress bar, and a thousand times faster than parsing.
    """
    total = 0
    for source in sources:
        if source == STANDARD_INPUT:
            return None
        for path in expand(Path(source)):
            if isinstance(path, Failure) or path.suffix.lower() != ".jsonl":
                total += 1
                continue
            try:
                with open_regular(path) as file:
                    lines = bounded_lines(file)
                    total += sum(1 for line in lines if not (line and line.isspace()))
            except OSError:
                total += 1
    return total


def _read_file(path: Path, defaults: Defaults) -> Iterator[Record | Failure]:
    try:
        with open_regular(path) as file:
            if path.suffix.lower() == ".jsonl":
                yield from _read_lines(bounded_lines(file), str(path), defaults)
            else:
                yield _read_text(read_bounded(file), path, defaults)
    except OSError as error:
        yield Failure(str(path), f"cannot be read: {error.strerror or error}")


def _read_standard_input(defaults: Defaults) -> Iterator[Record | Failure]:
    """JSON Lines where one of the first lines is a JSON object, else one bare text."""
    lines = bounded_lines(sys.stdin.buffer)
    head = list(islice(lines, LINES_THAT_TELL))
    if any(map(_is_object, head)):
        yield from _read_lines(chain(head, lines), "standard input", defaults)
        return
    try:
        text = _join(head) + read_bounded(sys.stdin.buffer)
    except OSError as error:
        yield Failure("standard input", f"cannot be read: {error.strerror or error}")
    else:
        yield _read_text(text, Path("standard input"), defaults)


def _join(lines: Sequence[bytes | None]) -> bytes:
    text = b"".join(line or b"" for line in lines)
    if None in lines or len(text) > LARGEST_TEXT:
        raise OSError(errno.EFBIG, f"has more than {LARGEST_TEXT:,} bytes")
    return text


def _is_object(line: bytes | None) -> bool:
    try:
        data = load_json((line or b"").removeprefix(codecs.BOM_UTF8))
    except ValueError:
        return False
    return isinstance(data, dict)


def _read_text(data: bytes, path: Path, defaults: Defaults) -> Record | Failure:
    try:
        return read_bare_text(_decode(data), path=path, defaults=defaults)
    except RecordError as error:
        return Failure(str(path), str(error))


def _read_lines(
    lines: Iterable[bytes | None], name: str, defaults: Defaults
) -> Iterator[Record | Failure]:
    for number, line in enumerate(lines, 1):
        origin = f"{name}:{number}"
        if line is None:
            yield Failure(origin, f"is longer than {LONGEST_LINE:,} bytes")
            continue
        if line.isspace():
            continue
        try:
            # Some programs begin a file with a byte order mark, which is no JSON.
            data = load_json(_decode(line).removeprefix("\ufeff"))
            yield read_record(data, origin=origin, defaults=defaults)
        except json.JSONDecodeError as error:
            reason = f"is no valid JSON: {error.msg} at column {error.colno}"
            yield Failure(origin, reason)
        except RecordError as error:
            yield Failure(origin, str(error))
        except ValueError as error:
            # A number of more digits than Python reads, for example.
            yield Failure(origin, f"is no valid JSON: {error}")


def _decode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise RecordError(
            f"is no UTF-8 (byte {error.start}): convert it, for example with "
            "iconv -f windows-1252 -t utf-8"
        ) from error
