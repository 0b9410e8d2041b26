from dataclasses import replace
from unittest import TestCase
from xml.etree import ElementTree

from quotes.evaluation.plot import reliability_svg
from quotes.evaluation.reliability import (
    Judged,
    brier_score,
    calibration_error,
    equal_mass,
    equal_width,
    judged_quotes,
    reliability_lines,
)
from tests.evaluation.build import OVER, PIER, RENTS, compared

JUDGED = [Judged(0.95, True)] * 9 + [Judged(0.95, False)] + [Judged(0.3, False)] * 10


class ReliabilityTests(TestCase):
    def judged(self, gold, *predicted):
        return judged_quotes(compared(gold, predicted).documents)

    def test_right_is_content_and_source(self):
        ours = [replace(PIER, confidence=0.9), replace(OVER, confidence=0.4)]

        self.assertEqual(
            self.judged([PIER, RENTS], *ours), [Judged(0.9, True), Judged(0.4, False)]
        )

    def test_a_wrong_source_is_wrong(self):
        ours = replace(PIER, source=OVER.source, confidence=0.9)

        self.assertEqual(self.judged([PIER], ours), [Judged(0.9, False)])

    def test_a_wrong_canonical_speaker_is_wrong_where_one_is_annotated(self):
        gold = replace(PIER, speaker=("Ada Marlow",))
        ours = replace(PIER, speaker=("Bo Marlow",), confidence=0.9)

        self.assertEqual(self.judged([gold], ours), [Judged(0.9, False)])

    def test_a_wrong_relay_does_not_make_it_wrong(self):
        gold = replace(PIER, speaker=("Marlow",), relayed_by=("Pier News",))
        ours = replace(gold, relayed_by=(), confidence=0.9)

        self.assertEqual(self.judged([gold], ours), [Judged(0.9, True)])

    def test_what_is_arguable_is_neither(self):
        gold = replace(PIER, arguable=True)

        self.assertEqual(self.judged([gold], replace(PIER, confidence=0.9)), [])

    def test_without_confidence_a_quote_is_left_out(self):
        self.assertEqual(self.judged([PIER], PIER), [])

    def test_bins_of_equal_width_leave_out_empty_ones(self):
        low, high = equal_width(JUDGED)

        self.assertEqual((low.low, low.high, low.count, low.right), (0.3, 0.4, 10, 0))
        self.assertEqual((high.low, high.high, high.count), (0.9, 1.0, 10))
        self.assertAlmostEqual(high.confidence, 0.95)

    def test_full_confidence_is_in_the_last_bin(self):
        (one,) = equal_width([Judged(1.0, True)])

        self.assertEqual((one.low, one.high), (0.9, 1.0))

    def test_bins_of_equal_numbers(self):
        bins = equal_mass([Judged(n / 25, True) for n in range(25)], bins=10)

        self.assertEqual([one.count for one in bins], [2, 3] * 5)

    def test_quotes_of_equal_confidence_stay_together(self):
        self.assertEqual([one.count for one in equal_mass(JUDGED)], [10, 10])

    def test_wilson_interval(self):
        # 9 of 10: the interval of the textbooks.
        one = equal_width(JUDGED)[1]

        self.assertAlmostEqual(one.right_low, 0.596, places=3)
        self.assertAlmostEqual(one.right_high, 0.982, places=3)

    def test_calibration_error_is_weighted_by_numbers(self):
        self.assertAlmostEqual(calibration_error(equal_width(JUDGED)), (0.05 + 0.3) / 2)

    def test_brier_score(self):
        self.assertAlmostEqual(
            brier_score([Judged(0.8, True), Judged(0.5, False)]), (0.04 + 0.25) / 2
        )

    def test_nothing_judged_is_no_error(self):
        self.assertEqual((calibration_error([]), brier_score([])), (0.0, 0.0))

    def test_the_table(self):
        lines = list(reliability_lines(JUDGED))

        self.assertEqual(
            lines[0],
            "20 quotations, 9 of them right. Expected calibration error 0.175 in 10 "
            "bins of equal width, 0.175 in 10 bins of equal numbers; Brier score "
            "0.091.",
        )
        self.assertIn("| 0.90–1.00 | 10 | 0.950 | 0.900 | 0.60–0.98 |", lines)


class PlotTests(TestCase):
    def test_title_and_description_say_what_is_drawn(self):
        picture = reliability_svg(equal_width(JUDGED))
        svg = ElementTree.fromstring(picture)  # noqa: S314 - our own
        space = "{http://www.w3.org/2000/svg}"

        self.assertEqual(svg.get("role"), "img")
        self.assertEqual(svg.find(f"{space}title").text, "Reliability of confidence")
        self.assertEqual(
            svg.find(f"{space}desc").text,
            "Share of quotations that are right, by mean confidence. confidence 0.30: "
            "0.00 right of 10; confidence 0.95: 0.90 right of 10.",
        )
        self.assertEqual(len(svg.findall(f"{space}circle")), 2)

    def test_a_title_is_escaped(self):
        self.assertIn("<title", reliability_svg([], title="<b>"))
        self.assertNotIn("<b>", reliability_svg([], title="<b>"))
