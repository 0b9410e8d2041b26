"""Chromium of Debian as a process, and windows of it, for tests and pictures."""

import json
import shutil
import tempfile
import urllib.request
from contextlib import ExitStack, closing, contextmanager

try:
    import websocket
    from selenium import webdriver
except ImportError:
    webdriver = None

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
MISSING = [
    name
    for name, found in (
        ("chromium", CHROMIUM),
        ("chromedriver", DRIVER),
        ("the package selenium", webdriver),
    )
    if not found
]
PATIENCE = 60
"""Seconds after which what a page is to show is taken to be missing. No measure of
speed: all that is there is found at once, and a machine may be busy."""
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page is seldom there for long enough that what it runs is worth optimizing.
    "--js-flags=--no-opt",
)


@contextmanager
def browser():
    """A browser with a profile of its own, which both are gone afterwards."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with tempfile.TemporaryDirectory() as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        driver = webdriver.Chrome(
            options=options, service=webdriver.ChromeService(DRIVER)
        )
        try:
            yield driver
        finally:
            driver.quit()


class Kept:
    """A browser that is started once and opens one window after the other."""

    def __init__(self):
        with ExitStack() as opened:
            self.driver = opened.enter_context(browser())
            self._home = self.driver.current_window_handle
            self._size = self.driver.get_window_size()
            self._socket = opened.enter_context(closing(self._connect()))
            # Until here, whatever fails ends the browser.
            self.end = opened.pop_all().close

    def _connect(self):
        """What a page may not ask for, a window with a profile of its own, the browser
        itself is asked for."""
        at = self.driver.capabilities["goog:chromeOptions"]["debuggerAddress"]
        told = f"http://{at}/json/version"
        with urllib.request.urlopen(told, timeout=PATIENCE) as answer:
            address = json.load(answer)["webSocketDebuggerUrl"]
        return websocket.create_connection(
            address, suppress_origin=True, timeout=PATIENCE
        )

    @contextmanager
    def window(self):
        profile = self._ask("Target.createBrowserContext")["browserContextId"]
        where = {"url": "about:blank", "browserContextId": profile, "newWindow": True}
        self.driver.switch_to.window(
            self._ask("Target.createTarget", **where)["targetId"]
        )
        self.driver.set_window_size(self._size["width"], self._size["height"])
        self.driver.get_log("browser")  # What was said before, to nobody.
        try:
            yield self.driver
        finally:
            self.driver.switch_to.window(self._home)
            self._ask("Target.disposeBrowserContext", browserContextId=profile)

    def _ask(self, method, **parameters):
        request = {"id": 1, "method": method, "params": parameters}
        self._socket.send(json.dumps(request))
        while "id" not in (answer := json.loads(self._socket.recv())):
            pass
        return answer["result"]


KEPT = []
"""Browsers of this process in which no window is open."""


@contextmanager
def window():
    """A window with cookies, storage, cache and connections of its own, all of which
    are gone afterwards. Its browser stays for the next: to start one takes two seconds
    of processor time."""
    kept = KEPT.pop() if KEPT else Kept()
    try:
        with kept.window() as driver:
            yield driver
    except BaseException:
        kept.end()
        raise
    KEPT.append(kept)
