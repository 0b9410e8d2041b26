"""What a run writes, and what it must never touch."""

from dataclasses import replace

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quotes.extraction import (
    Candidate,
    DocumentSpeaker,
    Kind,
    Quotation,
    SpeakerKind,
)
from quotes.models import Quote, Speaker
from tests.build import make_article, make_editor, make_speaker
from tests.storing import sync_quotes

TEXT = "“The dam will hold,” Ana Tarn said. “It always has,” said Bo Lind."
ANA = DocumentSpeaker(name="Ana Tarn", kind=SpeakerKind.PERSON, description="engineer")
BO = DocumentSpeaker(name="Bo Lind", kind=SpeakerKind.PERSON)


def quotation(words, speaker=ANA, **fields):
    start = TEXT.index(words)
    return Quotation(
        **{
            "content": ((start, start + len(words)),),
            "cue": ((TEXT.index("said"), TEXT.index("said") + 4),),
            "source": ((TEXT.index("Ana Tarn"), TEXT.index("Ana Tarn") + 8),),
            "kind": Kind.DIRECT,
            "speaker": speaker,
            "confidence": 0.9,
            "method": "subject of ‘said’",
        }
        | fields
    )


QUERIES = 34
"""At most, of storing one article whose speakers are known, linking included."""

FIRST = quotation("The dam will hold,")
SECOND = quotation("It always has,", BO)


class SyncTests(TestCase):
    def setUp(self):
        self.article = make_article(TEXT)

    def rows(self):
        return list(self.article.quotes.order_by("start").values())

    def review(self, quote, status=Quote.Status.CONFIRMED, **fields):
        Quote.objects.filter(pk=quote.pk).update(
            status=status,
            reviewed_by=make_editor(),
            reviewed_at=timezone.now(),
            **fields,
        )

    def test_a_quotation_is_stored_with_all_that_was_read(self):
        found = replace(
            FIRST,
            relayed_by="Coast Agency",
            relay=((0, 3),),
            candidates=(Candidate("Bo Lind", 0.25),),
        )

        sync_quotes(self.article, [found])

        quote = self.article.quotes.get()
        self.assertEqual(quote.text, "The dam will hold,")
        self.assertEqual((quote.spans, quote.start, quote.end), ([[1, 19]], 1, 19))
        self.assertEqual((quote.cue, quote.source_text), ("said", "Ana Tarn"))
        self.assertEqual(quote.speaker.name, "Ana Tarn")
        self.assertEqual(quote.speaker.kind, "person")
        self.assertEqual(quote.speaker_description, "engineer")
        self.assertEqual(quote.relayed_by.name, "Coast Agency")
        self.assertEqual(quote.relayed_by.kind, "organisation")
        self.assertEqual(quote.candidates, [{"name": "Bo Lind", "score": 0.25}])
        self.assertEqual(quote.status, "extracted")
        self.assertEqual(quote.extracted["speaker"], quote.speaker_id)
        self.assertEqual(quote.extracted["spans"], [[1, 19]])

    def test_an_interrupted_quotation_joins_its_parts_with_an_ellipsis(self):
        sync_quotes(self.article, [replace(FIRST, content=((1, 8), (14, 19)))])

        quote = self.article.quotes.get()
        self.assertEqual(quote.text, "The dam … hold,")
        self.assertEqual((quote.start, quote.end), (1, 19))

    def test_the_same_again_writes_nothing(self):
        sync_quotes(self.article, [FIRST, SECOND])
        before = self.rows()

        sync_quotes(self.article, [SECOND, FIRST])

        self.assertEqual(self.rows(), before)
        self.assertEqual(Speaker.objects.count(), 2)

    def test_a_reading_that_changed_keeps_its_row(self):
        sync_quotes(self.article, [FIRST])
        (before,) = self.rows()

        sync_quotes(self.article, [replace(FIRST, speaker=BO)])

        (after,) = self.rows()
        self.assertEqual(after["id"], before["id"])
        self.assertNotEqual(after["speaker_id"], before["speaker_id"])

    def test_edges_that_moved_a_little_keep_the_row(self):
        sync_quotes(self.article, [FIRST])
        (before,) = self.rows()

        sync_quotes(self.article, [quotation("The dam will hold")])

        (after,) = self.rows()
        self.assertEqual(after["id"], before["id"])
        self.assertEqual(after["text"], "The dam will hold")

    def test_what_is_no_longer_found_is_withdrawn_and_comes_back(self):
        sync_quotes(self.article, [FIRST, SECOND])
        sync_quotes(self.article, [FIRST])
        self.assertEqual(
            [row["status"] for row in self.rows()], ["extracted", "withdrawn"]
        )

        sync_quotes(self.article, [FIRST, SECOND])

        self.assertEqual(
            [row["status"] for row in self.rows()], ["extracted", "extracted"]
        )

    def test_a_reviewed_quote_stays_as_the_editor_left_it(self):
        for status in ("confirmed", "corrected", "rejected"):
            with self.subTest(status):
                article = self.article = make_article(TEXT)
                sync_quotes(article, [FIRST])
                editors_choice = make_speaker()
                self.review(article.quotes.get(), status, speaker=editors_choice)
                before = self.rows()

                sync_quotes(article, [replace(FIRST, speaker=BO, confidence=0.1)])
                sync_quotes(article, [])

                self.assertEqual(self.rows(), before)

    def test_a_span_an_editor_corrected_is_not_found_beside_itself(self):
        sync_quotes(self.article, [FIRST])
        self.review(
            self.article.quotes.get(), "corrected", spans=[[5, 19]], start=5, end=19
        )
        before = self.rows()

        sync_quotes(self.article, [FIRST])
        sync_quotes(self.article, [quotation("dam will hold,")])
        sync_quotes(self.article, [quotation("The dam will")])

        self.assertEqual(self.rows(), before)

    def test_an_open_row_never_moves_onto_a_reviewed_one(self):
        sync_quotes(self.article, [FIRST, quotation("The dam will")])
        settled, _ = self.article.quotes.order_by("-end")
        self.review(settled)

        sync_quotes(self.article, [FIRST])

        self.assertEqual(
            sorted((row["text"], row["status"]) for row in self.rows()),
            [("The dam will", "withdrawn"), ("The dam will hold,", "confirmed")],
        )

    def test_two_readings_of_one_envelope_keep_the_surer(self):
        sync_quotes(self.article, [replace(FIRST, confidence=0.4, speaker=BO), FIRST])

        (row,) = self.rows()
        self.assertEqual(row["confidence"], 0.9)

    def test_a_second_quotation_costs_no_query_and_a_second_speaker_one(self):
        sync_quotes(self.article, [FIRST, SECOND])
        counts = []
        for found in ([FIRST], [FIRST, SECOND]):
            other = make_article(TEXT)
            with CaptureQueriesContext(connection) as queries:
                sync_quotes(other, found)
            counts.append(len(queries))
        self.assertLessEqual(counts[1], QUERIES)
        # The names of the second speaker; nothing for the second quotation.
        self.assertLessEqual(counts[1] - counts[0], 1)
