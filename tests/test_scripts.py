"""Programs that no test runs still import what is there: scripts, figures, load."""

import ast
from pathlib import Path
from unittest import TestCase

ROOT = Path(__file__).parent.parent
RARELY_RUN = ("script", "tests/benchmarks", "tests/load", "tests/faults")


def programs():
    """Every Python file of those that are run by hand."""
    for folder in RARELY_RUN:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix == ".py" or (path.is_file() and _is_python(path)):
                yield path


def _is_python(path):
    return not path.suffix and "python" in path.read_text("utf-8", "ignore")[:60]


def names_in(path):
    """What the module ``path`` defines or imports, at whatever depth."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            names |= {alias.asname or alias.name for alias in node.names}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


def missing_from(source):
    """The names of ours that Python ``source`` imports and that are not there."""
    missing = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.ImportFrom):
            continue
        if (node.module or "").split(".")[0] not in ("quotes", "tests"):
            continue
        place = ROOT / node.module.replace(".", "/")
        files = (place.with_suffix(".py"), place / "__init__.py")
        held = set().union(*(names_in(file) for file in files if file.exists()))
        held |= {path.stem for path in place.glob("*")}
        names = [alias.name for alias in node.names if alias.name not in held]
        missing += [f"{node.module}.{name}" for name in names]
    return missing


class ScriptTests(TestCase):
    def test_programs_run_by_hand_import_what_is_there(self):
        found = list(programs())
        self.assertGreater(len(found), 30)
        for path in found:
            with self.subTest(path.relative_to(ROOT)):
                self.assertEqual(missing_from(path.read_text()), [])

    def test_what_is_not_there_is_found(self):
        source = "from quotes.linking.store.lock import lock_linking, unlock_linking"

        self.assertEqual(
            missing_from(source), ["quotes.linking.store.lock.unlock_linking"]
        )
