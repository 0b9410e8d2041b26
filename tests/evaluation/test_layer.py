import subprocess
import sys
from unittest import TestCase


class LayerTests(TestCase):
    def test_evaluation_never_loads_django(self):
        # Worker processes import the module that extracts, and start faster without.
        for module in ("errors_page", "figures_table", "running", "calibration"):
            code = (
                f"import sys, quotes.evaluation.{module}; "
                "sys.exit('django' in sys.modules)"
            )
            with self.subTest(module):
                process = subprocess.run([sys.executable, "-c", code])
                self.assertEqual(process.returncode, 0)
