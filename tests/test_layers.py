"""Imports run one way, as docs/decisions.md draws it."""

import ast
import subprocess
import sys
from pathlib import Path
from unittest import TestCase

QUOTES = Path(__file__).parent.parent / "quotes"

# What a layer must not import, since data flows down and never back.
FORBIDDEN = {
    "extraction": ["django", "rest_framework", "quotes.models", "quotes.ingest",
                   "quotes.linking", "quotes.search", "quotes.api", "quotes.admin"],
    "search": ["quotes.ingest", "quotes.linking", "quotes.api", "quotes.admin"],
    "models": ["quotes.ingest", "quotes.linking", "quotes.api", "quotes.admin"],
    "ingest": ["rest_framework", "quotes.api", "quotes.admin"],
    "linking": ["rest_framework", "quotes.ingest", "quotes.api", "quotes.admin"],
    "api": ["quotes.admin", "quotes.pages", "django.contrib.admin"],
    "admin": ["rest_framework", "quotes.api", "quotes.pages"],
    "pages": ["quotes.admin", "django.contrib.admin"],
}  # fmt: skip


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


class LayerTests(TestCase):
    def test_no_layer_imports_one_above_it(self):
        offences = [
            f"{path.relative_to(QUOTES)} imports {name}"
            for layer, forbidden in FORBIDDEN.items()
            for path in [*(QUOTES / layer).rglob("*.py"), QUOTES / f"{layer}.py"]
            if path.exists()
            for name in imports_of(path)
            for banned in forbidden
            if name == banned or name.startswith(f"{banned}.")
        ]

        self.assertEqual(offences, [])

    def test_extraction_and_its_workers_never_load_django(self):
        for module in ("quotes.extraction", "quotes.ingest.workers"):
            code = f"import sys, {module}; sys.exit('django' in sys.modules)"
            with self.subTest(module):
                process = subprocess.run([sys.executable, "-c", code])
                self.assertEqual(process.returncode, 0)
