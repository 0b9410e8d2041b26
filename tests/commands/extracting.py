"""Running ``extract_quotes`` on records that a test writes."""

import io
import json
import tempfile
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase

DAM = "“The dam will hold,” said Ana Tarn, an engineer. “It always has,” she added."
FERRY = "The ferry was late, according to Bo Lind."


def record(text=DAM, **fields):
    return json.dumps({"outlet": "Harbour Herald", "text": text} | fields)


class ExtractTestCase(TestCase):
    """A folder of its own for sources, and the command."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def write(self, *lines, name="in.jsonl"):
        path = self.folder / name
        path.write_text("\n".join(lines))
        return str(path)

    def run_command(self, *arguments, **options):
        """Run it; return (standard output, standard error, error message or None)."""
        out, err, message = io.StringIO(), io.StringIO(), None
        try:
            call_command(
                "extract_quotes",
                *arguments,
                stdout=out,
                stderr=err,
                **{"workers": 1} | options,
            )
        except CommandError as error:
            message = str(error)
        return out.getvalue(), err.getvalue(), message
