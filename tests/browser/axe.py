"""What the tests of accessibility share: axe-core, widths and schemes."""

import json
import os
import re
from pathlib import Path

from tests.browser.chromium import AXE, BrowserTestCase, picture, set_view

SIZES = {"wide": 1280, "narrow": 360}
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""Rules about colours alone, the dearest of all."""
LIGHT = """
Object.fromEntries(axe._audit.rules
  .filter(rule => ['minor', 'moderate'].includes(rule.impact))
  .map(rule => [rule.id, {enabled: false}]))
"""
"""Rules that find nothing serious or critical, whatever they find: not asked."""


class AxeTestCase(BrowserTestCase):
    """A browser, and what axe-core finds serious or critical in a page."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.axe = AXE.read_text()

    def show(self, page, *, width, scheme="light"):
        set_view(self.browser, width=width, scheme=scheme)
        self.visit(page)

    def take_picture(self, page, name):
        """Put a picture of the whole page where SCREENSHOTS says."""
        if folder := os.environ.get("SCREENSHOTS"):
            path = re.sub(r"\W+", "-", page).strip("-") or "front"
            target = Path(folder) / f"{path}-{name}.png"
            target.write_bytes(picture(self.browser, captureBeyondViewport=True))

    def violations(self, *rules, without=()):
        """What is serious or critical by ``rules``, or by all there are but some."""
        if not self.evaluate("'axe' in window"):
            self.evaluate(self.axe)
        # Of what is in order, every element would be described, too.
        chosen = "resultTypes: ['violations']"
        if rules:
            chosen += f", runOnly: {list(rules)}"
        else:
            off = {rule: {"enabled": False} for rule in without}
            chosen += f", rules: {{...{LIGHT}, ...{json.dumps(off)}}}"
        return self.evaluate(
            f"axe.run({{{chosen}}}).then(found => found.violations"
            ".filter(v => ['serious', 'critical'].includes(v.impact))"
            ".map(v => v.id + ': ' + v.nodes[0].html))"
        )

    def violations_in_the_dark(self, *, width):
        """Those of the page that is shown, in the other scheme: of colours alone, for
        nothing else of a page depends on the scheme."""
        set_view(self.browser, width=width, scheme="dark")
        # Colours that change by and by are to be there now.
        self.evaluate("document.getAnimations().forEach(one => one.finish())")
        return self.violations(*OF_COLOURS)
