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
"""Folders from which papers name files: "linking/store/lock.py" stands in quotes."""

PATH = re.compile(
    r"`((?:quotes|tests|docs|script|linking|extraction|ingest|review|models|api|pages"
    r"|admin|names|search|fixtures)/[\w./-]*)`"
)

ASVS = """
1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2
4.1:3 4.2:1 4.3:2 4.4:4 5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3
6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1 9.1:3 9.2:4 10.1:2
10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1
12.1:3 12.2:2 12.3:4 13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3
15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2
"""
"""How many requirements of levels 1 and 2 each section has: its first ones."""


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
        text = "see `linking/retrieval.py`, `linking/store/lock.py`, `ingest/storing`"
        self.assertEqual(missing_in(text), ["linking/retrieval.py"])

    def test_every_requirement_of_levels_1_and_2_is_answered_once(self):
        sections = (section.split(":") for section in ASVS.split())
        asked = [f"{at}.{n}" for at, last in sections for n in range(1, int(last) + 1)]
        paper = (ROOT / "docs" / "asvs.md").read_text()
        rows = re.findall(r"^\| (\d[\d., ]*) \|", paper, re.MULTILINE)
        answered = [number for row in rows for number in row.split(", ")]

        self.assertCountEqual(answered, asked)

    def test_every_module_of_linking_has_its_line(self):
        paper = (ROOT / "docs" / "linking.md").read_text()
        rows = [line for line in paper.splitlines() if line.startswith("| `")]
        named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
        modules = {path.stem for path in (ROOT / "quotes" / "linking").rglob("*.py")}

        self.assertEqual(modules - named - {"__init__"}, set())
