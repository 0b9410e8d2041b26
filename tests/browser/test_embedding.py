"""A quote in a frame of another site, in a real browser; nothing else of ours is."""

import threading
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from unittest import skipUnless

from quotes import review
from tests.browser.chromium import MISSING, BrowserTestCase
from tests.build import make_editor, make_quote, make_speaker


@contextmanager
def site_with(frame):
    """Another site, whose page holds ``frame``; yields its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>News</title>{frame}".encode())

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


@skipUnless(not MISSING, f"Not here: {', '.join(MISSING)}.")
class EmbeddingTests(BrowserTestCase):
    def setUp(self):
        self.browser.get_log("browser")  # what another test has left
        self.quote = make_quote("The dam holds", speaker=make_speaker("Mara Voss"))

    def framed_text(self, frame):
        """What stands in the frame of a page of another site; "" where nothing does."""
        with ExitStack() as stack:
            self.browser.get(stack.enter_context(site_with(frame)))
            self.browser.switch_to.frame(0)
            # Which may still be told that it is not shown.
            find = self.browser.find_element
            text = self.wait(lambda: [find("css selector", "body").text])[0]
            self.browser.switch_to.default_content()
        return text

    def snippet(self):
        """What the page of the quote offers to paste."""
        self.visit(f"/quotes/{self.quote.pk}/")
        return self.read("#snippet", "value")

    def test_what_is_pasted_shows_the_quote_and_that_it_was_taken_back(self):
        snippet = self.snippet()
        shown = self.framed_text(snippet)
        self.assertIn("“The dam holds”", shown)
        self.assertIn("Mara Voss", shown)
        self.assertEqual(self.complaints(), [])
        review.reject(quote=self.quote, by=make_editor(), reason="A headline")
        shown = self.framed_text(snippet)
        self.assertIn("This quote was taken back.", shown)
        self.assertNotIn("The dam holds", shown)

    def test_no_other_page_is_framed(self):
        page = f"{self.live_server_url}/quotes/{self.quote.pk}/"
        self.assertNotIn(
            "dam holds", self.framed_text(f'<iframe src="{page}"></iframe>')
        )
        self.wait(lambda: "frame" in str(self.browser.get_log("browser")))

    def test_data_in_a_page_is_no_script_that_its_policy_refuses(self):
        self.visit(f"/quotes/{self.quote.pk}/")
        told = self.evaluate(
            "JSON.parse(document.querySelector('[type=\"application/ld+json\"]')"
            ".textContent)['@type']"
        )

        self.assertEqual(told, "Quotation")
        self.assertEqual(self.complaints(), [])
