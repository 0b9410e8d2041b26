"""Several processes link at once: nobody is made twice."""

import threading
from datetime import UTC, datetime

from django.db import connection, transaction
from django.test import TransactionTestCase

from quotes.extraction import DocumentSpeaker, SpeakerKind
from quotes.linking.speakers.link import link_speakers
from quotes.linking.statements.group import group_quotes
from quotes.linking.store.lock import lock_linking
from quotes.models import Quote, Speaker, Statement
from tests.build import make_article, make_outlet

DAY = datetime(2031, 3, 17, tzinfo=UTC)
TEXT = "Our patience is a rope, and the mayor of Tarn has burned it at both ends."
WRITERS, ARTICLES = 4, 5


class ConcurrencyTests(TransactionTestCase):
    def test_four_writers_make_one_speaker_and_one_statement(self):
        if connection.vendor != "postgresql":
            self.skipTest("SQLite has one writer at a time.")
        articles = [
            make_article(f"{n} {TEXT}", outlet=make_outlet(), published_at=DAY)
            for n in range(WRITERS * ARTICLES)
        ]
        failures = []
        start = threading.Barrier(WRITERS)

        def write(own):
            try:
                start.wait()
                for article in own:
                    self.store(article)
            except Exception as error:
                failures.append(error)
            finally:
                connection.close()

        threads = [
            threading.Thread(target=write, args=(articles[n::WRITERS],))
            for n in range(WRITERS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        self.assertEqual(failures, [])
        self.assertEqual(Speaker.objects.count(), 1)
        statement = Statement.objects.get(merged_into=None)
        self.assertEqual(statement.quote_count, WRITERS * ARTICLES)
        self.assertEqual(Statement.objects.count(), 1)

    def store(self, article):
        with transaction.atomic():
            lock_linking()
            found = DocumentSpeaker("Ana Tarn", SpeakerKind.PERSON, ("Ana Tarn",))
            speaker = link_speakers([found], article=article)["Ana Tarn"]
            start = article.text.index(TEXT)
            quote = Quote.objects.create(
                article=article, outlet=article.outlet, published_at=DAY, text=TEXT,
                spans=[[start, start + len(TEXT)]], start=start,
                end=start + len(TEXT), kind="direct", speaker=speaker, confidence=0.9,
            )  # fmt: skip
            group_quotes([quote])
