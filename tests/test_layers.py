"""Imports run one way: every package has its row, which says what it may import."""

import ast
import subprocess
import sys
from pathlib import Path
from unittest import TestCase

QUOTES = Path(__file__).parent.parent / "quotes"

EXTRACTION = "formats character_ranges names extraction"
WORDINGS = "names extraction.types linking.wordings"
SHARED = "extraction.types extraction.errors extraction.budget extraction.cues"
STORED = "formats telling character_ranges names search models"
LINKING = f"{STORED} history extraction.types {WORDINGS} linking.store"

# What each package may import beside itself. The longest row that fits a module is
# its own; "extraction" alone stands for all of extraction.
ROWS = {
    "names": "",
    "formats": "",
    "telling": "",
    "character_ranges": "",
    "extraction": EXTRACTION,
    "extraction.types": "",
    "extraction.errors": "",
    "extraction.budget": "",
    "extraction.cues": "names",
    "extraction.text": f"names {SHARED}",
    "extraction.spans": f"names {SHARED} extraction.text",
    "extraction.who": (
        f"names {SHARED} extraction.text extraction.fragments extraction.confidence "
        "extraction.clause extraction.stance"
    ),
    "search": "names",
    "models": "telling names search",
    "history": "models",
    "marked_text": "models",
    "linking.wordings": WORDINGS,
    "linking.store": f"{STORED} linking.wordings server_memory",
    "linking.speakers.comparing": f"{WORDINGS} extraction",
    "linking.speakers": f"{LINKING} extraction",
    "linking.statements.pairs": f"{LINKING} linking.speakers",
    "linking.statements.clustering": f"{LINKING} linking.statements.pairs",
    "linking.statements": f"{LINKING} linking.speakers",
    "linking.verification": f"{LINKING} linking.speakers extraction",
    "ingest.fetching": "",
    "distributed": "extraction ingest.workers",
    "ingest.sources": "formats extraction.text ingest.fetching ingest.records",
    "ingest": f"{STORED} history extraction linking",
    "queueing": f"{STORED} extraction linking ingest",
    "tasks": "queueing ingest.outages",
    "survey": f"{STORED} history linking.store",
    "review": f"{STORED} history extraction linking survey",
    "evaluation": EXTRACTION,
    "training": f"{EXTRACTION} evaluation models",
    "rebuilding": f"{STORED} history linking",
    "snapshot": STORED,
    "api": (
        f"{STORED} extraction history linking review outgoing.calls outgoing.signing"
    ),
    "outgoing.calls": "ingest.fetching",
    "outgoing.signing": "",
    "outgoing": f"{STORED} api ingest.fetching",
    "admin": (
        f"{STORED} history extraction.types linking.store marked_text review survey"
    ),
    "pages": f"{STORED} extraction linking marked_text review api outgoing",
    "operations": f"{STORED} extraction pages.lockout",
    "operations.log_lines": "",
    "operations.backups": "",
    "templatetags": "models",
    "former_migrations": "",
    "server_memory": "",
    "apps": "search ingest former_migrations server_memory",
    "management": (
        f"{STORED} extraction linking ingest api evaluation training snapshot "
        "rebuilding outgoing survey queueing"
    ),
}

# Which packages may know of HTTP, and which of the database.
FRAMEWORKS = {
    "django": "search models history marked_text linking ingest review training "
    "snapshot rebuilding outgoing survey api admin pages operations templatetags apps "
    "management queueing tasks former_migrations server_memory",
    "celery": "tasks",
    "kombu": "queueing.broker tasks",
    "rest_framework": "api pages management",
    "django.contrib.admin": "admin",
}


def modules():
    """Every module as its dotted name below ``quotes``, with its file.

    Without packages that are folders and no more: ``quotes/linking`` has rooms, each
    with a row, and no module beside them.
    """
    for path in sorted(QUOTES.rglob("*.py")):
        parts = path.relative_to(QUOTES).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        if not name or name.startswith("migrations"):
            continue
        if not (is_package and holds_nothing(path)):
            yield name, path


def holds_nothing(path):
    """Whether the Python file ``path`` has at most a docstring."""
    body = ast.parse(path.read_text()).body
    return all(isinstance(node, ast.Expr) for node in body)


def imports_of(source):
    """The dotted names that Python ``source`` imports, inside functions too."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def within(name, package):
    return name == package or name.startswith(f"{package}.")


def row_of(module):
    return max((row for row in ROWS if within(module, row)), key=len, default=None)


def offences_of(module, source):
    """What ``module``, a dotted name below ``quotes``, imports and must not."""
    row = row_of(module)
    if row is None:
        return [f"{module} has no row"]
    allowed = [row, *ROWS[row].split()]
    found = []
    for name in imports_of(source):
        own = name.removeprefix("quotes.")
        if own != name and not any(within(own, package) for package in allowed):
            found.append(f"{module} imports {name}")
        for framework, users in FRAMEWORKS.items():
            known = any(within(module, user) for user in users.split())
            if within(name, framework) and not known:
                found.append(f"{module} imports {name}")
    return found


class LayerTests(TestCase):
    def test_no_module_imports_what_its_row_does_not_allow(self):
        offences = [
            offence
            for module, path in modules()
            for offence in offences_of(module, path.read_text())
        ]

        self.assertEqual(offences, [])

    def test_forbidden_arrows_are_refused(self):
        for module, line in (
            ("names.folding", "from quotes.extraction.types import Kind"),
            ("extraction.who.cast", "import django"),
            ("extraction.text.marks", "from quotes.extraction.spans import rules"),
            ("extraction.spans.finder", "from quotes.extraction.who import cast"),
            ("linking.wordings.words", "from quotes.models import Quote"),
            ("linking.wordings.similarity", "from quotes.linking.store import lock"),
            ("linking.store.lookups", "from quotes.linking.statements import group"),
            ("linking.speakers.link", "from quotes.review import merge_speakers"),
            ("linking.speakers.comparing.relations", "from quotes.models import Quote"),
            ("linking.statements.pairs.recalled", "import quotes.linking.statements"),
            ("linking.in_no_room", "from quotes.names import folding"),
            ("linking.statements.summary", "import quotes.pages.statement_wordings"),
            ("models.quote", "from quotes.linking.wordings import similarity"),
            ("search.query", "from quotes.models import Quote"),
            ("ingest.fetching.client", "from quotes.ingest.records import Record"),
            ("ingest.sources.readers.page", "from quotes.models import Outlet"),
            ("ingest.sync", "from quotes.api.links import quote_address"),
            ("review.merging", "from rest_framework import serializers"),
            ("api.lists", "from quotes.pages import listing"),
            ("api.lists", "from quotes.outgoing import outbox"),
            ("queueing.lane", "from celery import shared_task"),
            ("ingest.pipeline", "from quotes.queueing import jobs"),
            ("outgoing.calls", "from quotes.models import Quote"),
            ("api.lists", "from django.contrib.admin import site"),
            ("admin.quote", "from quotes.api import rows"),
            ("pages.facets", "from quotes.admin import base"),
            ("a_new_package.thing", "import re"),
        ):
            with self.subTest(f"{module}: {line}"):
                self.assertEqual(len(offences_of(module, line)), 1)


def run(code):
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )


class LoadedTests(TestCase):
    """What a process has loaded, seen from outside."""

    def test_pure_modules_work_without_django(self):
        pure = [
            f"quotes.{module}"
            for module, path in modules()
            if "pure" in (ast.get_docstring(ast.parse(path.read_text())) or "").lower()
            or within(module, "names")
            or within(module, "extraction")
            or within(module, "linking.wordings")
            or within(module, "linking.speakers.comparing")
            or within(module, "distributed")
        ]
        self.assertGreater(len(pure), 80)
        code = (
            "import importlib, sys\n"
            "sys.modules['django'] = None\n"
            f"for name in {pure!r}:\n"
            "    importlib.import_module(name)\n"
        )

        process = run(code)

        self.assertEqual((process.returncode, process.stderr), (0, ""))

    def test_workers_never_load_django(self):
        process = run(
            "import sys, quotes.ingest.workers; sys.exit('django' in sys.modules)"
        )

        self.assertEqual((process.returncode, process.stderr), (0, ""))

    def test_what_never_extracts_loads_no_model(self):
        """A web server and most commands need neither the parser nor the network."""
        for setup in (
            "import quotes.extraction",
            "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = "
            "'quotes_project.settings'; os.environ['QUOTES_ENV'] = 'local'; "
            "django.setup()",
        ):
            with self.subTest(setup):
                process = run(
                    f"import sys; {setup}\n"
                    "print(*{'spacy', 'thinc', 'onnxruntime'} & sys.modules.keys())"
                )
                self.assertEqual((process.stdout, process.stderr), ("\n", ""))
