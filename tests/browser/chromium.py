"""A headless Chromium for the browser tests.

Needs Chromium with its driver (Debian: chromium, chromium-driver); selenium and
axe-core come with requirements-dev.txt and requirements-axe.txt.
"""

import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from django.contrib.staticfiles.testing import StaticLiveServerTestCase

try:
    from selenium import webdriver
    from selenium.webdriver.support.ui import WebDriverWait
except ImportError:
    webdriver = None

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")


def find_axe():
    """Return where axe.min.js lies; None where its package is not installed."""
    package = find_spec("axe_playwright_python")
    folder = package and package.submodule_search_locations
    return Path(folder[0]) / "axe.min.js" if folder else None


AXE = find_axe()
MISSING = [
    name
    for name, found in (
        ("chromium", CHROMIUM),
        ("chromedriver", DRIVER),
        ("the package selenium", webdriver),
        ("axe-core (requirements-axe.txt)", AXE),
    )
    if not found
]
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class BrowserTestCase(StaticLiveServerTestCase):
    """Tests with a browser of their own, and what it has to say."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        cls.profile = tempfile.TemporaryDirectory()
        for flag in (*FLAGS, f"--user-data-dir={cls.profile.name}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        service = webdriver.ChromeService(DRIVER)
        cls.browser = webdriver.Chrome(options=options, service=service)

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        cls.profile.cleanup()
        super().tearDownClass()

    def evaluate(self, expression):
        """Run a script past the page's own policy, which lets no foreign one run."""
        answer = self.browser.execute_cdp_cmd(
            "Runtime.evaluate",
            {"expression": expression, "awaitPromise": True, "returnByValue": True},
        )
        return answer["result"].get("value")

    def wait(self, condition):
        """Return what ``condition`` gives as soon as that is something."""
        return WebDriverWait(self.browser, 10).until(lambda browser: condition())

    def complaints(self):
        """What the browser has to say, but that an address is not there or wrong."""
        return [
            entry
            for entry in self.browser.get_log("browser")
            if "the server responded with a status of 40" not in entry["message"]
        ]
