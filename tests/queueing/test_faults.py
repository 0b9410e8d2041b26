"""A few faults on real processes: the harness (python -m tests.faults) at its least."""

import shutil
import subprocess
import sys
from pathlib import Path
from unittest import TestCase, skipUnless

ROOT = Path(__file__).parents[2]


class FaultTests(TestCase):
    @skipUnless(shutil.which("redis-server"), "redis-server is not installed")
    def test_nothing_is_lost_or_doubled_by_a_few_faults(self):
        process = subprocess.run(
            [sys.executable, "-m", "tests.faults", "--faults", "4", "--articles", "24"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=280,
        )

        self.assertEqual(process.returncode, 0, process.stdout + process.stderr)
        self.assertIn("rows lost", process.stdout)
