"""JSON from outside: what is no JSON, or nested beyond reason, is an error told."""

import json
import tempfile
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase

from quotes.formats.json_text import DEEPEST, TooDeepError, load_json


def nested(depth):
    return "[" * depth + "]" * depth


def test_what_is_read():
    assert load_json('{"a": [1, {"b": null}]}') == {"a": [1, {"b": None}]}
    assert load_json(b'"\xc3\xa9"') == "é"
    assert load_json(nested(DEEPEST))


@pytest.mark.parametrize("depth", [DEEPEST + 1, 500, 100_000])
@pytest.mark.parametrize("form", ["{}", '{{"a": {}}}', "[1, {}]"])
def test_what_is_nested_too_deeply(depth, form):
    for text in (form.format(nested(depth)), form.format(nested(depth)).encode()):
        with pytest.raises(TooDeepError, match="nested too deeply"):
            load_json(text)


@pytest.mark.parametrize("text", ["", "[", b"\xff", "[1,]", "1" * 5000])
def test_what_is_no_json(text):
    with pytest.raises(ValueError, match=r"."):
        load_json(text)


# It is refused before a database is asked.
@pytest.mark.any_database
class CommandTests(TestCase):
    """The commands that read JSON Lines tell which line, and end without traceback."""

    def test_articles_and_speakers(self):
        deep = "{" + f'"outlet": "O", "name": "N", "text": {nested(100_000)}' + "}"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "deep.jsonl"
            path.write_text(deep + "\n" + json.dumps({"name": "Mara"}) + "\n")
            for command, options in (
                ("import_speakers", {}),
                ("extract_quotes", {"workers": 1}),
            ):
                errors = StringIO()
                with self.subTest(command), self.assertRaises(CommandError) as raised:
                    call_command(
                        command, str(path), stdout=StringIO(), stderr=errors, **options
                    )
                told = f"{errors.getvalue()} {raised.exception}"
                self.assertIn("nested too deeply", told)
