import json
import tempfile
from pathlib import Path
from unittest import TestCase

from quotes.evaluation.corpus import (
    AnnotatedQuote,
    CorpusError,
    read_documents,
    read_records,
)
from quotes.evaluation.outlet_table import read_outlets

TEXT = "“It rains,” said Ness.\r\n"
QUOTE = {"content": [[1, 9]], "cue": [[12, 16]], "source": [[17, 21]]}


class CorpusTests(TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.path = self.folder / "gold.jsonl"

    def write(self, *records):
        lines = (r if isinstance(r, str) else json.dumps(r) for r in records)
        self.path.write_text("\n".join(lines))

    def refusal(self, *records, read=read_records):
        self.write(*records)
        with self.assertRaises(CorpusError) as caught:
            read(self.path)
        return str(caught.exception).replace(str(self.folder), "…")

    def documents(self, **options):
        return read_documents(self.path, [self.folder], **options)


class RecordTests(CorpusTests):
    def test_how_often_a_document_counts_is_read(self):
        self.write({"id": "a", "quotes": [], "times": 2}, {"id": "b", "quotes": []})

        records = read_records(self.path)

        self.assertEqual([one.times for one in records.values()], [2, 1])

    def test_a_document_counts_at_least_once(self):
        self.assertEqual(
            self.refusal({"id": "a", "quotes": [], "times": 0}),
            "…/gold.jsonl:1: 'times' is no number of 1 or more",
        )

    def test_every_field_is_read(self):
        self.write(
            {
                "id": "a",
                "quotes": [
                    QUOTE
                    | {
                        "alt": [{"kind": "mixed", "content": [[0, 10]]}],
                        "alt_source": [[12, 21], [[0, 1], [2, 3]]],
                        "speaker": "Ness",
                        "accept": ["Ada Ness"],
                        "relayed_by": None,
                        "relayed_by_accept": ["Pier News"],
                        "statement": "S1",
                        "certainty": "arguable",
                        "confidence": 0.5,
                    }
                ],
            }
        )

        (record,) = read_records(self.path).values()

        self.assertEqual(
            record.quotes,
            (
                AnnotatedQuote(
                    content=((1, 9),),
                    cue=((12, 16),),
                    source=((17, 21),),
                    contents=(((0, 10),),),
                    sources=(((12, 21),), ((0, 1), (2, 3))),
                    speaker=("Ness",),
                    accepted=("Ada Ness",),
                    relayed_by_accepted=("Pier News",),
                    statement="S1",
                    arguable=True,
                    confidence=0.5,
                ),
            ),
        )

    def test_broken_json_is_named_with_its_line(self):
        self.assertRegex(
            self.refusal({"id": "a", "quotes": []}, "{oops"),
            r"^…/gold.jsonl:2: no valid JSON",
        )

    def test_a_record_without_id(self):
        self.assertEqual(
            self.refusal({"quotes": []}), "…/gold.jsonl:1: the record has no 'id'"
        )

    def test_a_record_that_is_no_object(self):
        self.assertEqual(
            self.refusal("[1]"),
            "…/gold.jsonl:1: a record is a JSON object with id and quotes",
        )

    def test_a_range_that_is_none(self):
        self.assertEqual(
            self.refusal({"id": "a", "quotes": [QUOTE, {"content": [[1]]}]}),
            "…/gold.jsonl:1: quote 2: 'content' has [1], which is no [start, end]",
        )

    def test_confidence_beyond_one(self):
        self.assertEqual(
            self.refusal({"id": "a", "quotes": [QUOTE | {"confidence": 93}]}),
            "…/gold.jsonl:1: quote 1: 'confidence' is 93 and not between 0 and 1",
        )

    def test_an_id_that_comes_twice(self):
        self.assertEqual(
            self.refusal({"id": "a", "quotes": []}, "", {"id": "a", "quotes": []}),
            "…/gold.jsonl:3: id 'a' is also that of …/gold.jsonl:1",
        )

    def test_an_empty_file(self):
        self.assertEqual(self.refusal(""), "…/gold.jsonl: no documents in it")

    def test_a_file_that_is_not_there(self):
        with self.assertRaisesRegex(CorpusError, "No such file"):
            read_records(self.path)


class DocumentTests(CorpusTests):
    def test_line_ends_are_kept_since_offsets_count_them(self):
        self.write({"id": "a", "quotes": [QUOTE]})
        (self.folder / "a.txt").write_bytes(TEXT.encode())

        (document,) = self.documents()

        self.assertEqual(document.text, TEXT)

    def test_a_records_own_text_is_preferred(self):
        self.write({"id": "a", "quotes": [], "text": "own"})
        (self.folder / "a.txt").write_text("other")

        self.assertEqual(self.documents()[0].text, "own")

    def test_a_missing_text_is_named_with_its_line(self):
        self.write({"id": "a", "quotes": []})

        with self.assertRaises(CorpusError) as caught:
            self.documents()

        self.assertEqual(
            str(caught.exception),
            f"{self.path}:1: no text a.txt in {self.folder}",
        )

    def test_texts_may_come_from_import_records(self):
        self.write({"id": "a", "quotes": []})
        articles = self.folder / "articles.jsonl"
        articles.write_text('{"id": "b", "text": "B"}\n{"id": "a", "text": "A"}\n')

        (document,) = read_documents(self.path, [articles])

        self.assertEqual(document.text, "A")

    def test_an_import_record_without_a_text_is_named(self):
        self.write({"id": "a", "quotes": []})
        articles = self.folder / "articles.jsonl"
        articles.write_text('{"id": "a"}\n')

        with self.assertRaisesRegex(CorpusError, "articles.jsonl:1: no import record"):
            read_documents(self.path, [articles])

    def test_a_text_that_is_not_utf8_is_named(self):
        self.write({"id": "a", "quotes": []})
        (self.folder / "a.txt").write_bytes(b"caf\xe9")

        with self.assertRaisesRegex(CorpusError, r"a\.txt: is not UTF-8 at byte 3"):
            self.documents()

    def test_a_range_outside_of_the_text_is_named(self):
        self.write({"id": "a", "quotes": [QUOTE], "text": "short"})

        with self.assertRaisesRegex(
            CorpusError, r":1: quote 1: range 1–9 lies outside of the text of 'a'"
        ):
            self.documents()

    def test_outlets_by_record_by_table_and_by_id(self):
        self.write(
            {"id": "pier_1", "quotes": [], "text": "", "outlet": "Pier News"},
            {"id": "pier_2", "quotes": [], "text": ""},
            {"id": "pier_3", "quotes": [], "text": ""},
        )

        found = self.documents(outlets={"pier_1": "x", "pier_2": "The Pier"})

        self.assertEqual(
            [one.outlet for one in found], ["Pier News", "The Pier", "pier"]
        )

    def test_a_limit_is_spread_over_the_file(self):
        self.write(*({"id": str(n), "quotes": [], "text": ""} for n in range(10)))

        self.assertEqual([one.id for one in self.documents(limit=3)], ["0", "3", "6"])


class OutletTests(CorpusTests):
    def test_columns_by_either_name(self):
        self.write("part\tfilename\tpublisher", 'dev\ta\tThe "Pier"')

        self.assertEqual(read_outlets(self.path), {"a": 'The "Pier"'})

    def test_a_table_without_the_columns_is_refused(self):
        self.assertRegex(
            self.refusal("name,outlet", "a,b", read=read_outlets),
            r"^…/gold.jsonl:1: needs the columns id .* found: name,outlet$",
        )
