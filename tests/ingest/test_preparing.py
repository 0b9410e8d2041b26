"""What is worked out before the lane goes wrong for one article, not for all."""

from __future__ import annotations

from dataclasses import replace

from django.test import TestCase

from quotes.ingest.loading import store_extracted
from quotes.ingest.sources import Failure
from tests.ingest.test_together import made


class UnreadableTests(TestCase):
    def test_an_article_that_cannot_be_read_is_named_and_the_rest_is_stored(self):
        before, (record, found), after = made(3)
        nowhere = (record, [replace(found[0], content=()), *found[1:]])

        outcomes = list(store_extracted([before, nowhere, after]))

        self.assertEqual(
            [getattr(one, "state", None) for one in outcomes],
            ["stored", None, "stored"],
        )
        self.assertIsInstance(outcomes[1], Failure)
        self.assertIn("could not be stored: IndexError", outcomes[1].reason)
