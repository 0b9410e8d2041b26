"""A client made from the OpenAPI document by openapi-python-client asks a live server.

Every answer must come back as the class that the document promises, filled in.
"""

import importlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.test import LiveServerTestCase
from drf_spectacular.generators import SchemaGenerator

from quotes.models import ErrorReport
from tests.api.test_details import make_disputed_quote

# Every answer is held against the document on both by test_schema.py and
# test_schemathesis.py: here, how a client reads it.
pytestmark = pytest.mark.any_database

PACKAGE = "generated_quotes_client"


class GeneratedClientTests(LiveServerTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))
        document = folder / "openapi.json"
        document.write_text(json.dumps(SchemaGenerator().get_schema(public=True)))
        config = folder / "config.json"
        config.write_text(json.dumps({"post_hooks": []}))
        command = (
            *(sys.executable, "-m", "openapi_python_client", "generate"),
            *("--path", document, "--output-path", folder / PACKAGE),
            *("--config", config, "--meta", "none", "--fail-on-warning"),
        )
        cls.generated = subprocess.run(command, capture_output=True, text=True)
        sys.path.insert(0, str(folder))
        cls.addClassCleanup(sys.path.remove, str(folder))

    def setUp(self):
        self.assertEqual(self.generated.returncode, 0, self.generated.stdout)
        self.models = importlib.import_module(f"{PACKAGE}.models")
        client = importlib.import_module(f"{PACKAGE}.client")
        self.client_of_api = self.enterContext(
            client.Client(base_url=self.live_server_url)
        )
        self.quote = make_disputed_quote()

    def call(self, name, *args, **kwargs):
        """Call the operation ``name`` ("quotes.get_quote_list")."""
        operation = importlib.import_module(f"{PACKAGE}.api.{name}")
        return operation.sync(*args, client=self.client_of_api, **kwargs)

    def test_a_list(self):
        page = self.call("quotes.get_quote_list", q="dam", page_size=1, count=True)

        self.assertIsInstance(page, self.models.QuotePage)
        (quote,) = page.results
        self.assertEqual(quote.text, self.quote.text)
        self.assertEqual(quote.speaker.name, self.quote.speaker.name)
        self.assertEqual(quote.published_at, self.quote.published_at)
        self.assertEqual(page.count, 1)
        self.assertIsNone(page.next_)

    def test_a_quote_with_everything(self):
        quote = self.call("quotes.get_quote_detail", str(self.quote.pk))

        self.assertIsInstance(quote, self.models.QuoteDetail)
        (candidate,) = quote.candidates
        self.assertEqual((candidate.name, candidate.score), ("Jon Orlo", 0.2))
        self.assertEqual(quote.spans, self.quote.spans)
        self.assertEqual(quote.statement.disputed, True)
        self.assertEqual(quote.targets[0].selector[1].start, self.quote.spans[0][0])

    def test_speakers_by_name(self):
        page = self.call("speakers.get_speaker_list", q="lindquist")

        self.assertIsInstance(page, self.models.SpeakerPage)
        self.assertEqual(page.results[0].slug, self.quote.speaker.slug)

    def test_a_statement_with_its_printings(self):
        key = str(self.quote.statement_id)
        statement = self.call("statements.get_statement_detail", key)

        self.assertIsInstance(statement, self.models.StatementDetail)
        self.assertEqual(statement.dispute.value, self.quote.statement.dispute)
        self.assertTrue(statement.printings)
        self.assertIsInstance(statement.printings[0].outlet, self.models.BriefOutlet)

    def test_facets(self):
        facets = self.call("quotes.get_quote_facets")

        self.assertIsInstance(facets, self.models.Facets)
        self.assertEqual(facets.speaker[0].name, self.quote.speaker.name)

    def test_a_text_to_verify(self):
        body = self.models.TextToVerify(text="“Nobody ever said these words here.”")
        verified = self.call("verify.post_verify", body=body)

        self.assertIsInstance(verified, self.models.Verification)
        self.assertEqual(verified.results[0].status.value, "not_found")

    def test_a_report(self):
        body = self.models.ReportToFile(
            reason=self.models.ReportToFileReason("speaker"), explanation="It was Teo."
        )
        filed = self.call("quotes.post_quote_report", str(self.quote.pk), body=body)

        self.assertIsInstance(filed, self.models.Report)
        self.assertEqual(filed.id, ErrorReport.objects.get().pk)

    def test_a_refusal(self):
        refused = self.call("quotes.get_quote_list", cursor="no cursor")

        self.assertIsInstance(refused, self.models.Problem)
        self.assertEqual(refused.errors[0].parameter, "cursor")
