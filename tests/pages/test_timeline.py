"""Bars over time."""

from datetime import UTC, date, datetime

from django.test import SimpleTestCase

from quotes.pages.timeline import HEIGHT, WIDTH, draw_timeline


def moments(*days):
    return [datetime(*day, 12, tzinfo=UTC) for day in days]


def counts_of(timeline):
    return [(bar.label, bar.count) for bar in timeline.bars]


class TimelineTests(SimpleTestCase):
    def test_nothing_draws_nothing(self):
        self.assertIsNone(draw_timeline([]))

    def test_days_without_quotes_are_there_too(self):
        timeline = draw_timeline(moments((2024, 2, 28), (2024, 3, 1), (2024, 3, 1)))

        self.assertEqual(timeline.unit, "day")
        self.assertEqual(
            counts_of(timeline),
            [("28 February 2024", 1), ("29 February 2024", 0), ("1 March 2024", 2)],
        )

    def test_longer_times_are_told_in_months_then_years(self):
        for last, unit, bars in (
            ((2020, 3, 2), "day", 62),
            ((2020, 3, 3), "month", 3),
            ((2024, 12, 31), "month", 60),
            ((2025, 1, 1), "year", 6),
        ):
            with self.subTest(last):
                timeline = draw_timeline(moments((2020, 1, 1), last))
                self.assertEqual((timeline.unit, len(timeline.bars)), (unit, bars))

    def test_highest_bar_fills_the_plot_and_all_stay_inside(self):
        timeline = draw_timeline(moments((2024, 1, 1), (2024, 1, 1), (2024, 1, 30)))

        self.assertEqual(timeline.most, 2)
        self.assertEqual([bar.height for bar in timeline.bars if bar.count], [120, 60])
        for bar in timeline.bars:
            self.assertGreaterEqual(bar.x, 0)
            self.assertLessEqual(bar.x + bar.width, WIDTH)
            self.assertAlmostEqual(bar.y + bar.height, HEIGHT)

    def test_ends_of_the_calendar_do_no_harm(self):
        timeline = draw_timeline(moments((1, 1, 2), date.max.timetuple()[:3]))

        self.assertEqual((timeline.first, timeline.last), ("1", "9999"))
