"""Since when outlets disagree about who spoke."""

from datetime import UTC, datetime, timedelta

from django.test import TestCase

from quotes import review
from quotes.linking.statements.group import group_quotes
from quotes.linking.statements.summary import refresh_statements
from quotes.models import Article, Quote, Statement
from tests.build import make_editor, make_quote, make_speaker, make_statement

DAY = datetime(2021, 3, 17, tzinfo=UTC)
ROPE = "Our patience is a rope, and the mayor of Tarn has burned it at both ends."


class DisputeTestCase(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.ana, self.bo, self.ida = (
            make_speaker(name, kind="person")
            for name in ("Ana Tarn", "Bo Lind", "Ida Voss")
        )
        self.statement = make_statement(ROPE)

    def read(self, speaker, day, statement=None, **fields):
        """A printing, all of one date, in an article that comes in on ``day``."""
        quote = make_quote(
            ROPE,
            speaker=speaker,
            statement=statement or self.statement,
            published_at=DAY,
            **fields,
        )
        Article.objects.filter(pk=quote.article_id).update(ingested_at=self.day(day))
        return quote

    @staticmethod
    def day(number):
        return DAY + timedelta(days=number)

    def since(self, statement=None):
        statement = statement or self.statement
        refresh_statements([statement.pk])
        statement.refresh_from_db()
        return statement.dispute, statement.disputed_at


class SinceTests(DisputeTestCase):
    def test_the_second_speaker_was_named(self):
        for speaker, day in ((self.ana, 1), (self.ana, 2), (self.bo, 3), (self.bo, 4)):
            self.read(speaker, day)

        # The last two: what its quotes’ place in the queue goes by.
        with self.assertNumQueries(8):
            refresh_statements([self.statement.pk])

        self.assertEqual(self.since(), ("distinct", self.day(3)))

    def test_a_new_statement_is_dated_as_one_computed_anew(self):
        Quote.objects.update(statement=None)
        quotes = [
            self.read(speaker, n) for n, speaker in enumerate((self.ana, self.bo))
        ]
        Quote.objects.update(statement=None)

        group_quotes(quotes)

        made = Statement.objects.get(quote_count=2)
        self.assertEqual((made.dispute, made.disputed_at), ("distinct", self.day(1)))
        self.assertEqual(self.since(made), ("distinct", self.day(1)))

    def test_nobody_disagrees(self):
        self.read(self.ana, 1)
        self.assertEqual(self.since(), (None, None))

    def test_it_has_been_of_this_kind(self):
        council = make_speaker("Council of Tarn", kind="organisation")
        self.ana.affiliation = council
        self.ana.save()
        self.read(self.ana, 1)
        self.read(council, 2)
        self.assertEqual(self.since(), ("granularity", self.day(2)))

        self.read(self.bo, 3)

        self.assertEqual(self.since(), ("distinct", self.day(3)))

    def test_an_editor_named_another(self):
        self.read(self.ana, 1)
        quote = self.read(self.ana, 2)

        review.correct_speaker(quote=quote, speaker=self.bo, by=self.editor)

        quote.refresh_from_db()
        self.assertEqual(self.since(), ("distinct", quote.reviewed_at))

        review.reopen(quote=quote, by=self.editor)
        self.assertEqual(self.since(), (None, None))

    def test_an_editor_joined_two_statements(self):
        other = make_statement("Other")
        self.read(self.ana, 1)
        quote = self.read(self.bo, 2, other)

        review.merge_statements(source=other, target=self.statement, by=self.editor)

        quote.refresh_from_db()
        self.assertEqual(self.since(), ("distinct", quote.placement.made_at))

    def test_it_is_the_same_after_what_was_undone(self):
        other = make_statement("Other")
        self.read(self.ana, 1)
        self.read(self.bo, 2)
        self.read(self.ida, 3, other)
        before = self.since()

        for source, target in (
            (self.statement, other),
            (other, self.statement),
        ):
            review.merge_statements(source=source, target=target, by=self.editor)
            self.assertEqual(self.since(source), (None, None))
            review.unmerge_statement(statement=source, by=self.editor)

            self.assertEqual(self.since(), before)

    def test_what_is_settled_keeps_it(self):
        self.read(self.ana, 1)
        self.read(self.bo, 2)
        self.since()

        review.settle_dispute(
            statement=self.statement, speaker=self.bo, by=self.editor, reason="On tape"
        )
        self.read(self.ida, 3)

        self.assertEqual(self.since(), ("distinct", self.day(2)))


class JointTests(DisputeTestCase):
    def test_a_joint_name_may_be_either_of_those_told_apart(self):
        """Which of two namesakes spoke jointly nobody knows: neither disagrees."""
        other = make_speaker("Ana Tarn", kind="person")
        review.tell_speakers_apart(one=self.ana, other=other, by=self.editor)
        both = make_speaker("Ana Tarn and Bo Lind", kind="group")
        for speaker in (self.ana, other):
            statement = make_statement(ROPE)
            self.read(speaker, 1, statement)
            self.read(both, 2, statement)
            with self.subTest(speaker.pk):
                self.assertEqual(self.since(statement), ("joint", self.day(2)))
