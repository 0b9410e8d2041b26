"""What a run of ``extract_quotes`` stores, and what a second one leaves as it is."""

from django.utils import timezone

from quotes.models import Article, Outlet, Quote, Speaker, SpeakerAlias, Statement
from tests.build import make_article, make_editor, make_speaker
from tests.commands.extracting import DAM, FERRY, ExtractTestCase, record


def everything():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Outlet, Article, Speaker, Quote)
    ]


class StoringTests(ExtractTestCase):
    def test_articles_quotes_and_speakers_are_stored(self):
        path = self.write(
            record(id="d1", url="https://herald.example/1", published_at="2031-05-17")
        )

        self.assertEqual(self.run_command(path)[1:], ("", None))

        article = Article.objects.get()
        self.assertEqual(article.text, DAM)
        self.assertEqual(article.outlet.slug, "harbour-herald")
        self.assertIsNotNone(article.extracted_at)
        quotes = article.quotes.order_by("start")
        self.assertEqual(
            [(quote.text, quote.speaker.name) for quote in quotes],
            [("The dam will hold,", "Ana Tarn"), ("It always has,", "Ana Tarn")],
        )
        self.assertEqual(quotes[0].published_at, article.published_at)
        self.assertEqual(quotes[0].outlet, article.outlet)

    def test_the_same_input_twice_changes_nothing(self):
        path = self.write(record(), record(FERRY))
        self.run_command(path)
        before = everything()

        out, _, message = self.run_command(path)

        self.assertIsNone(message)
        self.assertEqual(everything(), before)
        self.assertIn("2 articles: 2 already stored.", out)

    def test_without_a_source_it_does_what_is_pending(self):
        make_article(DAM)
        make_article(FERRY, extracted_at=timezone.now())

        out, _, _ = self.run_command()

        self.assertIn("1 article: 1 pending until now.", out)
        self.assertEqual(Quote.objects.count(), 2)

    def test_extracting_again_never_changes_what_an_editor_decided(self):
        path = self.write(record())
        self.run_command(path)
        quote = Quote.objects.order_by("start").first()
        Quote.objects.filter(pk=quote.pk).update(
            speaker=make_speaker("Cleo Marsh"),
            status=Quote.Status.CORRECTED,
            reviewed_by=make_editor(),
            reviewed_at=timezone.now(),
        )
        before = Quote.objects.filter(pk=quote.pk).values().get()

        self.run_command(path, "--reextract")
        self.run_command("--reextract")

        self.assertEqual(Quote.objects.filter(pk=quote.pk).values().get(), before)
        self.assertEqual(Quote.objects.count(), 2)

    def test_stops_at_the_limit_and_goes_on_from_there(self):
        path = self.write(record(), record(FERRY), record("It rained."))

        for count in (1, 2, 3):
            self.run_command(path, "--limit", "1")
            self.assertEqual(Article.objects.count(), count)

    def test_what_a_stored_article_lacks_is_filled_and_nothing_else(self):
        self.run_command(self.write(record(title="Dam")))

        out, _, message = self.run_command(
            self.write(record(title="Other", published_at="2031-05-17"))
        )

        self.assertIsNone(message)
        self.assertIn("1 already stored", out)
        article = Article.objects.get()
        self.assertEqual(article.title, "Dam")
        self.assertEqual(article.published_at.date().isoformat(), "2031-05-17")
        self.assertEqual(
            set(Quote.objects.values_list("published_at", flat=True)),
            {article.published_at},
        )

    def test_once_dated_an_article_is_linked_with_others_of_its_days(self):
        text = (
            "“The goats of Ferrow vote more wisely than the council of Brackwater "
            "ever did,” said Ana Tarn."
        )
        other = text.replace("Ana Tarn", "Bo Lind")
        self.run_command(self.write(record(text)))
        self.run_command(
            self.write(record(other, outlet="Echo", published_at="2031-05-17"))
        )
        self.assertFalse(Statement.objects.filter(dispute__isnull=False).exists())

        self.run_command(self.write(record(text, published_at="2031-05-17")))
        self.run_command(self.write(record(FERRY)))

        disputed = Statement.objects.filter(dispute="distinct", quote_count=2)
        self.assertEqual(disputed.count(), 1)

    def test_a_run_writes_no_history(self):
        self.run_command(self.write(record()))

        for model in (Article, Outlet, Speaker, SpeakerAlias, Quote):
            with self.subTest(model.__name__):
                self.assertTrue(model.objects.exists())
                self.assertEqual(model.history.count(), 0)
