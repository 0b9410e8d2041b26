from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from unittest import TestCase

from quotes.ingest.records import (
    Defaults,
    RecordError,
    parse_moment,
    read_bare_text,
    read_record,
)

MINIMAL = {"outlet": "Harbour Herald", "text": "“No,” said Ana Tarn."}


def read(data, **defaults):
    return read_record(data, origin="a.jsonl:1", defaults=Defaults(**defaults))


class ReadRecordTests(TestCase):
    def assert_refused(self, data, *parts):
        with self.assertRaises(RecordError) as caught:
            read(data)
        for part in parts:
            self.assertIn(part, str(caught.exception))

    def test_outlet_and_text_are_enough(self):
        record = read(MINIMAL)

        self.assertEqual(record.outlet, "Harbour Herald")
        self.assertEqual(record.text, "“No,” said Ana Tarn.")
        self.assertEqual(record.language, "en")
        self.assertIsNone(record.url)
        self.assertIsNone(record.published_at)

    def test_text_is_kept_to_the_character(self):
        text = "  \r\n“No,”\u00a0said Ana Tarn.\n\n"

        self.assertEqual(read(MINIMAL | {"text": text}).text, text)

    def test_null_fields_count_as_left_out(self):
        record = read(MINIMAL | {"url": None, "title": None, "published_at": None})

        self.assertEqual((record.url, record.title), (None, ""))

    def test_a_number_is_an_id(self):
        self.assertEqual(read(MINIMAL | {"id": 17}).id, "17")

    def test_the_command_line_fills_what_a_record_leaves_out(self):
        record = read({"text": "Yes."}, outlet="Harbour Herald", language="de")

        self.assertEqual((record.outlet, record.language), ("Harbour Herald", "de"))

    def test_the_record_outweighs_the_command_line(self):
        self.assertEqual(read(MINIMAL, outlet="Other").outlet, "Harbour Herald")

    def test_refuses_a_missing_outlet_and_names_the_remedy(self):
        self.assert_refused({"text": "Yes."}, "outlet", "--outlet")

    def test_refuses_an_empty_text(self):
        self.assert_refused(MINIMAL | {"text": " \n"}, "text is empty")

    def test_refuses_an_unknown_field_by_name(self):
        self.assert_refused(MINIMAL | {"titel": "x"}, "'titel'", "title")

    def test_refuses_what_is_no_object(self):
        self.assert_refused(["text"], "no JSON object")

    def test_refuses_a_text_that_is_no_text(self):
        self.assert_refused(MINIMAL | {"text": 5}, "text is no text but int")

    def test_refuses_an_address_that_is_none(self):
        self.assert_refused(MINIMAL | {"url": "javascript:x"}, "no web address")

    def test_refuses_an_outlet_of_blanks(self):
        with self.assertRaisesRegex(RecordError, "no outlet"):
            read({"text": "Yes."}, outlet=" ")

    def test_refuses_an_address_of_more_bytes_than_an_index_takes(self):
        self.assert_refused(
            MINIMAL | {"url": "https://herald.example/" + "語" * 1000}, "2000 bytes"
        )

    def test_refuses_a_title_that_no_column_holds(self):
        self.assert_refused(MINIMAL | {"title": "x" * 501}, "title", "500")

    def test_refuses_nul_and_says_where(self):
        self.assert_refused(MINIMAL | {"text": "ab\0"}, "text", "NUL", "offset 2")

    def test_refuses_half_a_surrogate_pair(self):
        self.assert_refused(MINIMAL | {"text": "a\ud800"}, "surrogate", "offset 1")


class ParseMomentTests(TestCase):
    def test_a_date_is_its_midnight_in_utc(self):
        self.assertEqual(parse_moment("2031-05-17"), datetime(2031, 5, 17, tzinfo=UTC))

    def test_a_time_keeps_its_zone(self):
        self.assertEqual(
            parse_moment("2031-05-17T09:30:00+02:00"),
            datetime(2031, 5, 17, 9, 30, tzinfo=timezone(timedelta(hours=2))),
        )

    def test_refuses_a_time_without_a_zone(self):
        with self.assertRaisesRegex(RecordError, "no time zone"):
            parse_moment("2031-05-17T09:30:00")

    def test_refuses_a_day_that_does_not_exist(self):
        with self.assertRaisesRegex(RecordError, "2031-02-30"):
            parse_moment("2031-02-30")

    def test_refuses_what_no_calendar_of_the_databases_holds(self):
        for value in (
            "9999-12-31T23:59:59-02:00",
            "0001-01-01T00:00:00+02:00",
            "0900-01-01",
        ):
            with self.subTest(value), self.assertRaisesRegex(RecordError, "no date"):
                parse_moment(value)

    def test_refuses_words(self):
        with self.assertRaisesRegex(RecordError, "no date"):
            parse_moment("yesterday")


class ReadBareTextTests(TestCase):
    def test_the_file_stem_is_the_id(self):
        record = read_bare_text(
            "Yes.", path=Path("in/day one.txt"), defaults=Defaults(outlet="Herald")
        )

        self.assertEqual((record.id, record.origin), ("day one", "in/day one.txt"))
