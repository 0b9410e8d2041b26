"""Files as commands read and write them: bounded, and whole or not at all."""

from __future__ import annotations

import codecs
import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

LARGEST_TEXT = 20_000_000
"""Bytes of one text: the longest books have a third of it."""
LONGEST_LINE = 6 * LARGEST_TEXT + 1_000_000
"""Bytes of a line of JSON that holds one: a character may be six of them."""

_KINDS = (
    (stat.S_ISDIR, "a folder"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)


def open_regular(path: Path) -> BinaryIO:
    """Open a file to read bytes from its beginning.

    Raises OSError also where it is a pipe, a device or the like: what waits for a
    writer, or never ends, is no file that can be read to its end.
    """
    # Without O_NONBLOCK, to open a pipe is to wait for somebody who writes.
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        mode = os.fstat(number).st_mode
        if not stat.S_ISREG(mode):
            kind = next((name for is_one, name in _KINDS if is_one(mode)), "special")
            raise OSError(errno.EINVAL, f"is no regular file but {kind}", str(path))
        return os.fdopen(number, "rb")
    except BaseException:
        os.close(number)
        raise


def read_bounded(file: IO[bytes], *, largest: int = LARGEST_TEXT) -> bytes:
    """Return what is left of ``file``; OSError where that is over ``largest`` bytes."""
    content = file.read(largest + 1)
    if len(content) > largest:
        raise OSError(errno.EFBIG, f"has more than {largest:,} bytes")
    return content


def bounded_lines(
    file: IO[bytes], *, longest: int = LONGEST_LINE
) -> Iterator[bytes | None]:
    """Yield the lines of ``file``, None for each of over ``longest`` bytes."""
    while line := file.readline(longest + 1):
        if len(line) <= longest:
            yield line
            continue
        yield None
        while line and not line.endswith(b"\n"):
            line = file.readline(longest + 1)


def read_text(path: Path) -> str:
    """Return the text of a file in UTF-8, its line ends as they are.

    Raises OSError where it is no regular file or has more than ``LARGEST_TEXT`` bytes,
    UnicodeDecodeError where it is not UTF-8.
    """
    with open_regular(path) as file:
        return read_bounded(file).decode()


def read_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file in UTF-8, without the byte order mark it may have.

    Raises OSError where it is no regular file or a line has more than ``LONGEST_LINE``
    bytes, UnicodeDecodeError where it is not UTF-8.
    """
    with open_regular(path) as file:
        for number, line in enumerate(bounded_lines(file)):
            if line is None:
                reason = f"line {number + 1} has more than {LONGEST_LINE:,} bytes"
                raise OSError(errno.EFBIG, reason)
            yield (line if number else line.removeprefix(codecs.BOM_UTF8)).decode()


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """Write a file that appears under its name when all of it is stored.

    Where anything goes wrong, a full disk among it, what was at ``path`` stays as it
    was and nothing is left beside it.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        error.filename = str(path)
        part.unlink(missing_ok=True)
        raise
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_whole(path: Path, text: str) -> None:
    """Write ``text`` in UTF-8 to ``path``, as ``whole_file`` does."""
    with whole_file(path) as file:
        file.write(text.encode())
