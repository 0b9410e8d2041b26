"""A few faults on real processes: the harness (python -m tests.faults) at its least."""

import os
import shutil
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from unittest import TestCase, skipUnless

from tests.faults.cluster import skewed

ROOT = Path(__file__).parents[2]


class FaultTests(TestCase):
    def test_a_wrong_clock_is_wrong(self):
        told = subprocess.run(
            [sys.executable, "-c", "import time; print(time.time())"],
            env=os.environ | skewed(5 * 3600),
            capture_output=True,
            text=True,
            check=True,
        )

        ahead = float(told.stdout) - time.time()
        # Without the library a worker is told of it, and its own clock is not wrong.
        expected = 5 * 3600 if find_spec("libfaketime") else 0
        self.assertAlmostEqual(ahead, expected, delta=60)

    @skipUnless(shutil.which("redis-server"), "redis-server is not installed")
    def test_nothing_is_lost_or_doubled_by_a_few_faults(self):
        process = subprocess.run(
            [sys.executable, "-m", "tests.faults", "--faults", "4", "--articles", "24"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=900,
        )

        self.assertEqual(process.returncode, 0, process.stdout + process.stderr)
        self.assertIn("rows lost", process.stdout)
