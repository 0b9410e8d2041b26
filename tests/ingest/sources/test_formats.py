"""What holds for every format that is read, whoever adds another."""

import gzip
import tempfile
from collections import Counter
from pathlib import Path
from unittest import TestCase

from quotes.ingest.records import Defaults, Record
from quotes.ingest.sources import Failure, Reading, count_articles, read_sources
from quotes.ingest.sources.readers import FORMATS, kind_of_bytes
from quotes.models import SourceKind
from tests.ingest.sources import format_table
from tests.ingest.sources.reading import FOLDER, SAMPLES, read

POST = Reading(Defaults(outlet="The Valley Post"))
TEXT = (FOLDER / "gates.txt").read_text().strip()


class FormatTests(TestCase):
    def test_each_has_a_sample_which_is_read_packed_too(self):
        for one in FORMATS:
            with self.subTest(one.name):
                self.assertIn(
                    one.name,
                    SAMPLES,
                    "Put the article that the other samples have into "
                    f"fixtures/sources/gates{one.suffixes[0]}, as this format has it.",
                )
                self.check_sample(one, SAMPLES[one.name])

    def check_sample(self, one, path):
        with tempfile.TemporaryDirectory() as folder:
            packed = Path(folder, path.name.removesuffix(".gz") + ".gz")
            data = path.read_bytes()
            packed.write_bytes(data if path.suffix == ".gz" else gzip.compress(data))
            for place in (path, packed):
                found = list(read_sources([str(place)], POST))
                (record,) = (item for item in found if isinstance(item, Record))
                self.assertEqual(record.text.strip(), TEXT)
                self.assertEqual(record.provenance.kind, one.name)
                self.assertEqual(
                    record.provenance.reader.partition(" ")[0],
                    one.name,
                    "The first word of READER is the name of the format.",
                )
                self.assertIn(count_articles([str(place)]), (len(found), None))

    def test_each_names_what_is_empty_or_broken(self):
        for one in FORMATS:
            for data in (b"", b"\0\xff" * 40):
                with self.subTest(one.name, data=data):
                    for item in read(one.name, data):
                        self.assertIsInstance(item, Failure)

    def test_what_begins_as_one_is_known_without_a_name(self):
        known = [one for one in FORMATS if one.roots or one.begins]
        self.assertGreaterEqual(len(known), 3)
        for one in known:
            with self.subTest(one.name):
                head = SAMPLES[one.name].read_bytes()
                self.assertEqual(kind_of_bytes(head), one.name)

    def test_no_two_claim_the_same(self):
        for claim in ("suffixes", "roots", "begins", "media_types"):
            claimed = Counter(sign for one in FORMATS for sign in getattr(one, claim))
            shared = [sign for sign, times in claimed.items() if times > 1]
            self.assertEqual(shared, [], f"{claim} that two formats declare")

    def test_each_is_a_value_of_its_column(self):
        for one in FORMATS:
            with self.subTest(one.name):
                self.assertIn(
                    one.name,
                    SourceKind.values,
                    "Give it a line in SourceKind of quotes/models/provenance.py: its "
                    "name, and what the admin calls it. It takes no migration; the "
                    "snapshot's schema follows, as its own test says.",
                )

    def test_the_document_has_what_each_declares(self):
        written = format_table.PAGE.read_text()

        self.assertEqual(
            written,
            format_table.refresh(written),
            "Write it anew: python -m tests.ingest.sources.format_table",
        )
        self.assertIn(format_table.write_table(), written)
