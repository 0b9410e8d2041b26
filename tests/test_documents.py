"""What the papers for contributors name is there, and what is there is named."""

import re
from pathlib import Path
from unittest import TestCase

ROOT = Path(__file__).parent.parent
DOCS = sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))
# Those of the API name its addresses, which look alike.
PAPERS = [
    paper
    for paper in ("README.md", "CONTRIBUTING.md", *DOCS)
    if not paper.startswith("docs/api")
]
PLACES = ("", "quotes", "docs")
"""Folders from which papers name files: "linking/verify.py" stands in quotes."""

PATH = re.compile(
    r"`((?:quotes|tests|docs|script|linking|extraction|ingest|review|models|api|pages"
    r"|admin|names|search|fixtures)/[\w./-]*)`"
)


def missing_in(text):
    """The paths that ``text`` names and nobody finds."""
    return [
        path
        for path in dict.fromkeys(PATH.findall(text))
        if not any(_stands(ROOT / place / path) for place in PLACES)
    ]


def _stands(path):
    return path.exists() or path.with_name(f"{path.name}.py").exists()


class DocumentTests(TestCase):
    def test_paths_that_are_named_are_there(self):
        for paper in PAPERS:
            with self.subTest(paper):
                self.assertEqual(missing_in((ROOT / paper).read_text()), [])

    def test_a_path_that_is_gone_is_found(self):
        text = "see `linking/retrieval.py`, `linking/verify.py`, `ingest/storing`"
        self.assertEqual(missing_in(text), ["linking/retrieval.py"])

    def test_every_module_of_linking_has_its_line(self):
        paper = (ROOT / "docs" / "linking.md").read_text()
        rows = [line for line in paper.splitlines() if line.startswith("| `")]
        named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
        modules = {path.stem for path in (ROOT / "quotes" / "linking").rglob("*.py")}

        self.assertEqual(modules - named - {"__init__"}, set())
