"""The running server against its own OpenAPI document, by thousands of requests.

schemathesis makes them from the document: allowed ones, and ones just outside. No
answer may be a fault of ours (5xx) or other than the document says.
"""

import json
import logging
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from unittest import skipUnless
from unittest.mock import patch

from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import LiveServerTestCase, override_settings

from quotes.api.saved_searches import save_search
from quotes.api.subscriptions import save_webhook
from quotes.models import Article, Outlet, Quote, Speaker, Statement
from quotes.review.api_tokens import create_token
from tests.build import make_editor

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SECONDS = 300
KEYS = 4
PHASES = {
    "sqlite": ("examples", "coverage"),
    "postgresql": ("fuzzing",),
}
"""Values at their limits are read before a database is asked, and what is drawn at
random reaches it as the walks' do (``tests/walk/``), which ask both: each once will do.
"""


@skipUnless(find_spec("schemathesis"), "schemathesis is not installed.")
@override_settings(API_RATES=dict.fromkeys(settings.API_RATES, "100000000/day"))
class SchemathesisTests(LiveServerTestCase):
    def setUp(self):
        cache.clear()
        # Refusals are what is asked for: a line for each would bury the rest.
        logging.disable(logging.WARNING)
        self.addCleanup(logging.disable, logging.NOTSET)
        self.enterContext(patch.dict(os.environ, {"QUOTES_MODEL": "none"}))
        call_command(
            "extract_quotes",
            str(ROOT / "fixtures" / "articles"),
            workers=1,
            stdout=StringIO(),
        )
        token, self.secret = create_token(name="Checks", by=make_editor())
        self.saved = save_search(
            owner={"token": token}, name="All", kind="quotes", parameters={}
        )
        self.webhook = save_webhook(
            owner={"token": token},
            address="https://newsroom.example/hook",
            saved_search=None,
        )

    def known_keys(self):
        def keys(model, column="pk"):
            return [str(row) for row in model.objects.values_list(column, flat=True)][
                :KEYS
            ]

        return {
            "quotes": keys(Quote),
            "articles": keys(Article),
            "statements": keys(Statement),
            "outlets": keys(Outlet, "slug"),
            "speakers": keys(Speaker, "slug"),
            "saved-searches": [str(self.saved.pk)],
            "webhooks": [str(self.webhook.pk)],
        }

    def test_every_answer_is_as_the_document_says(self):
        command = [
            *(sys.executable, "-m", "schemathesis.cli"),
            *("--config-file", str(HERE / "schemathesis.toml")),
            *("run", f"{self.live_server_url}/api/v1/schema/"),
            *("--header", f"Authorization: Bearer {self.secret}"),
            *("--phases", ",".join(PHASES[connection.vendor])),
        ]
        finished = subprocess.run(
            command,
            cwd=ROOT,
            env={
                **os.environ,
                "SCHEMATHESIS_HOOKS": "tests.api.schemathesis_checks",
                "KNOWN_KEYS": json.dumps(self.known_keys()),
                "PYTHONPATH": str(ROOT),
                "NO_PROXY": "*",
            },
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )

        self.assertEqual(finished.returncode, 0, finished.stdout + finished.stderr)
        # A run that asked for nothing would find nothing.
        generated = re.search(r"(\d+) generated", finished.stdout)
        self.assertGreater(int(generated[1]), 150, finished.stdout)
        tested = re.search(r"Tested: (\d+)", finished.stdout)
        self.assertGreaterEqual(int(tested[1]), 30, finished.stdout)
