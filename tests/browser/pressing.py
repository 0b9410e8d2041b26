"""An editor at the keyboard: signs in, presses keys, and each press is counted."""

from django.contrib.auth import get_user_model

from tests.browser.chromium import MISSING, BrowserTestCase, set_view

if not MISSING:
    from selenium.common.exceptions import TimeoutException, WebDriverException
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.support.ui import WebDriverWait

PASSWORD = "a long pass phrase"


class PressingTestCase(BrowserTestCase):
    def setUp(self):
        set_view(self.browser, width=1280)
        self.editor = get_user_model().objects.create_superuser(
            "ines", password=PASSWORD
        )
        self.presses = 0
        # What a test before has switched off.
        self.browser.get(f"{self.live_server_url}/about/")
        self.evaluate("localStorage.clear()")
        self.browser.delete_all_cookies()

    def press(self, *keys):
        """Press keys, one after the other, on whatever has the focus."""
        for key in keys:
            self.presses += 1
            ActionChains(self.browser).send_keys(key).perform()

    def type(self, words):
        ActionChains(self.browser).send_keys(words).perform()

    def sign_in(self):
        """By the form, with keys; lands on the desk."""
        self.browser.get(f"{self.live_server_url}/admin/")
        self.type("ines" + Keys.TAB + PASSWORD + Keys.ENTER)
        self.until("document.body.classList.contains('desk-front')")

    def until(self, condition):
        """Wait for a page that has been made ready and of which ``condition`` holds."""
        ready = f"document.readyState === 'complete' && ({condition})"
        try:
            WebDriverWait(self.browser, 20, poll_frequency=0.02).until(
                lambda browser: self._holds(ready)
            )
        except TimeoutException:
            shown = self.evaluate("document.body.innerText")[:600]
            raise AssertionError(
                f"Not so on {self.browser.current_url}: {condition}\n{shown}"
            ) from None

    def _holds(self, condition):
        try:
            return self.evaluate(f"Boolean({condition})")
        except WebDriverException:
            return False  # Between two pages.

    def focused(self):
        return self.evaluate("document.activeElement.name || document.activeElement.id")
