import json
from unittest import TestCase

from tests.extraction.deviations import RECORD, deviations


class FixtureArticlesTests(TestCase):
    maxDiff = None

    def test_every_quotation_is_the_annotated_one_save_the_recorded_deviations(self):
        self.assertEqual(deviations(), json.loads(RECORD.read_text()))
