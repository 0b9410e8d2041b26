"""A snapshot put into an empty database is the same database again."""

import hashlib
import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import jsonschema
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import SimpleTestCase, TestCase, TransactionTestCase

from quotes.models import (
    Act,
    ArticleKey,
    ErrorReport,
    Outlet,
    Quote,
    QuoteFingerprint,
    QuoteKey,
    QuoteLink,
    SecondOpinion,
    Speaker,
    SpeakerSuggestion,
    StatementPlacement,
)
from quotes.review.api_tokens import create_token
from quotes.review.correcting import correct_speaker
from quotes.review.decisions import reject
from quotes.review.merging import merge_speakers
from quotes.review.undoing import undo_act
from quotes.snapshot import snapshot_schema
from quotes.snapshot.tables import LEFT_OUT, TABLES
from tests.api.test_details import make_disputed_quote
from tests.build import make_editor, make_quote, make_speaker

ROOT = Path(__file__).parent.parent.parent


def make_everything():
    """Rows in every kind of table, and what editors did to them."""
    ines = make_editor("ines")
    quote = make_disputed_quote()
    mara = quote.speaker
    quote.extracted = {"z": [[0.25, None]], "a": "“é”\u2028", "longer": 1}
    quote.save()
    correct_speaker(
        quote=quote,
        speaker=make_speaker("Jon Orlo", affiliation=quote.relayed_by),
        by=ines,
        reason="The photo caption says so.",
    )
    reject(quote=make_quote("no quotation"), by=ines)
    again = make_speaker("M. Lindqvist")
    merge_speakers(source=again, target=mara, by=ines)
    SpeakerSuggestion.objects.create(
        speaker=quote.speaker, candidate=quote.relayed_by, score=0.5, reason="alike"
    )
    StatementPlacement.objects.create(quote=quote, made_by=ines)
    undo_act(act=Act.objects.latest("pk"), by=ines, reason="It is one")
    SecondOpinion.objects.create(
        quote=quote,
        extractor_version="2",
        reading={"kind": "mixed"},
        differs=["kind"],
        seen_at="2031-03-18T00:00Z",
        answered_by=ines,
        answered_at="2031-03-19T00:00Z",
    )
    now = datetime(2031, 3, 17, tzinfo=UTC)
    QuoteFingerprint.objects.create(quote=quote, text_key=7, digest=-8, dated_at=now)
    for key in (2**62, -3):
        QuoteKey.objects.create(quote=quote, key=key, dated_at=now)
    second = Quote.objects.exclude(pk=quote.pk).get()
    QuoteLink.objects.create(first=quote, second=second, probability=0.75, sure=False)
    ArticleKey.objects.create(article=quote.article, key=5, dated_at=now)
    ErrorReport.objects.create(quote=quote, reason="words", explanation="One is amiss.")


def export():
    out = StringIO()
    call_command("export_quotes", snapshot=True, stdout=out)
    return out.getvalue()


def empty():
    """Leave no row, as ``flush`` does, but within the test's transaction."""
    for model in reversed(TABLES):
        rows = model._base_manager.all()
        for column in ("merged_into", "affiliation", "wire_copy_of", "undone_by"):
            if column in {field.name for field in model._meta.fields}:
                rows.update(**{column: None})
        rows._raw_delete(rows.db)


def load(content):
    """Import ``content``; return what the command printed."""
    out = StringIO()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "snapshot.jsonl"
        path.write_bytes(content.encode())
        call_command("import_snapshot", path, stdout=out)
    return out.getvalue()


def seal(lines):
    """Return ``lines`` of a snapshot under an end whose checksum fits."""
    lines = list(lines)
    content = "".join(lines)
    digest = hashlib.sha256(content.encode()).hexdigest()
    end = {"record": "end", "lines": len(lines), "sha256": digest}
    return content + json.dumps(end) + "\n"


class RoundTripTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_everything()
        cls.content = export()

    def setUp(self):
        empty()

    def test_nothing_is_lost(self):
        told = load(self.content)

        self.assertEqual(export(), self.content)
        self.assertEqual(
            told, "2 quotes, 3 articles, 4 speakers and 1 statements stored.\n"
        )

    def test_addresses_live_on(self):
        (old,) = (
            record
            for record in map(json.loads, self.content.splitlines())
            if record["record"] == "quote" and record["status"] == "corrected"
        )

        load(self.content)

        answer = self.client.get(f"/api/v1/quotes/{old['id']}/").json()
        self.assertEqual(answer["text"], "The dam, … will hold.")
        merged = self.client.get("/api/v1/speakers/m-lindqvist/")
        self.assertEqual(merged.status_code, 301)
        self.assertURLEqual(
            merged["Location"], "http://testserver/api/v1/speakers/mara-lindqvist/"
        )

    def test_what_comes_next_is_numbered_after_it(self):
        load(self.content)
        highest = Quote.objects.latest("pk").pk

        self.assertGreater(make_quote("Good evening").pk, highest)
        self.assertEqual(Quote.objects.search("good evening").count(), 1)

    def test_keys_of_linking_come_back(self):
        load(self.content)

        keys = QuoteKey.objects.order_by("pk").values_list("key", flat=True)
        self.assertEqual(list(keys), [-3, 2**62])

    def test_a_key_that_had_been_stored_twice_is_stored_once(self):
        lines = self.content.splitlines(keepends=True)[:-1]
        written = "[-3,4611686018427387904]"
        self.assertIn(written, self.content)
        twice = [line.replace(written, "[-3,-3,4611686018427387904]") for line in lines]

        load(seal(twice))

        self.assertEqual(QuoteKey.objects.filter(key=-3).count(), 1)

    def test_one_written_before_there_were_links_links_who_stands_together(self):
        def former(line):
            record = json.loads(line)
            for kind in ("quote_link", "statement_placement"):
                record.get("rows", {}).pop(kind, None)
            if record["record"] == "quote":
                record["statement"] = statement
            return json.dumps(record) + "\n"

        lines = self.content.splitlines(keepends=True)[:-1]
        statement = next(
            json.loads(line)["id"] for line in lines if '"record":"statement"' in line
        )
        gone = ('"record":"quote_link"', '"record":"statement_placement"')
        kept = [line for line in lines if not any(kind in line for kind in gone)]

        load(seal(map(former, kept)))

        link, quotes = QuoteLink.objects.get(), Quote.objects.order_by("pk")
        self.assertEqual(
            [link.first_id, link.second_id], [quote.pk for quote in quotes]
        )
        self.assertTrue(link.sure)

    def test_search_finds_what_was_imported(self):
        load(self.content)

        self.assertEqual(Quote.objects.search("dam").count(), 1)

    def test_an_editor_who_is_missing_is_added_but_cannot_enter(self):
        User.objects.filter(username="ines").delete()

        load(self.content)

        ines = Quote.objects.get(status="corrected").reviewed_by
        self.assertEqual((ines.username, ines.is_active), ("ines", False))
        self.assertFalse(ines.has_usable_password())
        self.assertFalse(ines.is_superuser)

    def test_an_editor_who_is_there_stays_as_they_are(self):
        load(self.content)

        self.assertTrue(User.objects.get(username="ines").is_active)

    def test_one_line_is_one_record_to_every_reader(self):
        self.assertEqual(self.content.splitlines(), self.content.strip().split("\n"))

    def test_no_secret_is_in_it(self):
        token, secret = create_token(name="A newsroom", by=make_editor("omar"))
        for written in ("password", "md5$", "email", secret, token.digest, token.start):
            self.assertNotIn(written, export())

    def test_every_line_is_as_the_schema_says(self):
        validator = jsonschema.Draft202012Validator(
            snapshot_schema(), format_checker=jsonschema.FormatChecker()
        )
        for line in self.content.splitlines():
            validator.validate(json.loads(line))


class RefusalTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_everything()
        cls.content = export()

    def refuse(self, content, message):
        empty()
        with self.assertRaisesMessage(CommandError, f"{message}. Nothing was stored."):
            load(content)
        self.assertFalse(Outlet.objects.exists())
        self.assertFalse(Speaker.objects.exists())

    def test_a_database_that_has_rows(self):
        with self.assertRaisesMessage(CommandError, "the database already has outlets"):
            load(self.content)

    def test_another_byte(self):
        self.refuse(
            self.content.replace("will hold", "will fold"),
            "the checksum does not fit: it is not as it was written",
        )

    def test_an_end_that_is_missing(self):
        lines = self.content.splitlines(keepends=True)
        self.refuse("".join(lines[:-1]), "cut short: its last line is no “end” record")

    def test_another_format(self):
        self.refuse(
            '{"id":1}\n{"id":2}\n',
            "not a snapshot: its first line is no header of one",
        )

    def test_an_empty_file(self):
        self.refuse("", "not a snapshot: it has fewer than two lines")

    def test_what_is_not_json(self):
        self.refuse("id,text\n1,a\n", "line 1: not JSON in UTF-8")

    def test_what_is_nested_beyond_reason(self):
        for depth in (200, 100_000):
            line = "[" * depth + "]" * depth + "\n"
            told = "nested too deeply, in more than 100 levels"
            self.refuse(line + "{}\n", f"line 1: {told}")

    def test_a_later_version(self):
        self.refuse(
            self.content.replace('"version":1}', '"version":2}'),
            "a snapshot of version 2; this program reads version 1",
        )

    def test_a_row_left_out(self):
        lines = self.content.splitlines(keepends=True)[:-1]
        lines = [line for line in lines if '"record":"error_report"' not in line]
        self.refuse(seal(lines), "1 error_report rows announced, 0 found")

    def test_keys_that_are_missing(self):
        lines = self.content.splitlines(keepends=True)[:-1]
        number = next(n for n, line in enumerate(lines) if '"quote_key"' in line[:30])
        lines[number] = lines[number].replace('"keys":', '"hashes":')
        self.refuse(
            seal(lines),
            f"line {number + 1}: keys is missing or not a list of whole numbers",
        )

    def test_a_field_that_is_unknown(self):
        lines = self.content.splitlines(keepends=True)[:-1]
        lines[2] = lines[2].replace('"country":', '"county":"","country":')
        self.refuse(seal(lines), "line 3: unknown fields: county")

    def test_a_value_of_another_kind(self):
        lines = self.content.splitlines(keepends=True)[:-1]
        outlet = json.loads(lines[2]) | {"id": "one"}
        lines[2] = json.dumps(outlet) + "\n"
        self.refuse(seal(lines), "line 3: id: not a whole number: 'one'")


class OneViewTests(TransactionTestCase):
    """Outside a test's transaction, where the export opens one of its own."""

    def test_it_ends_as_it_began(self):
        make_quote(published_at=datetime(2031, 3, 17, tzinfo=UTC))
        content = export()

        make_quote("Good evening")

        self.assertNotIn("Good evening", content)
        self.assertIn("Good evening", export())

    def test_a_row_that_refers_to_none_is_refused(self):
        make_quote()
        lines = export().splitlines(keepends=True)[:-1]
        call_command("flush", interactive=False, verbosity=0)
        lines = [line.replace('"relayed_by":null', '"relayed_by":77') for line in lines]

        with self.assertRaisesMessage(CommandError, "the database refuses it: "):
            load(seal(lines))

        self.assertFalse(Outlet.objects.exists())

    def test_a_file_that_the_database_refuses_leaves_nothing(self):
        make_quote()
        lines = export().splitlines(keepends=True)[:-1]
        call_command("flush", interactive=False, verbosity=0)
        broken = [
            line.replace('"confidence":0.9', '"confidence":1.5') for line in lines
        ]

        with self.assertRaisesMessage(CommandError, "the database refuses it: "):
            load(seal(broken))

        self.assertFalse(Outlet.objects.exists())


class CoverageTests(SimpleTestCase):
    def test_every_table_is_in_it_or_left_out_on_purpose(self):
        models = set(apps.get_app_config("quotes").get_models())

        self.assertEqual(models - LEFT_OUT, set(TABLES))

    def test_the_schema_in_the_documentation_is_this_one(self):
        written = json.loads((ROOT / "docs" / "snapshot.schema.json").read_text())

        self.assertEqual(
            written,
            snapshot_schema(),
            "Write it anew: manage.py export_quotes --snapshot-schema "
            "> docs/snapshot.schema.json",
        )
