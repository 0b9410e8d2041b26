"""Read sources (files, folders, standard input) into import records."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.ingest.records import (
    Defaults,
    Record,
    RecordError,
    read_bare_text,
    read_record,
)

SUFFIXES = (".txt", ".jsonl")
STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be read or extracted: where it stands, and why."""

    origin: str
    reason: str

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
    if path.is_dir():
        inside = sorted(
            child
            for child in path.rglob("*")
            if child.suffix.lower() in SUFFIXES and child.is_file()
        )
        return list(inside) or [
            Failure(str(path), f"this folder holds no {' or '.join(SUFFIXES)} file")
        ]
    if not path.exists():
        return [Failure(str(path), "there is no such file or folder")]
    if path.suffix.lower() not in SUFFIXES:
        return [
            Failure(str(path), f"not a kind of file read here: {', '.join(SUFFIXES)}")
        ]
    return [path]


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
                with path.open("rb") as file:
                    total += sum(1 for line in file if not line.isspace())
            except OSError:
                total += 1
    return total


def _read_file(path: Path, defaults: Defaults) -> Iterator[Record | Failure]:
    try:
        with path.open("rb") as file:
            if path.suffix.lower() == ".jsonl":
                yield from _read_lines(file, str(path), defaults)
            else:
                yield _read_text(file.read(), path, defaults)
    except OSError as error:
        yield Failure(str(path), f"cannot be read: {error.strerror or error}")


def _read_standard_input(defaults: Defaults) -> Iterator[Record | Failure]:
    """JSON Lines where the input starts with a brace, one bare text otherwise."""
    data = sys.stdin.buffer.read()
    if data.lstrip()[:1] == b"{":
        lines = data.splitlines(keepends=True)
        yield from _read_lines(lines, "standard input", defaults)
    else:
        yield _read_text(data, Path("standard input"), defaults)


def _read_text(data: bytes, path: Path, defaults: Defaults) -> Record | Failure:
    try:
        return read_bare_text(_decode(data), path=path, defaults=defaults)
    except RecordError as error:
        return Failure(str(path), str(error))


def _read_lines(
    lines: Iterable[bytes], name: str, defaults: Defaults
) -> Iterator[Record | Failure]:
    for number, line in enumerate(lines, 1):
        if line.isspace():
            continue
        origin = f"{name}:{number}"
        try:
            # Some programs begin a file with a byte order mark, which is no JSON.
            data = json.loads(_decode(line).removeprefix("\ufeff"))
            yield read_record(data, origin=origin, defaults=defaults)
        except json.JSONDecodeError as error:
            reason = f"is no valid JSON: {error.msg} at column {error.colno}"
            yield Failure(origin, reason)
        except RecursionError:
            yield Failure(origin, "is no valid JSON: nested too deeply")
        except RecordError as error:
            yield Failure(origin, str(error))


def _decode(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise RecordError(
            f"is no UTF-8 (byte {error.start}): convert it, for example with "
            "iconv -f windows-1252 -t utf-8"
        ) from error
