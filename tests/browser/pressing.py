"""An editor at the keyboard: signs in, presses keys, and each press is counted."""

from django.contrib.auth import get_user_model

from tests.browser.chromium import MISSING, BrowserTestCase, set_view

if not MISSING:
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys

PASSWORD = "a long pass phrase"


class PressingTestCase(BrowserTestCase):
    def setUp(self):
        set_view(self.browser, width=1280)
        self.editor = get_user_model().objects.create_superuser(
            "ines", password=PASSWORD
        )
        self.presses = 0
        self.forget()  # What a test before has switched off.

    def press(self, *keys):
        """Press keys, one after the other, on whatever has the focus."""
        for key in keys:
            self.presses += 1
            ActionChains(self.browser).send_keys(key).perform()

    def type(self, words):
        ActionChains(self.browser).send_keys(words).perform()

    def sign_in(self):
        """By the form, with keys; lands on the desk."""
        self.visit("/admin/")
        self.until("document.activeElement.name === 'username'")
        self.type("ines" + Keys.TAB + PASSWORD + Keys.ENTER)
        self.until("document.body.classList.contains('desk-front')")

    def focused(self):
        return self.evaluate("document.activeElement.name || document.activeElement.id")
