"""Two rows of whom it is known later that they are one, and what editors decided."""

from itertools import permutations
from unittest.mock import patch

from django.db import connection
from django.db.transaction import atomic, set_rollback
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quotes import review
from quotes.extraction import DocumentSpeaker
from quotes.linking.speakers.link import link_speakers
from quotes.models import Quote, Speaker, SpeakerAlias, SpeakerSuggestion
from quotes.names.gazetteer import places
from tests.build import (
    make_alias,
    make_article,
    make_editor,
    make_quote,
    make_speaker,
    make_statement,
)
from tests.linking.documents import BODY, NAME, person, read, said


class JoiningTests(TestCase):
    """Two rows of whom it is known by now that they are one."""

    def setUp(self):
        # Of eight articles one that says something else is of nobody else.
        self.keeper = read(0, person(description="goalkeeper"))
        self.mayor = read(1, person(description="mayor of Merrow"))
        self.assertNotEqual(self.keeper, self.mayor)
        self.editor = make_editor()

    def read_more(self):
        for number in range(2, 8):
            read(number, person(description="mayor"))

    def test_who_is_quoted_more_stays_and_the_other_leads_there(self):
        self.read_more()

        self.keeper.refresh_from_db()
        self.assertEqual(self.keeper.merged_into, self.mayor)
        self.assertEqual(said(), [[f"{number} {NAME}" for number in range(8)]])
        self.assertEqual(
            list(SpeakerAlias.objects.values_list("speaker", "name")),
            [(self.mayor.pk, NAME)],
        )
        self.assertEqual(SpeakerSuggestion.objects.get().status, "same")

    def test_an_editor_undoes_it_and_it_stays_undone(self):
        quotes = dict(Quote.objects.values_list("pk", "speaker"))
        self.read_more()
        self.keeper.refresh_from_db()

        review.unmerge_speakers(speaker=self.keeper, by=self.editor)
        read(9, person(description="mayor"))

        kept = Quote.objects.filter(pk__in=quotes)
        self.assertEqual(dict(kept.values_list("pk", "speaker")), quotes)
        self.assertEqual(SpeakerSuggestion.objects.get().status, "open")
        self.assertEqual(self.keeper.aliases.get().name, NAME)
        self.assertFalse(Speaker.objects.filter(merged_into__isnull=False).exists())
        # Read once more, an article is of whom it was.
        for number, speaker in ((0, self.keeper), (1, self.mayor)):
            article = Quote.objects.get(method=f"{number} {NAME}").article
            article.extracted_at = timezone.now()
            again = link_speakers([person()], article=article)
            self.assertEqual(again[NAME], speaker)

    def test_whom_an_editor_made_takes_nobody_in(self):
        self.mayor.quotes.update(speaker_description="")
        other = review.create_speaker(name=NAME, by=self.editor)
        quote = self.mayor.quotes.get()
        review.correct_speaker(quote=quote, speaker=other, by=self.editor)

        self.read_more()

        self.assertFalse(Speaker.objects.filter(merged_into__isnull=False).exists())

    def test_whom_an_editor_told_apart_stay_two(self):
        review.tell_speakers_apart(one=self.keeper, other=self.mayor, by=self.editor)

        self.read_more()

        self.assertFalse(Speaker.objects.filter(merged_into__isnull=False).exists())

    def test_two_whom_an_authority_file_names_stay_two(self):
        SpeakerAlias.objects.update(origin=SpeakerAlias.Origin.IMPORT)

        self.read_more()

        self.assertFalse(Speaker.objects.filter(merged_into__isnull=False).exists())
        self.assertEqual(said()[0], [f"0 {NAME}"])

    def test_one_whom_an_authority_file_names_stays(self):
        self.mayor.aliases.update(origin=SpeakerAlias.Origin.IMPORT)
        Speaker.objects.filter(pk=self.mayor.pk).update(description="")

        self.read_more()

        self.keeper.refresh_from_db()
        self.assertEqual(self.keeper.merged_into, self.mayor)

    def test_reviewed_quotes_stay_with_their_speakers(self):
        for quote in Quote.objects.all():
            review.confirm(quote=quote, by=self.editor)

        self.read_more()

        reviewed = Quote.objects.filter(status="confirmed").order_by("pk")
        self.assertEqual(
            [quote.speaker for quote in reviewed], [self.keeper, self.mayor]
        )

    def test_queries_where_something_is_in_doubt_and_where_nothing_is(self):
        self.read_more()
        for description, queries in (("mayor", 3), ("", 3), ("novelist", 7)):
            with self.subTest(description):
                article, found = make_article(), person(description=description)
                with CaptureQueriesContext(connection) as asked:
                    link_speakers([found], article=article)
                texts = [query["sql"] for query in asked.captured_queries]
                # PostgreSQL is told to go by the index, and to go on as before.
                counted = [sql for sql in texts if not sql.startswith("SET LOCAL")]
                self.assertEqual(len(counted), queries)


class AcronymTests(TestCase):
    """Who is known by an acronym alone, until an article prints its full name."""

    def body(self, name, *names):
        return DocumentSpeaker(name, BODY, (name, *names))

    def test_two_rows_of_one_body_are_joined(self):
        for order in permutations(
            enumerate(
                [
                    self.body("TDA"),
                    self.body("Tarn Dispatch Agency"),
                    self.body("Tarn Dispatch Agency", "TDA"),
                ]
            )
        ):
            with self.subTest(order), atomic():
                for number, found in order:
                    read(number, found)
                self.assertEqual(
                    said(),
                    [["0 TDA", "1 Tarn Dispatch Agency", "2 Tarn Dispatch Agency"]],
                )
                set_rollback(True)

    def test_everything_moves(self):
        short = make_speaker("TDA", kind="organisation")
        full = make_speaker("Tarn Dispatch Agency", kind="organisation")
        relayed = make_quote(relayed_by=short)
        voice = make_speaker("Ana Tarn", kind="person", affiliation=short)
        statement = make_statement(speaker=short)

        self.assertEqual(read(0, self.body("Tarn Dispatch Agency", "TDA")), full)

        for row in (relayed, voice, statement):
            row.refresh_from_db()
        self.assertEqual(
            [relayed.relayed_by, voice.affiliation, statement.speaker], [full] * 3
        )

    def test_an_agency_behind_a_place_is_not_that_place(self):
        with patch.dict(places.CAPITALS, {"ORLINGTON": ("Norreed",)}):
            place = read(0, self.body("ORLINGTON", "Orlington", "TDA"))

        self.assertNotEqual(read(1, self.body("TDA")), place)
        self.assertEqual([alias.name for alias in place.aliases.all()], ["ORLINGTON"])

    def test_a_relay_that_an_editor_gave_stays(self):
        short = make_speaker("TDA", kind="organisation")
        quote = make_quote()
        review.correct_relay(quote=quote, relayed_by=short, by=make_editor())

        read(0, self.body("Tarn Dispatch Agency"))
        read(1, self.body("Tarn Dispatch Agency", "TDA"))

        quote.refresh_from_db()
        self.assertEqual(quote.relayed_by, short)

    def test_not_where_two_bodies_have_the_letters(self):
        make_alias(make_speaker("Tarn Dispatch Agency", kind="organisation"), "TDA")
        make_alias(make_speaker("Tidal Danger Alert", kind="organisation"), "TDA")
        short = make_speaker("TDA", kind="organisation")

        read(0, self.body("TDA"))

        short.refresh_from_db()
        self.assertIsNone(short.merged_into)

    def test_not_where_an_editor_wrote_the_acronym_down(self):
        short = make_speaker("TDA", kind="organisation")
        short.aliases.update(origin=SpeakerAlias.Origin.EDITOR)
        make_alias(make_speaker("Tarn Dispatch Agency", kind="organisation"), "TDA")

        read(0, self.body("Tarn Dispatch Agency", "TDA"))

        short.refresh_from_db()
        self.assertIsNone(short.merged_into)

    def test_other_letters_are_another_body(self):
        self.assertNotEqual(read(0, self.body("GTI")), read(1, self.body("IGT")))
