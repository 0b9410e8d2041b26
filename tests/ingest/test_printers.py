"""What a run prints of itself at its end."""

from django.db import connection
from django.test import TestCase

from quotes.ingest.outcomes import Done, State, Task
from quotes.ingest.printers import SummaryPrinter
from quotes.models import Speaker
from tests.build import make_quote, make_speaker


class SummaryTests(TestCase):
    def test_speakers_joined_during_the_run_are_counted_as_one(self):
        ana, ada, bo = (make_speaker(name) for name in ("Ana", "Ada", "Bo"))
        lines = []
        printer = SummaryPrinter(lines.append)
        for speaker in (ana, ada, bo):
            article = make_quote(speaker=speaker).article
            printer.add(
                Done("1", State.STORED, Task("a", article.text), article=article)
            )

        Speaker.objects.filter(pk=ada.pk).update(merged_into=ana)
        printer.finish(failed=0)

        self.assertEqual(lines[1], "3 quotes, 3 of them attributed to 2 speakers.")

    def test_two_of_one_name_are_two(self):
        lines = []
        printer = SummaryPrinter(lines.append)
        for slug in ("ana", "ana-2"):
            article = make_quote(speaker=make_speaker("Ana", slug=slug)).article
            printer.add(
                Done("1", State.STORED, Task("a", article.text), article=article)
            )

        printer.finish(failed=0)

        self.assertIn("2 speakers", lines[1])

    def test_more_speakers_than_are_asked_for_at_once(self):
        lines = []
        printer = SummaryPrinter(lines.append)
        made = Speaker.objects.bulk_create(
            Speaker(name=f"N {number}", slug=f"n-{number}") for number in range(2000)
        )
        Speaker.objects.filter(pk__gt=made[0].pk).update(merged_into=made[0])
        printer.speakers.update(speaker.pk for speaker in made)

        printer.finish(failed=0)

        self.assertIn("1 speaker.", lines[1])

    def test_stored_articles_are_counted_by_one_query(self):
        printer = SummaryPrinter(lambda line: None)
        articles = [make_quote(speaker=None).article for _ in range(3)]
        gone = make_quote(status="withdrawn").article
        with self.assertNumQueries(0):
            for article in (*articles, gone, articles[0]):
                task = Task("a", article.text)
                printer.add(Done("1", State.STORED, task, article=article))
            # Its text was replaced while the run went on.
            task = Task("a", "Another text.")
            printer.add(Done("1", State.STORED, task, article=articles[1]))
        # PostgreSQL is told how to look rows up, before and afterwards.
        with self.assertNumQueries(3 if connection.vendor == "postgresql" else 1):
            printer.finish(failed=0)

        self.assertEqual((printer.quotes, printer.attributed), (4, 0))
