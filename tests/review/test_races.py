"""An editor's act against an extraction run, over connections of their own.

On PostgreSQL, where the two really run at once. Whichever comes first: nothing is
lost, and what the editor decided stands.
"""

import threading
from contextlib import contextmanager
from time import monotonic
from unittest import mock

from django.db import connection, transaction
from django.test import TransactionTestCase

from quotes import review
from quotes.extraction import DocumentSpeaker, Quotation, SpeakerKind
from quotes.ingest import sync
from quotes.models import Quote, Speaker, Statement
from tests.build import make_article, make_editor, make_outlet, make_speaker
from tests.storing import sync_quotes

TEXT = "“The dam will hold through the winter,” said Voss. “Nobody has to leave.”"
WAITING = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock'
"""
PATIENCE = 60.0
"""Seconds after which a thread that should have ended is given up."""


def quotation(words, speaker="Voss"):
    start = TEXT.index(words)
    return Quotation(
        content=((start, start + len(words)),),
        cue=(),
        source=(),
        kind="direct",
        speaker=DocumentSpeaker(speaker, SpeakerKind.PERSON, (speaker,)),
        relayed_by=None,
        relay=(),
        confidence=0.9,
        method="said",
        candidates=(),
        is_fragment=False,
    )


DAM = quotation("The dam will hold through the winter,")
STAY = quotation("Nobody has to leave.")


class RaceTests(TransactionTestCase):
    def setUp(self):
        if connection.vendor != "postgresql":
            self.skipTest("SQLite has one writer at a time.")
        self.editor = make_editor("ines")
        self.target = make_speaker("Ida Voss", kind="person")
        self.other = make_speaker("Omar Teel", kind="person")
        outlets = make_outlet(), make_outlet()
        self.article, self.later = (
            make_article(TEXT, outlet=outlet, published_at="2031-03-17T00:00Z")
            for outlet in outlets
        )
        for article in (self.article, self.later):
            article.refresh_from_db()
        sync_quotes(self.article, [DAM])
        self.quote = Quote.objects.get()
        self.voss = self.quote.speaker
        self.failures = []

    def run_beside(self, act):
        """Start ``act`` over a connection of its own; return its thread."""

        def run():
            try:
                act()
            except Exception as error:
                self.failures.append(error)
            finally:
                connection.close()

        thread = threading.Thread(target=run)
        thread.start()
        return thread

    @contextmanager
    def paused(self, thing, name):
        """While inside, calls of ``thing.name`` wait, once they have begun, for
        ``go``; ``reached`` says that one has."""
        reached, go = threading.Event(), threading.Event()
        original = getattr(thing, name)

        def wait(*args, **options):
            result = original(*args, **options)
            reached.set()
            go.wait(PATIENCE)
            return result

        with mock.patch.object(thing, name, wait):
            yield reached, go

    def assert_waits(self, thread, message):
        """Wait until the database says that somebody waits there for a lock."""
        deadline = monotonic() + PATIENCE
        while thread.is_alive() and monotonic() < deadline:
            with connection.cursor() as cursor:
                cursor.execute(WAITING)
                if cursor.fetchone()[0]:
                    return
            thread.join(0.01)
        self.fail(message)

    def finish(self, *threads):
        for thread in threads:
            thread.join(PATIENCE)
            self.assertFalse(thread.is_alive(), "The two wait for each other.")

    def extract(self, article=None):
        sync_quotes(article or self.later, [DAM, STAY])

    def merge(self):
        review.merge_speakers(source=self.voss, target=self.target, by=self.editor)

    def run_holds_while(self, act):
        """Do ``act`` while a run has found its speakers and not stored its quotes."""
        with self.paused(sync, "link_speakers") as (reached, go):
            run = self.run_beside(self.extract)
            self.assertTrue(reached.wait(PATIENCE))
            editing = self.run_beside(act)
            self.assert_waits(editing, "The editor did not wait.")
            go.set()
            self.finish(run, editing)
        self.assertEqual(self.failures, [])

    def act_holds_while(self, act, run):
        """Do ``run`` while ``act`` is done and not committed yet."""
        done, go = threading.Event(), threading.Event()

        def hold():
            with transaction.atomic():
                act()
                done.set()
                go.wait(PATIENCE)

        editing = self.run_beside(hold)
        self.assertTrue(done.wait(PATIENCE))
        running = self.run_beside(run)
        self.assert_waits(running, "The run did not wait.")
        go.set()
        self.finish(editing, running)
        self.assertEqual(self.failures, [])

    def assert_merged(self):
        self.assertEqual(Quote.objects.filter(speaker=self.voss).count(), 0)
        self.assertEqual(Quote.objects.filter(speaker=self.target).count(), 3)
        self.assertEqual(Speaker.objects.standing().count(), 2)
        self.assertEqual(
            list(Statement.objects.filter(quote_count__gt=0).values_list("speaker")),
            [(self.target.pk,)] * 2,
        )

    def test_merger_while_a_run_stores_quotes_of_the_source(self):
        self.run_holds_while(self.merge)

        self.assert_merged()

    def test_run_that_finds_the_source_while_it_is_being_merged(self):
        self.act_holds_while(self.merge, self.extract)

        self.assert_merged()

    def test_undoing_after_a_race_gives_back_what_had_moved(self):
        self.run_holds_while(self.merge)

        review.unmerge_speakers(speaker=self.voss, by=self.editor)

        self.assertEqual(Quote.objects.filter(speaker=self.voss).count(), 3)

    def correct(self):
        review.correct_speaker(
            quote=Quote.objects.get(pk=self.quote.pk),
            speaker=self.other,
            by=self.editor,
            reason="The caption says so",
        )

    def correct_once_more(self):
        """As an editor does who is told that the quote has changed meanwhile."""
        try:
            self.correct()
        except review.ConflictError:
            self.correct()

    def assert_corrected(self):
        stored = Quote.objects.get(pk=self.quote.pk)
        self.assertEqual(
            (stored.speaker, stored.status, stored.reviewed_by),
            (self.other, "corrected", self.editor),
        )

    def test_correction_while_the_article_is_read_again(self):
        with self.paused(sync, "link_speakers") as (reached, go):
            run = self.run_beside(lambda: self.extract(self.article))
            self.assertTrue(reached.wait(PATIENCE))
            editing = self.run_beside(self.correct)
            go.set()
            self.finish(run, editing)

        self.assertEqual(self.failures, [])
        self.assert_corrected()
        self.assertEqual(self.article.quotes.count(), 2)

    def test_article_read_again_while_a_correction_is_made(self):
        self.act_holds_while(self.correct, lambda: self.extract(self.article))

        self.assert_corrected()
        self.assertEqual(self.article.quotes.count(), 2)

    def test_correction_while_another_article_of_the_statement_is_read(self):
        """Both write the statement that the two articles have in common."""
        self.run_holds_while(self.correct)

        self.assert_corrected()
        statement = Quote.objects.get(pk=self.quote.pk).statement
        self.assertEqual((statement.quote_count, statement.dispute), (2, "distinct"))

    def test_telling_apart_while_a_run_compares_the_two(self):
        namesake = make_speaker("Voss", kind="person")

        self.run_holds_while(
            lambda: review.tell_speakers_apart(
                one=self.voss, other=namesake, by=self.editor, reason="Sisters"
            )
        )

        with self.assertRaisesMessage(review.ReviewError, "(“Sisters”)"):
            review.merge_speakers(source=namesake, target=self.voss, by=self.editor)

    def test_many_runs_and_editors_at_once(self):
        """No order is forced: whatever it is, nobody fails and all of it holds."""
        articles = [
            make_article(
                TEXT, outlet=make_outlet(), published_at=self.article.published_at
            )
            for _ in range(6)
        ]
        acts = [
            *(lambda article=article: sync_quotes(article, [DAM, STAY])
              for article in articles),
            self.merge,
            self.correct_once_more,
        ]  # fmt: skip
        self.finish(*[self.run_beside(act) for act in acts])

        self.assertEqual([str(failure) for failure in self.failures], [])
        self.assert_corrected()
        self.assertEqual(Quote.objects.filter(speaker=self.target).count(), 12)
        self.assertEqual(Quote.objects.filter(speaker=self.voss).count(), 0)
