"""What the README says that the demo prints is what it prints."""

import io
import re
from pathlib import Path
from unittest import mock

from django.core.management import call_command
from django.test import TestCase

ROOT = Path(__file__).parents[2]


class ReadmeTests(TestCase):
    def test_the_table_and_the_summary_are_those_of_the_demo(self):
        output = io.StringIO()
        with mock.patch.dict("os.environ", {"COLUMNS": "100"}):
            call_command(
                "extract_quotes",
                str(ROOT / "fixtures" / "articles"),
                format="table",
                workers=1,
                stdout=output,
            )
        readme = (ROOT / "README.md").read_text(encoding="utf-8")
        blocks = re.findall(r"```text\n(.*?)\n```", readme, re.DOTALL)
        shown = [b for b in blocks if "Speaker  " in b or "articles:" in b]

        self.assertEqual(len(shown), 2)
        for block in shown:
            self.assertIn(block, output.getvalue())
