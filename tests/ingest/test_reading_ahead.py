"""Lines read in a process of its own are those that are read in this one."""

from __future__ import annotations

import tempfile
from pathlib import Path
from unittest import mock

from django.test import SimpleTestCase

from quotes.extraction.lines import line_text, write_line
from quotes.ingest import reading_ahead
from quotes.ingest.extracted import read_extracted
from quotes.ingest.reading_ahead import ENDED, read_ahead
from quotes.ingest.sources import Failure, Reading

TEXTS = [f"“The dam number {number} holds,” said Ana Ruiz." for number in range(500)]


class AheadTests(SimpleTestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "lines.jsonl"
        lines = [
            line_text(write_line({"outlet": "Orle Post", "text": text}, []))
            for text in TEXTS
        ]
        lines[7] = "{"
        self.path.write_text("\n".join(lines) + "\n")

    def read(self):
        return read_ahead([str(self.path)], Reading(), count=10_000)

    def test_the_same_as_without_it_in_order_failures_among_them(self):
        expected = list(read_extracted([str(self.path)], Reading()))

        self.assertEqual(list(self.read()), expected)
        self.assertIsInstance(expected[7], Failure)
        self.assertEqual(len(expected), len(TEXTS))

    def test_whoever_stops_early_ends_it(self):
        lines = self.read()

        next(lines)
        lines.close()

        self.assertEqual(reading_ahead.multiprocessing.active_children(), [])

    def test_a_reader_that_dies_is_told(self):
        with mock.patch.object(reading_ahead, "AHEAD", 1):
            lines = self.read()
            next(lines)
            (reader,) = reading_ahead.multiprocessing.active_children()
            reader.kill()
            reader.join()
            *_, last = lines

        self.assertEqual(last, Failure(str(self.path), ENDED))
