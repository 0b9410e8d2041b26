"""Versions of an article: what becomes of its texts, its quotes and their decisions."""

import json
from datetime import UTC, datetime

from django.test import TestCase

from quotes.ingest.missing_addresses import fill_missing_addresses
from quotes.ingest.outcomes import State
from quotes.ingest.pipeline import run, stored_articles
from quotes.ingest.printers import JsonLinesPrinter
from quotes.ingest.sources import Failure
from quotes.models import Article, ArticleVersion, Quote, QuoteVersion
from tests.ingest.articles import ADDRESS, GOATS, LAMPS, TIDE, read, record, text_of

Change = QuoteVersion.Change
ONE = text_of(TIDE, GOATS)
MAY = [datetime(2024, 5, day, tzinfo=UTC) for day in range(1, 30)]


def quote_of(words):
    return Quote.objects.get(text__contains=words)


def changes(number):
    rows = QuoteVersion.objects.filter(version__number=number).order_by("quote_id")
    return [row.change for row in rows]


class TextTests(TestCase):
    """Which text stands, and which are kept."""

    def texts(self):
        return list(ArticleVersion.objects.in_time().values_list("text", flat=True))

    def test_an_article_of_one_text_has_no_versions(self):
        self.assertEqual(
            [d.state for d in read(ONE, ONE)], [State.STORED, State.UNCHANGED]
        )

        self.assertFalse(ArticleVersion.objects.exists())

    def test_another_text_takes_the_place_and_the_old_one_is_kept(self):
        two = text_of(TIDE, LAMPS)

        states = [done.state for done in read(ONE, two)]

        article = Article.objects.get()
        self.assertEqual(states, [State.STORED, State.VERSION])
        self.assertEqual((article.text, article.version), (two, 2))
        self.assertEqual(self.texts(), [ONE, two])

    def test_the_same_files_again_change_nothing(self):
        two = text_of(TIDE, LAMPS)
        read(ONE, two)
        before = list(Quote.objects.values())

        states = [done.state for done in read(ONE, two, ONE, two)]

        self.assertEqual(states, [State.FORMER, State.UNCHANGED] * 2)
        self.assertEqual(self.texts(), [ONE, two])
        self.assertEqual(list(Quote.objects.values()), before)

    def test_a_text_that_comes_back_later_stands_again(self):
        two = text_of(TIDE, LAMPS)
        for day, text in enumerate((ONE, two, ONE)):
            read(text, fetched_at=MAY[day])

        self.assertEqual(Article.objects.get().text, ONE)
        self.assertEqual(self.texts(), [ONE, two, ONE])

        for day, text in enumerate((ONE, two, ONE)):
            read(text, fetched_at=MAY[day])
        self.assertEqual(self.texts(), [ONE, two, ONE])

    def test_lines_of_a_run_have_the_quotes_of_their_own_text(self):
        written = []
        printer = JsonLinesPrinter(written.append)
        for done in run([record(ONE), record(text_of(LAMPS)), record(ONE)], workers=1):
            printer.add(done)
        printer.finish(failed=0)

        lines = [json.loads(line)["quotes"] for line in written]
        self.assertEqual([len(quotes) for quotes in lines], [0, 0, 1])

    def test_an_older_text_that_comes_later_is_kept_and_does_not_stand(self):
        read(ONE, updated_at=MAY[9])
        quotes = list(Quote.objects.values())

        (done,) = read(text_of(LAMPS), updated_at=MAY[3])

        self.assertEqual(done.state, State.OLDER)
        self.assertEqual(Article.objects.get().text, ONE)
        self.assertEqual(self.texts(), [text_of(LAMPS), ONE])
        self.assertEqual(list(Quote.objects.values()), quotes)

    def test_a_later_version_may_tell_a_later_date_of_publication(self):
        read(ONE, published_at=MAY[0])
        read(text_of(TIDE, LAMPS), published_at=MAY[4])
        (done,) = read(text_of(LAMPS), published_at=MAY[2])

        self.assertEqual(done.state, State.OLDER)
        article = Article.objects.get()
        self.assertEqual(article.published_at, MAY[0])
        self.assertEqual(article.text, text_of(TIDE, LAMPS))

    def test_two_spellings_of_an_address_are_one(self):
        read(ONE, url=ADDRESS)
        read(text_of(TIDE), url="http://www.herald.example/ferry/?utm_source=x#top")

        self.assertEqual(Article.objects.get().version, 2)

    def test_the_address_that_a_page_tells_of_itself_finds_it(self):
        other = "https://herald.example/2031/ferry-news"
        read(ONE, canonical_url=other)
        read(text_of(TIDE), url=other)

        self.assertEqual(Article.objects.get().version, 2)

    def test_the_same_text_elsewhere_gives_the_article_a_second_address(self):
        read(ONE)
        read(ONE, url="https://herald.example/again")
        read(text_of(TIDE), url="https://herald.example/again")

        article = Article.objects.get()
        self.assertEqual((article.version, article.url), (2, ADDRESS))

    def test_an_article_stored_before_addresses_had_keys_is_found(self):
        read(ONE)
        Article.objects.get().addresses.all().delete()

        read(text_of(TIDE))

        self.assertEqual(Article.objects.get().version, 2)

    def test_articles_stored_before_addresses_had_keys_are_given_theirs(self):
        read(ONE, url="http://www.herald.example/ferry/")
        key = Article.objects.get().addresses.get().key
        Article.objects.get().addresses.all().delete()

        self.assertEqual([fill_missing_addresses(), fill_missing_addresses()], [1, 0])

        self.assertEqual(Article.objects.get().addresses.get().key, key)
        read(text_of(TIDE), url="https://herald.example/ferry")
        self.assertEqual(Article.objects.get().version, 2)

    def test_a_text_that_stands_in_another_article_is_refused(self):
        read(ONE)
        read(text_of(LAMPS), url="https://herald.example/2")

        (refused,) = read(text_of(LAMPS))

        self.assertIsInstance(refused, Failure)
        self.assertIn("article", refused.reason)
        self.assertEqual(Article.objects.count(), 2)

    def test_a_version_that_cannot_be_read_leaves_all_as_it_was(self):
        read(ONE)
        with self.settings(ARTICLE_CHARACTERS=20):
            (failed,) = read(text_of(LAMPS))

        self.assertIn("stays as it was", failed.reason)
        self.assertEqual(Article.objects.get().text, ONE)
        self.assertEqual([d.state for d in read(text_of(LAMPS))], [State.VERSION])

    def test_an_article_fetched_before_another_version_came_is_left_alone(self):
        read(ONE)
        (fetched,) = stored_articles(reextract=True)
        read(text_of(LAMPS))
        before = list(Quote.objects.values())

        (done,) = run([fetched], workers=1, reextract=True)

        self.assertEqual(done.state, State.UNCHANGED)
        self.assertEqual(list(Quote.objects.values()), before)


class QuoteTests(TestCase):
    """What becomes of quotes that nobody has decided on."""

    def test_each_goes_to_where_its_words_stand(self):
        read(ONE)
        tide, goats = quote_of("tide"), quote_of("goats")

        read(text_of(LAMPS, GOATS, TIDE))

        for quote in (tide, goats):
            quote.refresh_from_db()
            self.assertEqual(quote.status, Quote.Status.EXTRACTED)
            text = quote.article.text
            self.assertEqual(text[quote.start : quote.end], quote.text)
        self.assertEqual(changes(2), [Change.MOVED, Change.MOVED, Change.NEW])

    def test_one_that_stays_is_unchanged(self):
        read(ONE, text_of(TIDE, LAMPS))

        self.assertEqual(changes(1), [Change.FIRST, Change.FIRST])
        self.assertEqual(changes(2), [Change.UNCHANGED, Change.GONE, Change.NEW])

    def test_one_in_other_words_keeps_its_row(self):
        read(ONE)
        goats = quote_of("goats")

        read(text_of(TIDE, GOATS.replace("this year", "this spring")))

        again = quote_of("this spring")
        self.assertEqual(again.pk, goats.pk)
        row = goats.versions.get(version__number=2)
        self.assertEqual((row.change, row.difference), ("reworded", "substituted"))
        former = goats.versions.get(version__number=1)
        self.assertIn("this year", former.text)
        ((start, end),) = former.spans
        self.assertEqual(former.version.text[start:end], former.text)

    def test_one_that_is_gone_is_withdrawn_and_comes_back_as_the_same(self):
        read(ONE)
        goats = quote_of("goats")
        read(text_of(TIDE))
        goats.refresh_from_db()
        self.assertEqual((goats.status, goats.gone_in), ("withdrawn", 2))

        read(text_of(LAMPS, TIDE, GOATS))

        goats.refresh_from_db()
        self.assertEqual((goats.status, goats.gone_in), ("extracted", 0))
        self.assertEqual(goats.versions.get(version__number=3).change, Change.RETURNED)
        self.assertEqual(Quote.objects.count(), 3)

    def test_two_of_the_same_words_stay_apart(self):
        twice = (
            "“No comment,” said Ana Tarn.\n\n"
            + GOATS
            + "“No comment,” said Bo Lind.\n\n"
        )
        read(text_of(twice))
        before = {
            q.pk: q.source_text
            for q in Quote.objects.filter(text__startswith="No comment")
        }

        read(text_of(LAMPS, twice))

        after = {
            q.pk: q.source_text
            for q in Quote.objects.filter(text__startswith="No comment")
        }
        self.assertEqual(len(before), 2)
        self.assertEqual(after, before)

    def test_quotes_that_change_places_do_not_collide(self):
        same = "“Open the ferry now,” said Ana Tarn.\n\n"
        other = "“Close the ferry now,” said Ana Tarn.\n\n"
        read(text_of(same, other.replace("Close", "Shut")))

        read(text_of(other.replace("Close", "Shut"), same))

        self.assertEqual(Quote.objects.standing().count(), 2)

    def test_a_reading_again_leaves_alone_what_is_gone(self):
        read(ONE, text_of(LAMPS))
        before = list(Quote.objects.order_by("pk").values())

        list(run(stored_articles(reextract=True), workers=1, reextract=True))

        self.assertEqual(list(Quote.objects.order_by("pk").values()), before)

    def test_an_outlet_never_disputes_its_own_earlier_version(self):
        read(ONE, text_of(TIDE.replace("Ana Tarn", "Dag Holm"), GOATS))

        tide = quote_of("tide")
        self.assertEqual(tide.speaker.name, "Dag Holm")
        self.assertIsNone(tide.statement.dispute)
        self.assertEqual(tide.statement.quote_count, 1)
        row = tide.versions.get(version__number=2)
        self.assertEqual((row.change, row.difference), ("unchanged", "attribution"))
