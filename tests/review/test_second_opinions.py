"""What a new run thinks of decisions: kept where it is news, then answered."""

from dataclasses import replace
from datetime import UTC, datetime
from unittest import mock

import pytest
from django.test import TestCase

from quotes import review
from quotes.extraction import DocumentSpeaker, Quotation, SpeakerKind
from quotes.ingest import opinions
from quotes.models import Act, Quote, SecondOpinion, Speaker
from tests.build import make_article, make_editor, make_speaker
from tests.storing import store_quotations

DAY = datetime(2031, 3, 17, tzinfo=UTC)
SAFE, SAILS = "The ferry is safe.", "It sails at noon."
WHOLE = f"{SAFE} {SAILS}"
TEXT = f"“{WHOLE}” said Ida Voss, mayor of Merrow, to Bo Lind."
IDA = DocumentSpeaker("Ida Voss", SpeakerKind.PERSON, ("Ida Voss", "Voss"))
BO = DocumentSpeaker("Bo Lind", SpeakerKind.PERSON, ("Bo Lind",))


def at(words):
    start = TEXT.index(words)
    return (start, start + len(words))


READ = Quotation(
    content=(at(WHOLE),),
    cue=(at("said"),),
    source=(at("Ida Voss"),),
    kind="direct",
    speaker=IDA,
    relayed_by=None,
    relay=(),
    confidence=0.9,
    method="said",
    candidates=(),
    is_fragment=False,
)


class OpinionTests(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.article = make_article(TEXT, published_at=DAY)
        self.quote = self.read(READ)

    def read(self, *quotations):
        store_quotations(self.article, list(quotations))
        return Quote.objects.select_related("article").order_by("pk")[0]

    def decided(self):
        return Quote.objects.order_by("pk").values()[0]

    def opinion(self, *quotations):
        """The open second opinion after a run; the decision it must not touch."""
        before, speakers = self.decided(), Speaker.objects.count()
        self.read(*quotations)
        self.assertEqual(self.decided(), before)
        self.assertEqual(Speaker.objects.count(), speakers)
        found = list(review.open_opinions())
        self.assertEqual(review.count_open_opinions(), len(found))
        return found[0] if found else None


# Opinions are stored and answered on both by AnsweredTests: here, which are news.
@pytest.mark.any_database
class KeptTests(OpinionTests):
    def test_the_same_reading_is_no_news(self):
        for act in (review.confirm, review.reject):
            with self.subTest(act.__name__):
                act(quote=Quote.objects.get(), by=self.editor)
                self.assertIsNone(self.opinion(READ))
                longer = replace(READ, confidence=0.4, method="other")
                self.assertIsNone(self.opinion(longer))

    def test_undecided_quotes_have_none(self):
        self.read(replace(READ, speaker=BO))

        self.assertEqual(SecondOpinion.objects.count(), 0)

    def test_every_difference_is_named(self):
        review.confirm(quote=self.quote, by=self.editor)
        for change, differs in (
            ({"speaker": BO}, ["speaker"]),
            ({"speaker": None}, ["speaker"]),
            ({"relayed_by": "Merrow Radio"}, ["relayed_by"]),
            ({"content": (at(SAFE),)}, ["spans"]),
            ({"kind": "mixed", "stance": "denies"}, ["kind", "stance"]),
            ({"is_fragment": True}, ["is_fragment"]),
            ({"cue": (), "source": (at("mayor of Merrow"),)},
             ["cue_spans", "source_spans"]),
        ):  # fmt: skip
            with self.subTest(differs=differs):
                found = self.opinion(replace(READ, **change))
                self.assertEqual(sorted(found.differs), sorted(differs))
                self.assertTrue(found.extractor_version)

    def test_another_name_of_the_same_speaker_is_no_difference(self):
        review.confirm(quote=self.quote, by=self.editor)
        voss = DocumentSpeaker("Voss", SpeakerKind.PERSON, ("Voss",))

        self.assertIsNone(self.opinion(replace(READ, speaker=voss)))

    def test_merged_speaker_is_the_one_it_was_merged_into(self):
        review.confirm(quote=self.quote, by=self.editor)
        review.merge_speakers(
            source=self.quote.speaker, target=make_speaker("Mayor Voss"), by=self.editor
        )

        self.assertIsNone(self.opinion(READ))

    def test_machine_that_comes_round_to_the_correction_says_nothing(self):
        bo = make_speaker("Bo Lind")
        review.correct_speaker(quote=self.quote, speaker=bo, by=self.editor)

        self.assertIsNone(self.opinion(READ))
        self.assertIsNone(self.opinion(replace(READ, speaker=BO)))
        self.assertEqual(self.opinion(replace(READ, speaker=None)).differs, ["speaker"])
        self.assertIsNone(self.opinion(replace(READ, speaker=BO)))

    def test_no_longer_found(self):
        review.confirm(quote=self.quote, by=self.editor)
        found = self.opinion()
        self.assertEqual((found.differs, found.reading), (["found"], {}))

        review.reject(quote=Quote.objects.get(), by=self.editor)
        self.assertIsNone(self.opinion())

    def test_rejected_one_that_is_read_otherwise(self):
        review.reject(quote=self.quote, by=self.editor)

        self.assertEqual(
            self.opinion(replace(READ, content=(at(SAFE),))).differs, ["spans"]
        )

    def test_halves_of_a_split_and_an_added_quote_are_told_nothing_old(self):
        review.split_quote(
            quote=self.quote, first=[at(SAFE)], second=[at(SAILS)], by=self.editor
        )
        self.assertIsNone(self.opinion(READ))
        self.assertIsNone(
            self.opinion(
                replace(READ, content=(at(SAFE),)), replace(READ, content=(at(SAILS),))
            )
        )

    def test_joined_quotes_are_told_nothing_old(self):
        first = replace(READ, content=(at(SAFE),))
        second = replace(READ, content=(at(SAILS),))
        self.article = make_article(TEXT + " ", published_at=DAY)
        store_quotations(self.article, [first, second])
        one, other = Quote.objects.filter(article=self.article).order_by("pk")
        review.join_quotes(quote=one, other=other, by=self.editor)

        store_quotations(self.article, [first, second])
        self.assertEqual(review.count_open_opinions(), 0)
        store_quotations(self.article, [READ])
        self.assertEqual(review.count_open_opinions(), 0)

    def test_a_count_is_bounded(self):
        review.confirm(quote=self.quote, by=self.editor)
        self.opinion(replace(READ, speaker=BO))

        with mock.patch("quotes.review.second_opinions.COUNTED", 0):
            self.assertEqual(review.count_open_opinions(), 1)

    def test_reading_is_kept_as_json_has_it(self):
        reading = opinions.reading_of(READ)

        self.assertEqual(reading["speaker"]["names"], ["Ida Voss", "Voss"])
        self.assertEqual(opinions.reading_of(None), {})


class AnsweredTests(OpinionTests):
    def setUp(self):
        super().setUp()
        review.confirm(quote=self.quote, by=self.editor)
        self.changed = replace(
            READ,
            speaker=BO,
            content=(at(SAFE),),
            cue=(at("to"),),
            source=(at("Bo Lind"),),
            relayed_by="Merrow Radio",
        )
        self.second = self.opinion(self.changed)

    def stored(self):
        return Quote.objects.select_related("speaker", "relayed_by").get()

    def test_taken_over_it_is_the_machines_reading_confirmed(self):
        review.take_opinion(opinion=self.second, by=self.editor, reason="It is right")

        quote = self.stored()
        self.assertEqual(
            (quote.text, str(quote.speaker), str(quote.relayed_by), quote.cue),
            (SAFE, "Bo Lind", "Merrow Radio", "to"),
        )
        self.assertEqual((quote.status, quote.reviewed_by), ("confirmed", self.editor))
        self.assertEqual(quote.extracted["speaker"], quote.speaker_id)
        self.assertEqual(quote.extracted["speaker_name"], "Bo Lind")
        self.assertIsNone(self.opinion(self.changed))
        self.assertEqual(self.opinion(READ).differs[0], "speaker")

    def test_taken_over_where_nothing_is_found_it_is_rejected(self):
        self.read()
        review.take_opinion(opinion=review.open_opinions().get(), by=self.editor)

        self.assertEqual(self.stored().status, "rejected")
        self.assertIsNone(self.opinion())

    def test_dismissed_it_is_not_asked_again_until_it_is_another(self):
        before = self.decided()
        review.dismiss_opinion(opinion=self.second, by=self.editor, reason="On tape")

        self.assertEqual(self.decided(), before)
        self.assertEqual(self.stored().history.first().history_change_reason, "On tape")
        self.assertIsNone(self.opinion(self.changed))
        self.assertIsNone(self.opinion(READ))
        self.assertIsNone(self.opinion(self.changed))
        self.assertIsNotNone(self.opinion(replace(self.changed, stance="denies")))

    def test_both_are_undone_as_acts_and_the_question_is_open_again(self):
        before = self.decided()
        for act in (review.take_opinion, review.dismiss_opinion):
            with self.subTest(act.__name__):
                act(opinion=review.open_opinions().get(), by=self.editor)
                self.assertEqual(review.count_open_opinions(), 0)

                review.undo_act(act=Act.objects.latest("pk"), by=self.editor)

                self.assertEqual(self.decided(), before)
                self.assertEqual(review.count_open_opinions(), 1)

    def test_answered_or_changed_meanwhile_it_is_refused(self):
        seen = review.version_of(self.second)
        self.read(replace(READ, speaker=BO))
        with self.assertRaisesMessage(review.ConflictError, "otherwise by now"):
            review.take_opinion(opinion=self.second, by=self.editor, seen=seen)

        latest = review.open_opinions().get()
        review.dismiss_opinion(opinion=latest, by=self.editor)
        with self.assertRaisesMessage(review.ReviewError, "ines has answered this"):
            review.take_opinion(opinion=latest, by=make_editor("omar"))

        self.assertEqual(self.stored().text, WHOLE)
