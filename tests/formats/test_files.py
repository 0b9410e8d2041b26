"""Files that are read to their end, and files that are whole or not there."""

import errno
import io
import os
import resource
import signal
import socket
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import TestCase

from quotes.formats.files import (
    LARGEST_TEXT,
    LONGEST_LINE,
    bounded_lines,
    open_regular,
    read_bounded,
    read_lines,
    read_text,
    whole_file,
)


class FolderTests(TestCase):
    def setUp(self):
        folder = TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def test_what_is_no_regular_file_is_refused_at_once(self):
        pipe, device, heard = (self.folder / name for name in ("p", "d", "s"))
        os.mkfifo(pipe)
        device.symlink_to("/dev/zero")
        listener = socket.socket(socket.AF_UNIX)
        self.addCleanup(listener.close)
        listener.bind(str(heard))
        for path in (pipe, device, heard, self.folder):
            with self.subTest(path), self.assertRaises(OSError):
                open_regular(path)

    def test_a_regular_file_is_read(self):
        path = self.folder / "text"
        path.write_bytes(b"Go")
        with open_regular(path) as file:
            self.assertEqual(file.read(), b"Go")

    def test_a_text_keeps_its_line_ends(self):
        path = self.folder / "text"
        path.write_bytes("Gö\r\non".encode())
        self.assertEqual(read_text(path), "Gö\r\non")

    def test_lines_without_the_mark_that_some_programs_begin_with(self):
        path = self.folder / "lines"
        path.write_bytes("\ufeffone\r\nzwö".encode())
        self.assertEqual(list(read_lines(path)), ["one\r\n", "zwö"])

    def test_what_is_far_too_long_is_refused_unread(self):
        path = self.folder / "long"
        with path.open("wb") as file:
            file.write(b"short\n")
            file.truncate(1 << 40)
        with self.assertRaisesRegex(OSError, f"more than {LARGEST_TEXT:,} bytes"):
            read_text(path)
        with self.assertRaisesRegex(OSError, f"line 2 has more than {LONGEST_LINE:,}"):
            list(read_lines(path))

    def test_a_file_is_there_when_it_is_whole(self):
        path = self.folder / "out"
        with whole_file(path) as file:
            file.write(b"Go")
            self.assertFalse(path.exists())
        self.assertEqual(path.read_bytes(), b"Go")
        self.assertEqual(list(self.folder.iterdir()), [path])

    def test_where_writing_fails_what_was_there_stays(self):
        path = self.folder / "out"
        path.write_bytes(b"before")
        with self.assertRaises(KeyError), whole_file(path) as file:
            file.write(b"Go")
            raise KeyError
        self.assertEqual(path.read_bytes(), b"before")
        self.assertEqual(list(self.folder.iterdir()), [path])

    def test_a_disk_that_is_full(self):
        path = self.folder / "out"
        with (
            small_files(1000),
            self.assertRaises(OSError) as caught,
            whole_file(path) as file,
        ):
            file.write(b"x" * 5000)
        self.assertEqual(caught.exception.errno, errno.EFBIG)
        self.assertEqual(caught.exception.filename, str(path))
        self.assertEqual(list(self.folder.iterdir()), [])


class BoundTests(TestCase):
    def test_more_than_is_taken_is_refused(self):
        self.assertEqual(read_bounded(io.BytesIO(b"12345"), largest=5), b"12345")
        with self.assertRaisesRegex(OSError, "more than 4 bytes"):
            read_bounded(io.BytesIO(b"12345"), largest=4)

    def test_a_line_too_long_does_not_hide_the_next(self):
        lines = bounded_lines(io.BytesIO(b"12\n12345678\n34\n123456"), longest=3)
        self.assertEqual(list(lines), [b"12\n", None, b"34\n", None])


class small_files:  # noqa: N801 - reads as the condition that it is
    """No file may grow over so many bytes: what a full disk does, for every user."""

    def __init__(self, most):
        self.most = most

    def __enter__(self):
        self.handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        self.limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (self.most, self.limits[1]))

    def __exit__(self, *raised):
        resource.setrlimit(resource.RLIMIT_FSIZE, self.limits)
        signal.signal(signal.SIGXFSZ, self.handler)
