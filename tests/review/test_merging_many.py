"""Many speakers merged as one act, and undone as one."""

from django.test import TestCase

from quotes import review
from quotes.models import MergedTogether, Quote, Speaker, SpeakerAlias
from quotes.review.merging_many import MANY
from tests.build import make_editor, make_quote, make_speaker


class MergingManyTests(TestCase):
    def setUp(self):
        self.by = make_editor("ines")
        self.target = make_speaker("Ida Voss")
        self.sources = [make_speaker(f"Ida Voss {n}") for n in range(5)]
        for speaker in (self.target, *self.sources):
            make_quote(speaker=speaker)

    def state(self):
        return [
            list(rows)
            for rows in (
                Speaker.objects.order_by("pk").values_list("pk", "merged_into"),
                Quote.objects.order_by("pk").values_list("pk", "speaker", "status"),
                SpeakerAlias.objects.order_by("pk").values_list("name", "speaker"),
            )
        ]

    def merge(self, sources=None):
        return review.merge_many_speakers(
            sources=self.sources if sources is None else sources,
            target=self.target,
            by=self.by,
            reason="One woman",
        )

    def test_merged_as_one_and_undone_as_one(self):
        before = self.state()

        merger = self.merge()
        self.assertEqual(self.target.quotes.count(), 6)
        back = review.unmerge_many_speakers(merger=merger, by=self.by, reason="Five")

        self.assertEqual(len(back), 5)
        self.assertEqual(self.state(), before)
        merger.refresh_from_db()
        self.assertEqual(merger.undone_by, self.by)

    def test_one_unmerged_since_stays_so(self):
        merger = self.merge()
        review.unmerge_speakers(speaker=self.sources[2], by=self.by)

        back = review.unmerge_many_speakers(merger=merger, by=self.by)

        self.assertEqual(len(back), 4)
        self.assertFalse(Speaker.objects.filter(merged_into__isnull=False).exists())

    def test_all_or_none(self):
        review.tell_speakers_apart(one=self.sources[3], other=self.target, by=self.by)
        before = self.state()

        with self.assertRaisesMessage(review.ReviewError, "apart"):
            self.merge()

        self.assertEqual(self.state(), before)
        self.assertFalse(MergedTogether.objects.exists())

    def test_what_is_refused(self):
        merger = self.merge()
        review.unmerge_many_speakers(merger=merger, by=self.by)
        with self.assertRaisesMessage(review.ConflictError, "undone this merger"):
            review.unmerge_many_speakers(merger=merger, by=self.by)
        for sources, told in (([], "Choose"), (self.sources * MANY, "At most")):
            with self.assertRaisesMessage(review.ReviewError, told):
                self.merge(sources)
        with self.assertRaisesMessage(review.ReviewError, "Between two"):
            review.tell_many_speakers_apart(speakers=self.sources[:1], by=self.by)
