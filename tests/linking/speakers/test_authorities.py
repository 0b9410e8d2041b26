"""Authority files: what they add, and that later text finds it."""

import io
import json
import os
import tempfile
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.link import link_speakers
from quotes.models import Speaker, SpeakerAlias
from quotes.review import tell_speakers_apart
from tests.build import make_editor, make_speaker

LINE = (
    '{"name": "Ana Tarn", "aliases": ["A. Tarn", "Tarn"], "kind": "person", '
    '"description": "mayor", "wikidata_id": "Q1"}\n'
)


class ImportTests(TestCase):
    def run_import(self, content, name="speakers.jsonl"):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / name
            path.write_text(content)
            out, self.err = io.StringIO(), io.StringIO()
            call_command("import_speakers", str(path), stdout=out, stderr=self.err)
            return out.getvalue().strip()

    def test_names_are_found_by_later_text(self):
        self.run_import(LINE)
        found = DocumentSpeaker("Tarn", SpeakerKind.PERSON, ("Tarn",))
        speaker = link_speakers([found])["Tarn"]
        self.assertEqual((speaker.name, speaker.wikidata_id), ("Ana Tarn", "Q1"))

    def test_of_namesakes_told_apart_the_one_described_is_meant(self):
        mayor, poet = (
            make_speaker("Ana Tarn", kind="person", description=description)
            for description in ("mayor of Ferrow", "a poet")
        )
        tell_speakers_apart(one=mayor, other=poet, by=make_editor())

        self.run_import(LINE.replace('"mayor"', '"poet"'))

        poet.refresh_from_db()
        self.assertEqual(poet.wikidata_id, "Q1")
        self.assertEqual(Speaker.objects.count(), 2)

    def test_namesakes_told_apart_whom_nothing_decides_between_are_refused(self):
        one, other = (make_speaker("Ana Tarn", kind="person") for _ in "12")
        tell_speakers_apart(one=one, other=other, by=make_editor())

        with self.assertRaisesMessage(CommandError, "1 entries failed"):
            self.run_import(LINE)

        self.assertRegex(
            self.err.getvalue(),
            r"speakers.jsonl:1: an editor told apart several who are called 'Ana Tarn'"
            rf" \(speakers {one.pk}, {other.pk}\): give a wikidata_id",
        )
        self.assertEqual(Speaker.objects.filter(wikidata_id="Q1").count(), 0)

    def test_what_is_no_file_is_refused_at_once(self):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "speakers.jsonl"
            os.mkfifo(path)
            with self.assertRaisesMessage(
                CommandError, f"{path} cannot be read: is no regular file but a pipe"
            ):
                call_command("import_speakers", str(path), stdout=io.StringIO())

    def test_names_that_no_database_holds_are_named_and_the_rest_is_stored(self):
        broken = [
            json.dumps({field: value, "kind": "person"} | {"name": name})
            for field, value, name in (
                ("name", "", "Ana\0Tarn"),
                ("aliases", ["A\ud800"], "Ana Tarn"),
                ("description", "a \0 mayor", "Ana Tarn"),
                ("aliases", 7, "Ana Tarn"),
            )
        ]
        with self.assertRaisesMessage(CommandError, "4 entries failed"):
            self.run_import("\n".join([*broken, LINE]))
        for line in self.err.getvalue().splitlines()[:3]:
            self.assertIn("NUL or half a surrogate pair", line)
        self.assertEqual(Speaker.objects.get().name, "Ana Tarn")

    def test_a_cell_that_is_far_too_long_is_named_and_the_rest_is_stored(self):
        long = "x" * 200_000
        with self.assertRaisesMessage(CommandError, "1 entries failed"):
            self.run_import(f'name,aliases\nAna Big,"{long}"\nAna Tarn,\n', "s.csv")
        self.assertIn("not CSV: field larger than field limit", self.err.getvalue())
        self.assertEqual(Speaker.objects.get().name, "Ana Tarn")

    def test_csv(self):
        header = "name,aliases,kind,description,wikidata_id\n"
        self.run_import(header + "Ana Tarn,A. Tarn|Tarn,person,mayor,Q1\n", "s.csv")
        self.assertEqual(SpeakerAlias.objects.count(), 3)

    def test_twice_changes_nothing(self):
        self.run_import(LINE)
        said = self.run_import(LINE)
        self.assertEqual(said, "0 speakers new or completed, 1 known already.")
        self.assertEqual(Speaker.objects.count(), 1)

    def test_a_known_speaker_is_completed_and_not_overwritten(self):
        speaker = make_speaker("Ana Tarn", kind="person", description="ferrywoman")
        self.run_import(LINE)
        speaker.refresh_from_db()
        self.assertEqual(
            (speaker.description, speaker.wikidata_id), ("ferrywoman", "Q1")
        )

    def test_a_broken_entry_is_named_and_the_rest_stored(self):
        with self.assertRaises(CommandError):
            self.run_import('{"name": ""}\n' + LINE + '{"nom": "x"}\n')
        self.assertIn(":1: a name has", self.err.getvalue())
        self.assertIn(":3: unknown field 'nom'", self.err.getvalue())
        self.assertEqual(Speaker.objects.count(), 1)
