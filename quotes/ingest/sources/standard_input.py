"""Standard input: JSON Lines, or one text, page or item, by how it begins."""

from __future__ import annotations

import codecs
import errno
import gzip
import io
import sys
from collections.abc import Sequence
from itertools import chain, islice
from typing import IO, Any, cast

from quotes.formats.files import LARGEST_TEXT, bounded_lines, read_bounded
from quotes.formats.json_text import load_json
from quotes.ingest.sources.item import Failure, Items, Reading, Source
from quotes.ingest.sources.readers import BY_NAME, kind_of_bytes
from quotes.ingest.sources.readers.json_lines import read_lines
from quotes.ingest.sources.source_files import BROKEN

NAME = "standard input"
LINES_THAT_TELL = 10
_GZIP = b"\x1f\x8b"


def read_standard_input(reading: Reading) -> Items:
    """Yield what standard input holds.

    JSON Lines where one of the first lines is a JSON object; else one document, which
    is a web page or NewsML where it begins as one, and bare text otherwise.
    """
    try:
        file = _unpacked(sys.stdin.buffer)
        lines = bounded_lines(file)
        head = list(islice(lines, LINES_THAT_TELL))
        if any(map(_is_object, head)):
            source = Source(NAME, "jsonl", file, reading)
            yield from read_lines(chain(head, lines), source)
            return
        text = _join(head) + read_bounded(file)
        its = BY_NAME.get(kind_of_bytes(text), BY_NAME["text"])
        within = io.BytesIO(text)
        yield from its.read(Source(NAME, its.name, within, reading, stem=NAME))
    except BROKEN as error:
        reason = getattr(error, "strerror", None) or error
        yield Failure(NAME, f"cannot be read: {reason}")


def _unpacked(file: Any) -> IO[bytes]:
    """Standard input, unpacked where it begins as a gzip file."""
    buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)
    if buffered.peek(2)[:2] == _GZIP:
        return cast(IO[bytes], gzip.open(buffered))
    return buffered


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
