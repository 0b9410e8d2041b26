"""What docs/api.md asks is answered as it says."""

import os
from difflib import unified_diff
from io import StringIO
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import SimpleTestCase, TransactionTestCase

from quotes.extraction import extractor_version
from tests.api import field_tables
from tests.api.documented import PAGE, ROOT, pick, refresh, shorten
from tests.api.one_version import SHOWN, with_one_version

REMEDY = "Write the answers anew: python -m tests.api.refresh_api_docs"


# Of two databases one numbers rows on where other tests left off.
@pytest.mark.any_database
class PageTests(TransactionTestCase):
    # The page shows addresses, and so primary keys.
    reset_sequences = True

    def test_every_answer_is_the_one_given(self):
        cache.clear()
        with patch.dict(os.environ, {"QUOTES_MODEL": "none"}):
            call_command(
                "extract_quotes",
                str(ROOT / "fixtures" / "articles"),
                workers=1,
                stdout=StringIO(),
            )
            written = PAGE.read_text()

            changes = unified_diff(
                written.splitlines(), refresh(written).splitlines(), n=2, lineterm=""
            )
        self.assertEqual("\n".join(changes), "", REMEDY)


class FieldTests(SimpleTestCase):
    def test_every_field_and_filter_is_told_as_declared(self):
        written = field_tables.TARGET.read_text()

        self.assertEqual(written, field_tables.write_tables(), REMEDY)


class ShownTests(SimpleTestCase):
    def test_no_example_has_the_version_of_a_day(self):
        examples = (ROOT / "quotes" / "api" / "examples.json").read_text()
        self.assertIn(f'version": "{SHOWN}"', examples)
        for shown in (PAGE.read_text(), examples):
            self.assertEqual(with_one_version(shown), shown)

        answer = f'{{"version": "{extractor_version()}"}}'
        self.assertEqual(with_one_version(answer), f'{{"version": "{SHOWN}"}}')

    def test_parts_are_picked_by_path(self):
        data = {"results": [{"id": 1, "speaker": {"id": 2, "name": "Mara"}}]}

        self.assertEqual(
            pick(data, ["results.speaker.name"]),
            {"results": [{"speaker": {"name": "Mara"}}]},
        )

    def test_long_lists_are_cut(self):
        self.assertEqual(shorten({"a": [1, 2, 3, 4]}), {"a": [1, 2, 3, "…"]})
