"""One speaker becomes two, and one again exactly as it was."""

from django.test import TestCase

from quotes import review
from quotes.models import Quote, Speaker, SpeakerDistinction
from tests.build import make_editor, make_quote, make_speaker, make_statement

COLUMNS = ("pk", "speaker", "status", "reviewed_by", "reviewed_at")


class SplittingTests(TestCase):
    def setUp(self):
        self.by = make_editor("ines")
        self.ida = make_speaker("Ida Voss", kind="person")
        self.statement = make_statement(speaker=self.ida)
        self.quotes = [
            make_quote(f"Words {n}", speaker=self.ida, statement=self.statement)
            for n in range(4)
        ]
        review.confirm(quote=self.quotes[1], by=make_editor("omar"), reason="So it is")

    def state(self):
        return list(Quote.objects.order_by("pk").values_list(*COLUMNS))

    def split(self, *numbers, **fields):
        keys = [self.quotes[n].pk for n in numbers]
        return review.split_speaker(
            **{"speaker": self.ida, "name": "Ida Voss", "reason": "Two women"}
            | {"quotes": Quote.objects.filter(pk__in=keys), "by": self.by}
            | fields
        )

    def test_the_chosen_ones_are_the_others_for_good(self):
        made = self.split(0, 1, description="ferrywoman")

        self.assertEqual((made.kind, made.description), ("person", "ferrywoman"))
        self.assertEqual(set(made.quotes.values_list("pk", flat=True)),
                         {self.quotes[0].pk, self.quotes[1].pk})  # fmt: skip
        self.assertEqual(self.ida.quotes.count(), 2)
        self.assertEqual(
            set(made.quotes.values_list("status", flat=True)), {"corrected"}
        )
        self.assertTrue(SpeakerDistinction.objects.filter(second=made).exists())

    def test_undone_everything_is_as_it_was_decisions_included(self):
        before = self.state()
        made = self.split(0, 1)

        review.unsplit_speaker(speaker=made, by=self.by, reason="One woman")

        self.assertEqual(self.state(), before)
        self.assertFalse(SpeakerDistinction.objects.exists())
        self.assertEqual(Speaker.objects.get(pk=made.pk).merged_into, self.ida)

    def test_what_was_decided_since_stays_decided(self):
        made = self.split(0, 1)
        quote = Quote.objects.get(pk=self.quotes[0].pk)
        review.reject(quote=quote, by=self.by, reason="A title")

        review.unsplit_speaker(speaker=made, by=self.by)

        quote.refresh_from_db()
        self.assertEqual((quote.status, quote.speaker), ("rejected", self.ida))

    def test_taken_back_it_keeps_no_quote_from_an_earlier_merger(self):
        """Quote 1 was decided on when it moved: that decision stands again."""
        before = self.state()
        target = make_speaker("Ida Foss")
        make_quote(speaker=target)
        review.merge_speakers(source=self.ida, target=target, by=self.by)
        made = self.split(0, 1, speaker=target)

        review.unsplit_speaker(speaker=made, by=self.by)
        review.unmerge_speakers(speaker=self.ida, by=self.by)

        self.assertEqual(self.state()[: len(before)], before)

    def test_taken_back_after_a_merger_the_quotes_are_the_targets(self):
        made = self.split(0, 1)
        target = make_speaker("Ida Foss")
        review.merge_speakers(source=self.ida, target=target, by=self.by)

        review.unsplit_speaker(speaker=made, by=self.by)

        self.assertEqual(target.quotes.count(), 4)

    def test_what_is_refused(self):
        other = make_quote(speaker=make_speaker())
        merged = make_speaker()
        review.merge_speakers(source=merged, target=self.ida, by=self.by)
        merged.refresh_from_db()
        for told, numbers, fields in (
            ("Choose the quotes", (), {}),
            ("all that Ida Voss has", (0, 1, 2, 3), {}),
            ("not those of", (), {"quotes": Quote.objects.filter(pk=other.pk)}),
            ("letter or digit", (0,), {"name": "…"}),
            ("merged into", (0,), {"speaker": merged}),
        ):
            with self.subTest(told), self.assertRaisesMessage(review.ReviewError, told):
                self.split(*numbers, **fields)
        with self.assertRaisesMessage(review.ReviewError, "No split made"):
            review.unsplit_speaker(speaker=self.ida, by=self.by)
