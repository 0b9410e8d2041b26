"""A snapshot signed by whoever wrote it stores nothing that the models would not."""

import json

import pytest
from django.core.management import CommandError
from django.test import TestCase

from quotes.models import Outlet, Quote, Speaker
from tests.snapshot.snapshots import empty, export, load, make_everything, seal

LONG = "x" * 3000
CHANGES = (
    ("quote", {"spans": "0-5"}, "spans: not a list of character ranges"),
    ("quote", {"spans": [[0, "5"]]}, "spans: not a list of character ranges"),
    ("quote", {"spans": [[5, 5]]}, "spans: not a list of character ranges"),
    ("quote", {"spans": [[-1, 5]]}, "spans: not a list of character ranges"),
    ("quote", {"spans": [[True, 5]]}, "spans: not a list of character ranges"),
    ("quote", {"spans": []}, "spans are none, or not in order"),
    ("quote", {"spans": [[0, 9999]], "start": 0, "end": 9999}, "reach beyond"),
    ("quote", {"spans": [[4, 6], [0, 2]], "start": 4, "end": 2}, "not in order"),
    ("quote", {"start": 0, "end": 9999}, "are not those of its spans"),
    ("quote", {"cue_spans": [[0, 9999]]}, "cue_spans reach beyond"),
    ("quote", {"source_spans": {"a": 1}}, "source_spans: not a list"),
    ("quote", {"kind": "sung"}, "kind: not one of its values"),
    ("quote", {"kind": ""}, "kind: must not be empty"),
    ("quote", {"status": ["extracted"]}, "status: not a text"),
    ("quote", {"confidence": "0.9"}, "confidence: not a number"),
    ("quote", {"confidence": True}, "confidence: not a number"),
    ("quote", {"is_fragment": "yes"}, "is_fragment: neither true nor false"),
    ("quote", {"text": 5}, "text: not a text"),
    ("quote", {"text": "a\0b"}, "text: holds a NUL character"),
    ("quote", {"text": "\ud800"}, "text: half of a surrogate pair"),
    ("quote", {"start": -1}, "start: "),
    ("quote", {"id": 2**70}, "id: "),
    ("quote", {"extracted": []}, "extracted: not an object"),
    ("quote", {"published_at": "2031-03-17"}, "published_at: a moment without"),
    ("quote", {"published_at": 5}, "published_at: not a moment"),
    ("quote", {"article": "one"}, "article: id: not a whole number"),
    ("quote", {"article": 987654}, "there is no article of its number"),
    ("article", {"url": "javascript:alert(1)"}, "url: Enter a valid URL"),
    ("article", {"url": "ftp://example.org/a"}, "url: Enter a valid URL"),
    ("article", {"url": f"https://example.org/{LONG}"}, "url: "),
    ("article", {"title": LONG}, "title: Ensure this value has at most 500"),
    ("historical_article", {"url": "javascript:alert(1)"}, "url: Enter a valid URL"),
    ("historical_quote", {"spans": "0-5"}, "spans: not a list of character ranges"),
    ("speaker", {"kind": "robot"}, "kind: not one of its values"),
    ("speaker", {"name": LONG}, "name: Ensure this value has at most 300"),
    ("speaker", {"slug": "a b/../c"}, "slug: Enter a valid"),
    ("speaker_alias", {"origin": "rumour"}, "origin: not one of its values"),
    ("statement", {"quote_count": -1}, "quote_count: "),
    ("statement", {"dispute": "loud"}, "dispute: not one of its values"),
    ("error_report", {"reason": "boredom"}, "reason: not one of its values"),
    ("quote_fingerprint", {"text_key": 2**64}, "text_key: "),
    ("quote_key", {"keys": [2**63]}, "keys is missing or not a list"),
)


class CheckingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_everything()
        article = Quote.objects.first().article
        article.title = "A title"
        article.save()  # an editor's change: it has a history
        cls.lines = export().splitlines(keepends=True)[:-1]
        empty()

    def test_a_row_that_the_models_would_refuse(self):
        for record, change, message in CHANGES:
            with self.subTest(record, change=str(change)[:80]):
                with self.assertRaisesMessage(CommandError, message):
                    load(seal(self.changed(record, change)))
                self.assertFalse(Outlet.objects.exists())
                self.assertFalse(Speaker.objects.exists())

    # A value is looked at before it comes near a database.
    @pytest.mark.any_database
    def test_every_text_column_takes_no_other_kind_of_value(self):
        kinds = {}
        for line in self.lines[1:]:
            kinds.setdefault(json.loads(line)["record"], json.loads(line))
        kinds.pop("user")
        for record, row in kinds.items():
            for column, value in row.items():
                if column != "record" and value is not None:
                    wrong = {"odd": "kind"} if not isinstance(value, dict) else ["odd"]
                    content = seal(self.changed(record, {column: wrong}))
                    told = self.subTest(record, column=column)
                    with told, self.assertRaises(CommandError):
                        load(content)

    def changed(self, record, change):
        lines = list(self.lines)
        start = f'{{"record":"{record}",'
        number = next(n for n, line in enumerate(lines) if line.startswith(start))
        lines[number] = json.dumps(json.loads(lines[number]) | change) + "\n"
        return lines
