"""Two editors read a quote blind; agreement; what waits for a person."""

from django.test import TestCase, override_settings

from quotes import review
from quotes.models import BlindReading, Quote
from quotes.review.agreement import (
    agreement_by_editor,
    agreement_by_kind,
    alpha_of,
    pairs_read,
)
from quotes.review.open_rows import (
    open_clusters,
    open_disagreements,
    open_proposals,
    open_reports,
)
from quotes.review.reading_twice import quotes_to_read
from quotes.review.reports import file_report
from quotes.survey.clustering import store_clusters
from tests.build import make_editor, make_quote, make_speaker


class ReadingCase(TestCase):
    def setUp(self):
        self.ines, self.omar = make_editor("ines"), make_editor("omar")
        self.ida, self.teo = make_speaker("Ida Voss"), make_speaker("Teo Marl")
        self.quote = make_quote("The dam holds", speaker=self.ida)

    def read(self, by, *, quote=None, speaker=None, is_quotation=True, **fields):
        return review.record_reading(
            quote=quote or self.quote,
            is_quotation=is_quotation,
            speaker=speaker or self.ida,
            by=by,
            **{"stance": "states"} | fields,
        )

    def stands(self):
        self.quote.refresh_from_db()
        return self.quote.status, self.quote.speaker, self.quote.reviewed_by


class ReadingTests(ReadingCase):
    def test_one_reading_changes_nothing(self):
        self.read(self.ines, speaker=self.teo)

        self.assertEqual(self.stands(), ("extracted", self.ida, None))

    def test_two_that_agree_are_the_decision(self):
        for fields, stands in (
            ({}, ("confirmed", self.ida)),
            ({"speaker": self.teo}, ("corrected", self.teo)),
            ({"is_quotation": False}, ("rejected", self.ida)),
        ):
            with self.subTest(fields):
                self.quote = make_quote("The dam holds", speaker=self.ida)
                self.read(self.ines, **fields)
                self.read(self.omar, **fields)
                self.assertEqual(self.stands(), (*stands, self.omar))
                why = self.quote.history.first().history_change_reason
                self.assertIn("ines and omar read it alike", why)

    def test_two_that_differ_wait_for_a_chief_who_decides(self):
        self.read(self.ines)
        other = self.read(self.omar, speaker=self.teo)
        self.assertEqual(self.stands(), ("extracted", self.ida, None))
        self.assertEqual(open_disagreements().count(), 2)

        review.settle_disagreement(reading=other, by=self.ines, reason="On tape")

        self.assertEqual(self.stands(), ("corrected", self.teo, self.ines))
        self.assertEqual(open_disagreements().count(), 0)
        with self.assertRaisesMessage(review.ConflictError, "settled this"):
            review.settle_disagreement(reading=other, by=self.ines, reason="Again")

    def test_what_is_refused(self):
        self.read(self.ines)
        for told, by, fields in (
            ("read this quote already", self.ines, {}),
            ("is no stance", self.omar, {"stance": "sings"}),
        ):
            with self.assertRaisesMessage(review.ReviewError, told):
                self.read(by, **fields)
        review.confirm(quote=self.quote, by=self.ines)
        with self.assertRaisesMessage(review.ConflictError, "decided on this quote"):
            self.read(self.omar)
        self.assertEqual(BlindReading.objects.count(), 1)

    def test_which_quotes_are_read_twice_and_by_whom(self):
        many = [make_quote() for _ in range(120)]
        with override_settings(REVIEW_TWICE_PERCENT=0):
            self.assertEqual(quotes_to_read(self.ines).count(), 0)
        with override_settings(REVIEW_TWICE_PERCENT=5):
            chosen = set(quotes_to_read(self.ines))
        self.assertTrue(4 <= len(chosen) <= 11, len(chosen))
        with override_settings(REVIEW_TWICE_PERCENT=100):
            self.assertEqual(quotes_to_read(self.ines).count(), len(many) + 1)
            self.read(self.ines)
            self.assertNotIn(self.quote, quotes_to_read(self.ines))
            self.assertIn(self.quote, quotes_to_read(self.omar))
            self.read(self.omar, speaker=self.teo)
            self.assertNotIn(self.quote, quotes_to_read(make_editor("mara")))


class AgreementTests(ReadingCase):
    def test_the_example_of_the_source(self):
        """Krippendorff (2011), B: two observers, ten items, nominal: alpha 0.095."""
        one = (0, 1, 0, 0, 0, 0, 0, 0, 1, 0)
        other = (1, 1, 1, 0, 0, 1, 0, 0, 0, 0)

        self.assertAlmostEqual(alpha_of(zip(one, other, strict=True)), 0.095, places=3)

    def test_it_is_not_defined_without_two_values(self):
        self.assertIsNone(alpha_of([("a", "a")]))
        self.assertIsNone(alpha_of([]))

    def test_by_kind_and_by_editor(self):
        mara = make_editor("mara")
        for second, speaker, is_quotation in (
            (self.omar, self.ida, True),
            (self.omar, self.teo, True),
            (mara, self.ida, False),
        ):
            self.quote = make_quote("The dam holds", speaker=self.ida)
            self.read(self.ines)
            self.read(second, speaker=speaker, is_quotation=is_quotation)

        found = {row.what: (row.equal, row.pairs) for row in
                 agreement_by_kind(pairs_read())}  # fmt: skip
        self.assertEqual(
            found,
            {
                "whether it is a quotation": (2, 3),
                "who said it": (1, 2),
                "stance": (2, 2),
            },
        )
        own = dict(agreement_by_editor(pairs_read()))
        self.assertEqual(list(own), ["ines", "mara", "omar"])
        self.assertEqual((own["mara"][0].pairs, own["mara"][0].percent), (1, 0))


class WaitingTests(ReadingCase):
    def test_what_waits_is_counted_and_listed_the_longest_first(self):
        reports = [
            file_report(quote=self.quote, reason="words", explanation=text)
            for text in ("One", "Two")
        ]
        for reason in ("One", "Two"):
            review.propose(
                do=lambda why=reason: review.reject(
                    quote=Quote.objects.get(pk=self.quote.pk), by=self.ines, reason=why
                ),
                by=self.ines,
            )
        make_speaker("Voss, Ida")
        store_clusters()

        self.assertEqual(list(open_reports()), reports)
        self.assertEqual([row.reason for row in open_proposals()], ["One", "Two"])
        self.assertEqual(open_clusters().count(), 1)
        self.assertEqual(open_disagreements().count(), 0)
