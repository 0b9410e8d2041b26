import json
import random
import tempfile
from dataclasses import replace
from pathlib import Path
from unittest import TestCase

import numpy
from numpy.testing import assert_allclose

from quotes.evaluation.calibration import (
    CalibrationDataError,
    Sample,
    adapt,
    fit,
    isotonic_regression,
    logistic_regression,
    samples_of,
    write_calibration,
)
from quotes.evaluation.reliability import Judged, calibration_error, equal_width
from quotes.extraction.calibration import (
    Calibration,
    CalibrationError,
    read_calibration,
)
from tests.evaluation.build import OVER, PIER, compared


def overconfident(count, seed=3):
    """Samples whose score of 0 to 1 is right only score² of the time."""
    chance = random.Random(seed)  # noqa: S311 - a sample
    samples = []
    for number in range(count):
        score = chance.random()
        evidence = (("score", score), ("how=pronoun", float(number % 2)))
        samples.append(Sample(evidence, chance.random() < score**2, str(number % 40)))
    return samples


class FitTests(TestCase):
    def test_what_is_fitted_is_calibrated_on_other_samples(self):
        calibration = fit(overconfident(4000))
        others = overconfident(4000, seed=4)

        before = [Judged(dict(one.evidence)["score"], one.right) for one in others]
        after = [
            Judged(calibration.probability(one.evidence), one.right) for one in others
        ]

        self.assertGreater(calibration_error(equal_width(before)), 0.15)
        self.assertLess(calibration_error(equal_width(after)), 0.03)

    def test_a_higher_score_is_never_less_likely(self):
        calibration = fit(overconfident(1000))

        values = [calibration.probability([("score", n / 50)]) for n in range(51)]

        self.assertEqual(values, sorted(values))

    def test_a_score_that_falls_as_things_go_right_gets_no_weight(self):
        samples = [
            Sample(
                (("score", 1 - dict(one.evidence)["score"]),), one.right, one.document
            )
            for one in overconfident(500)
        ]

        self.assertEqual(fit(samples).weights, {})

    def test_the_order_of_samples_does_not_matter(self):
        samples = overconfident(500)

        self.assertEqual(fit(samples), fit(samples[::-1]))

    def test_a_document_may_count_more_than_once(self):
        samples = overconfident(1000)
        few = {str(number): 5 for number in range(4)}

        once = fit(samples)
        often = fit(samples, times=few)

        again = [one for one in samples for _ in range(few.get(one.document, 1))]
        self.assertEqual(often.weights, fit(again).weights)
        self.assertNotEqual(often.weights, once.weights)
        self.assertEqual(often.fitted_on["quotations"], 1000)

    def test_rare_evidence_gets_no_weight(self):
        rare = Sample((("score", 0.5), ("how=joint", 1.0)), False, "x")

        self.assertNotIn("how=joint", fit([*overconfident(500), rare]).weights)

    def test_what_it_was_fitted_on_is_kept(self):
        fitted = fit(overconfident(500), corpus="gold.jsonl").fitted_on

        self.assertEqual(
            (fitted["corpus"], fitted["documents"], fitted["quotations"]),
            ("gold.jsonl", 40, 500),
        )
        self.assertLess(
            fitted["cross-validated"]["calibration error, equal width"], 0.1
        )

    def test_too_few_samples_are_refused(self):
        with self.assertRaisesRegex(CalibrationDataError, "99 quotations .* needs 100"):
            fit(overconfident(99))

    def test_samples_that_are_all_right_are_refused(self):
        samples = [Sample((("score", 0.5),), True, str(n)) for n in range(200)]

        with self.assertRaisesRegex(CalibrationDataError, "all quotations are right"):
            fit(samples)


class AdaptTests(TestCase):
    """A weight for one more piece of evidence, all else left alone."""

    STRICT = Calibration(bias=0.0, weights={"score log-odds": 1.0})

    def samples(self, *, right, wrong):
        evidence = (("score log-odds", 0.0), ("ours", 1.0))
        return [
            Sample(evidence, number < right, str(number))
            for number in range(right + wrong)
        ]

    def test_the_weight_under_which_the_samples_are_likeliest(self):
        adapted = adapt(self.STRICT, self.samples(right=90, wrong=10), name="ours")

        # Nine in ten are right: log odds of 2.197, in steps of 0.05.
        self.assertEqual(adapted.weights, {"score log-odds": 1.0, "ours": 2.2})
        self.assertEqual(adapted.bias, 0.0)

    def test_what_lacks_the_evidence_keeps_its_confidence(self):
        adapted = adapt(self.STRICT, self.samples(right=90, wrong=10), name="ours")

        self.assertEqual(adapted.probability([("score log-odds", 0.0)]), 0.5)

    def test_it_never_makes_less_sure(self):
        adapted = adapt(self.STRICT, self.samples(right=10, wrong=90), name="ours")

        self.assertEqual(adapted.weights["ours"], 0.0)

    def test_what_it_was_adapted_to_is_kept(self):
        samples = self.samples(right=90, wrong=10)

        adapted = adapt(self.STRICT, samples, name="ours", corpus="own.jsonl")

        self.assertEqual(
            adapted.fitted_on["ours"],
            {"corpus": "own.jsonl", "quotations": 100, "right": 90},
        )

    def test_too_few_samples_are_refused(self):
        with self.assertRaisesRegex(CalibrationDataError, "99 quotations"):
            adapt(self.STRICT, self.samples(right=90, wrong=9), name="ours")

    def test_samples_without_the_evidence_do_not_count(self):
        with self.assertRaisesRegex(CalibrationDataError, "0 quotations"):
            adapt(self.STRICT, overconfident(200), name="ours")


class SampleTests(TestCase):
    def samples(self, gold, ours):
        found = samples_of(compared([gold], [ours]).documents)
        return [(one.evidence, one.right, one.document) for one in found]

    def test_right_is_content_and_source_whoever_that_is(self):
        evidence = (("score", 0.5),)
        gold = replace(PIER, speaker=("Ada Marlow",))
        ours = replace(PIER, speaker=("Bo Marlow",), evidence=evidence)

        self.assertEqual(self.samples(gold, ours), [(evidence, True, "d")])

    def test_a_wrong_source_is_wrong(self):
        evidence = (("score", 0.5),)
        gold = replace(PIER, speaker=("Ada Marlow",))
        ours = replace(PIER, source=OVER.source, evidence=evidence)

        self.assertEqual(self.samples(gold, ours), [(evidence, False, "d")])

    def test_without_evidence_there_is_nothing_to_learn(self):
        self.assertEqual(self.samples(PIER, PIER), [])


class RegressionTests(TestCase):
    def test_isotonic_regression_pools_what_falls(self):
        values = numpy.array([3.0, 1.0, 2.0, 4.0])
        right = numpy.array([0.0, 0.0, 1.0, 1.0])

        assert_allclose(isotonic_regression(values, right), [0.5, 0.0, 0.5, 1.0])

    def test_equal_values_get_one_estimate(self):
        values = numpy.array([1.0, 1.0, 2.0])

        assert_allclose(
            isotonic_regression(values, numpy.array([1.0, 0.0, 1.0])), [0.5, 0.5, 1.0]
        )

    def test_logistic_regression_finds_the_odds(self):
        # Right 3 of 4 times without the evidence, 1 of 4 times with it.
        table = numpy.array([[1.0, 0.0]] * 4000 + [[1.0, 1.0]] * 4000)
        right = numpy.array([1.0, 1.0, 1.0, 0.0] * 1000 + [1.0, 0.0, 0.0, 0.0] * 1000)

        weights = logistic_regression(table, right)

        assert_allclose(weights, [numpy.log(3), -2 * numpy.log(3)], atol=0.01)

    def test_classes_that_can_be_parted_stay_finite(self):
        table = numpy.array([[1.0, 0.0], [1.0, 1.0]] * 50)

        weights = logistic_regression(table, table[:, 1])

        self.assertLess(numpy.abs(weights).max(), 20)


class FileTests(TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = Path(folder.name) / "confidence.json"

    def test_what_is_written_is_read(self):
        calibration = fit(overconfident(500))
        write_calibration(calibration, self.path)

        self.assertEqual(read_calibration(self.path), calibration)

    def test_a_file_that_is_none_is_named(self):
        for content in ("{", "[]", json.dumps({"bias": 0})):
            self.path.write_text(content)
            with (
                self.subTest(content),
                self.assertRaisesRegex(CalibrationError, "confidence.json is no cal"),
            ):
                read_calibration(self.path)


class ProbabilityTests(TestCase):
    def test_without_knots_the_logistic_value_is_the_probability(self):
        calibration = Calibration(bias=-1.0, weights={"score": 2.0})

        self.assertEqual(calibration.probability([("score", 0.5)]), 0.5)

    def test_between_knots_it_is_the_line_and_beyond_them_their_own(self):
        calibration = Calibration(0.0, {"score": 1.0}, ((0.4, 0.2), (0.6, 0.8)))

        self.assertAlmostEqual(calibration.probability([]), 0.5)
        self.assertEqual(calibration.probability([("score", -9.0)]), 0.2)
        self.assertEqual(calibration.probability([("score", 9.0)]), 0.8)

    def test_unknown_evidence_counts_nothing(self):
        calibration = Calibration(bias=0.0, weights={})

        self.assertEqual(calibration.probability([("how=new", 1.0)]), 0.5)

    def test_no_evidence_overflows(self):
        calibration = Calibration(bias=0.0, weights={"score": 1.0})

        self.assertLess(calibration.probability([("score", -1e9)]), 1e-9)
