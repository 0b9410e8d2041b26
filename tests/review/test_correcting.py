"""Any part of a quote can be corrected, in one act, and the machine's stays beside."""

import pytest
from django.test import TestCase

from quotes import review
from quotes.models import Act, Quote
from tests.build import make_article, make_editor, make_quote, make_speaker

# Every act is done on both by test_optimistic_locking.py: here, what follows from
# which words.
pytestmark = pytest.mark.any_database

TEXT = (
    "“The ferry is safe,” Ida Voss told the Harbour Radio on Monday. “It sails,” she "
    "said, and denied that it leaks."
)


def at(words):
    start = TEXT.index(words)
    return [start, start + len(words)]


class CorrectionTests(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.ida = make_speaker("Ida Voss", kind="person")
        self.quote = make_quote(
            "The ferry is safe,",
            article=make_article(TEXT),
            speaker=self.ida,
            cue="said",
            cue_spans=[at("said")],
            source_text="she",
            source_spans=[at("she")],
        )

    def correct(self, **values):
        quote = Quote.objects.get(pk=self.quote.pk)
        review.correct_quote(quote=quote, by=self.editor, reason="Read it", **values)
        return Quote.objects.select_related("article").get(pk=quote.pk)

    def test_cue_source_and_relay_print_what_stands_in_their_ranges(self):
        quote = self.correct(
            cue_spans=[at("told")],
            source_spans=[at("Ida Voss")],
            relay_spans=[at("the Harbour Radio")],
        )

        self.assertEqual((quote.cue, quote.source_text), ("told", "Ida Voss"))
        self.assertEqual(quote.relay_spans, [at("the Harbour Radio")])
        self.assertEqual(quote.clause, "“The ferry is safe,” Ida Voss told")
        self.assertEqual(quote.status, "corrected")
        self.assertEqual(quote.extracted["cue_spans"], [at("said")])
        self.assertEqual(quote.extracted["source_spans"], [at("she")])

    def test_cue_can_be_taken_away(self):
        quote = self.correct(cue_spans=[], source_spans=[])

        self.assertEqual((quote.cue, quote.cue_spans, quote.clause), ("", [], ""))

    def test_kind_and_fragment_follow_from_the_words(self):
        quote = self.correct(spans=[at("It sails")])
        self.assertEqual((quote.kind, quote.is_fragment), ("direct", True))

        quote = self.correct(spans=[at("It sails,"), at("denied that it leaks")])
        self.assertEqual((quote.kind, quote.is_fragment), ("mixed", False))

    def test_kind_and_fragment_can_be_overruled_and_computed_again(self):
        quote = self.correct(kind="indirect", is_fragment=True)
        self.assertEqual((quote.kind, quote.is_fragment), ("indirect", True))
        self.assertEqual(quote.status, "corrected")

        quote = self.correct(kind=None, is_fragment=None)
        self.assertEqual((quote.kind, quote.is_fragment), ("direct", False))
        self.assertEqual(quote.status, "confirmed")

    def test_fragment_alone_is_a_correction_and_reopening_takes_it_back(self):
        quote = self.correct(is_fragment=True)
        self.assertEqual((quote.status, quote.is_fragment), ("corrected", True))

        review.reopen(quote=quote, by=self.editor)

        quote.refresh_from_db()
        self.assertEqual((quote.status, quote.is_fragment), ("extracted", False))

    def test_all_at_once_is_one_act_with_one_history_row(self):
        omar = make_speaker("Omar Teel")

        self.correct(
            speaker=omar, stance="denies", spans=[at("it leaks")], cue_spans=[]
        )

        signed = self.quote.history.filter(history_user=self.editor)
        self.assertEqual(signed.count(), 1)
        act = Act.objects.get()
        self.assertEqual(
            (act.told, act.reason, act.row_count),
            ("Corrected: speaker, stance, words, cue", "Read it", 1),
        )

    def test_refusals_change_nothing(self):
        merged = make_speaker("Old", merged_into=self.ida)
        before = Quote.objects.values().get()
        for values, message in (
            ({}, "There is nothing to correct."),
            ({"colour": "blue"}, "Not for editors to set: colour."),
            ({"kind": "loud"}, "“loud” is no kind: choose one of direct"),
            ({"stance": "sings"}, "“sings” is no stance"),
            ({"speaker": merged}, "Old has been merged into Ida Voss"),
            ({"relayed_by": merged}, "Old has been merged into Ida Voss"),
            ({"cue_spans": [[0, 9999]]}, "does not lie in the article"),
            ({"cue_spans": [[1, 9], [5, 12]]}, "Two ranges overlap at character 5."),
            ({"spans": []}, "Give at least one range of characters."),
        ):
            with self.subTest(message):
                with self.assertRaisesMessage(review.ReviewError, message):
                    self.correct(**values)
                self.assertEqual(Quote.objects.values().get(), before)
        self.assertEqual(Act.objects.count(), 0)

    def test_reasons_used_last_are_offered_each_once(self):
        for reason in ("Wrong speaker", "", "On tape", "Wrong speaker"):
            review.confirm(quote=Quote.objects.get(), by=self.editor, reason=reason)

        self.assertEqual(review.last_reasons(self.editor), ["Wrong speaker", "On tape"])
        self.assertEqual(review.last_reasons(self.editor, limit=1), ["Wrong speaker"])
        self.assertEqual(review.last_reasons(make_editor()), [])
