"""No function branches more than a reader can follow, boolean operators counted.

ruff counts branches alone: "if a and b or c" is one to it and three to whoever reads.
"""

from pathlib import Path

from django.test import SimpleTestCase
from radon.complexity import cc_visit

import quotes

ROOT = Path(quotes.__file__).parent
MOST = 15


def functions_above(source, most=MOST):
    """The names of functions and methods of ``source`` that branch more often."""
    for block in cc_visit(source):
        if block.letter != "C" and block.complexity > most:
            name = f"{block.classname}." if getattr(block, "classname", None) else ""
            yield f"{name}{block.name}"


class ComplexityTests(SimpleTestCase):
    def test_no_function_is_above_the_limit(self):
        found = {
            f"{'.'.join(path.relative_to(ROOT).with_suffix('').parts)}.{name}"
            for path in ROOT.rglob("*.py")
            if "migrations" not in path.parts
            for name in functions_above(path.read_text())
        }

        self.assertEqual(found, set(), f"Divide it: at most {MOST}.")

    def test_boolean_operators_count(self):
        source = "def one(a, b, c):\n    return a and b or c\n"

        self.assertEqual(list(functions_above(source, 2)), ["one"])
        self.assertEqual(list(functions_above(source, 3)), [])
