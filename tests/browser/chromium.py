"""Debian's Chromium without a window, driven by selenium: for tests and pictures."""

import shutil
import tempfile
from base64 import b64decode
from contextlib import contextmanager

try:
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
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
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
