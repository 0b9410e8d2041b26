"""A snapshot put into an empty database is the same database again."""

import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
from django.apps import apps
from django.contrib.auth.models import User
from django.test import SimpleTestCase, TestCase, TransactionTestCase

from quotes.models import Quote, QuoteKey, QuoteLink
from quotes.review.api_tokens import create_token
from quotes.snapshot import snapshot_schema
from quotes.snapshot.tables import LEFT_OUT, TABLES
from tests.build import make_editor, make_quote
from tests.snapshot.snapshots import empty, export, load, make_everything, seal

ROOT = Path(__file__).parent.parent.parent


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


class OneViewTests(TransactionTestCase):
    """Outside a test's transaction, where the export opens one of its own."""

    def test_it_ends_as_it_began(self):
        make_quote(published_at=datetime(2031, 3, 17, tzinfo=UTC))
        content = export()

        make_quote("Good evening")

        self.assertNotIn("Good evening", content)
        self.assertIn("Good evening", export())


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
