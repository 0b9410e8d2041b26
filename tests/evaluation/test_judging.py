from dataclasses import replace
from unittest import TestCase

from quotes.evaluation.judging import Verdict, errors, findings
from tests.evaluation.build import GOLD, OVER, PIER, RENTS, compared, quote


class VerdictTests(TestCase):
    def verdicts(self, gold, predicted):
        (score,) = compared(gold, predicted).documents
        return [one.verdict for one in findings(score)]

    def test_right(self):
        self.assertEqual(self.verdicts(GOLD, GOLD), [Verdict.RIGHT] * 3)

    def test_missed_and_extra(self):
        self.assertEqual(self.verdicts([PIER], [OVER]), [Verdict.MISSED, Verdict.EXTRA])

    def test_wrong_source(self):
        other = replace(PIER, source=OVER.source)

        self.assertEqual(self.verdicts([PIER], [other]), [Verdict.WRONG_SOURCE])

    def test_wrong_speaker_with_the_right_source(self):
        gold = replace(PIER, speaker=("Ada Marlow",))
        ours = replace(PIER, speaker=("Bo Marlow",))

        self.assertEqual(self.verdicts([gold], [ours]), [Verdict.WRONG_SPEAKER])

    def test_right_speaker_with_a_wrong_source_is_a_wrong_source(self):
        gold = replace(PIER, speaker=("Ada Marlow",))
        ours = replace(gold, source=OVER.source)

        self.assertEqual(self.verdicts([gold], [ours]), [Verdict.WRONG_SOURCE])

    def test_wrong_relay(self):
        gold = replace(PIER, speaker=("Marlow",), relayed_by=("Pier News",))
        ours = replace(gold, relayed_by=())

        self.assertEqual(self.verdicts([gold], [ours]), [Verdict.WRONG_RELAY])

    def test_boundaries(self):
        ours = quote("We will", source="Marlow")

        self.assertEqual(self.verdicts([PIER], [ours]), [Verdict.BOUNDARIES])

    def test_what_answers_an_arguable_annotation_is_arguable(self):
        gold = replace(PIER, arguable=True)

        self.assertEqual(self.verdicts([gold], [PIER]), [Verdict.ARGUABLE])

    def test_a_wrong_source_comes_before_a_quoted_miss_and_an_indirect_extra(self):
        ours = [replace(PIER, source=OVER.source), OVER]

        found = errors(compared([PIER, RENTS], ours).documents)

        self.assertEqual(
            [one.verdict for one in found],
            [Verdict.WRONG_SOURCE, Verdict.MISSED, Verdict.EXTRA],
        )

    def test_the_surer_error_comes_first(self):
        ours = [replace(OVER, confidence=0.2), replace(PIER, confidence=0.9)]

        found = errors(compared([], ours).documents)

        self.assertEqual([one.predicted.quote.confidence for one in found], [0.9, 0.2])
