"""What tests and pictures do with a page in Chromium, driven by selenium."""

import json
import threading
import time
from base64 import b64decode
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import pytest
from django.contrib.staticfiles.testing import StaticLiveServerTestCase
from django.test import Client

from tests.browser.windows import MISSING, PATIENCE, window

if not MISSING:
    from selenium.common import exceptions


def find_axe():
    """Return where axe.min.js lies; None where its package is not installed."""
    package = find_spec("axe_playwright_python")
    folder = package and package.submodule_search_locations
    return Path(folder[0]) / "axe.min.js" if folder else None


AXE = find_axe()
LACKING = [*MISSING, *([] if AXE else ["axe-core (requirements-axe.txt)"])]


def set_view(driver, *, width, scheme="light", height=800, scale=1):
    """Show pages ``width`` by ``height`` pixels large, in ``scheme`` of colours."""
    driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {
            "width": width,
            "height": height,
            "deviceScaleFactor": scale,
            "mobile": False,
        },
    )
    driver.execute_cdp_cmd(
        "Emulation.setEmulatedMedia",
        {"features": [{"name": "prefers-color-scheme", "value": scheme}]},
    )


def picture(driver, **options):
    """Return the bytes of a picture; options: those of Page.captureScreenshot."""
    return b64decode(driver.execute_cdp_cmd("Page.captureScreenshot", options)["data"])


class NotThereError(AssertionError):
    """What a script asks for is not in the page, or no page is shown: perhaps yet."""


READ = """
(selector, what) => {
  const found = document.querySelector(selector);
  if (!found) throw `not there: ${selector}`;
  // What is hidden has an innerText, too.
  const seen = found.checkVisibility({visibilityProperty: true});
  if (what === "innerText" && !seen) throw `not seen: ${selector}`;
  return [found[what]];
}
"""

# What a page may still come to have, or has just come to have anew.
NOT_YET = (NotThereError,)
if not MISSING:
    NOT_YET += (
        exceptions.NoSuchElementException,
        exceptions.StaleElementReferenceException,
        exceptions.ElementNotInteractableException,
        exceptions.ElementClickInterceptedException,
    )


@pytest.mark.any_database
class BrowserTestCase(StaticLiveServerTestCase):
    """Tests with a window of their own, and what the browser has to say.

    What it makes of a page does not depend on where the page's rows lie.

    A page goes when it goes: after a click the old one may answer for a while, and what
    was found in it is worth nothing afterwards. Therefore no test keeps an element.
    ``click``, ``write`` and ``read`` look for theirs until they have it; whatever leads
    to another page is done by ``follow`` or within ``next_page``, which wait for that.
    """

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The last goes first: windows, for the server waits for connections that they
        # keep open; what answered them; the server.
        cls.addClassCleanup(cls.wait_for_answers)
        cls.browser = cls.enterClassContext(window())

    @staticmethod
    def wait_for_answers():
        """Threads of the server close the database's connections, too, which they may
        not once the server has ended."""
        for thread in threading.enumerate():
            if thread.name.endswith("(process_request_thread)"):
                thread.join(timeout=PATIENCE)

    def visit(self, path):
        self.browser.get(self.live_server_url + path)

    def log_in(self, user, driver=None):
        """Give the browser the cookie of a session of ``user``, and no other."""
        driver = driver or self.browser
        client = Client()
        client.force_login(user)
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value}
        self.forget(driver)
        driver.execute_cdp_cmd(
            "Network.setCookie", {"url": self.live_server_url, **cookie}
        )

    def forget(self, driver=None):
        """Take away what the browser has kept of our pages."""
        where = {"origin": self.live_server_url, "storageTypes": "local_storage"}
        driver = driver or self.browser
        driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        driver.execute_cdp_cmd("Storage.clearDataForOrigin", where)

    def evaluate(self, expression, driver=None):
        """Run a script past the page's own policy, which lets no foreign one run."""
        how = {"awaitPromise": True, "returnByValue": True}
        driver = driver or self.browser
        try:
            answer = driver.execute_cdp_cmd(
                "Runtime.evaluate", {"expression": expression, **how}
            )
        except exceptions.WebDriverException as between_two_pages:
            raise NotThereError(between_two_pages.msg) from between_two_pages
        if failed := answer.get("exceptionDetails"):
            thrown = failed.get("exception", {})
            why = thrown.get("description") or thrown.get("value")
            raise NotThereError(f"{failed['text']} {why}")
        return answer["result"].get("value")

    def wait(self, condition, driver=None):
        """Return what ``condition`` gives as soon as that is something.

        No measure of speed: the first to check a draft waits for a model to be loaded,
        beside all that runs at once. driver: whose page it is about.
        """
        end = time.monotonic() + PATIENCE
        missing = None
        while time.monotonic() < end:
            try:
                if found := condition():
                    return found
                missing = None
            except NOT_YET as error:
                missing = error
            time.sleep(0.02)
        raise AssertionError(
            f"Not so after {PATIENCE} s: {missing or 'what is waited for is false'}\n"
            f"{self.shown(driver or self.browser)}"
        ) from missing

    def shown(self, driver):
        """The address of a page and how it begins, for a message; raises nothing."""
        try:
            text = self.evaluate("document.body.innerText", driver)
            return f"{driver.current_url}\n{str(text)[:600]}"
        except (NotThereError, exceptions.WebDriverException) as error:
            return f"Its page cannot be read: {error}"

    def until(self, condition):
        """Wait for a page that has been made ready and of which ``condition`` holds."""
        ready = f"document.readyState === 'complete' && Boolean({condition})"
        self.wait(lambda: self.evaluate(ready))

    @contextmanager
    def next_page(self, driver=None):
        """Wait until the page that is led to within has been made ready."""
        # When a document was begun tells it from every other.
        page = "document.readyState === 'complete' && performance.timeOrigin"
        left = self.evaluate("performance.timeOrigin", driver)
        yield
        self.wait(lambda: self.evaluate(page, driver) not in (False, left), driver)

    def click(self, selector, text=""):
        """Click on the first thing that is seen there and holds ``text``."""

        def clicked():
            for element in self.browser.find_elements("css selector", selector):
                if text in element.text and element.is_displayed():
                    element.click()
                    return True
            return False

        self.wait(clicked)

    def follow(self, selector, text=""):
        """Click on what leads to another page."""
        with self.next_page():
            self.click(selector, text)

    def write(self, selector, words):
        """Let a field hold ``words`` and nothing else."""

        def written():
            field = self.browser.find_element("css selector", selector)
            field.clear()
            field.send_keys(words)
            return True

        self.wait(written)

    def read(self, selector, what="innerText"):
        """What the first thing there says as soon as it is seen, or another of its
        properties, whether it is seen or not."""
        script = f"({READ})({json.dumps(selector)}, {json.dumps(what)})"
        return self.wait(lambda: self.evaluate(script))[0]

    def count(self, selector):
        """How many things are there now."""
        return self.evaluate(
            f"document.querySelectorAll({json.dumps(selector)}).length"
        )

    def complaints(self):
        """What the browser has to say, but that an address is not there or wrong."""
        return [
            entry
            for entry in self.browser.get_log("browser")
            if "the server responded with a status of 40" not in entry["message"]
        ]
