"""Articles with their quotes marked; outlets."""

from datetime import UTC, datetime

from django.test import TestCase

from tests.build import make_article, make_outlet, make_quote, make_speaker
from tests.pages.reading import limits, links_of, text_of

TEXT = "“The dam holds,” she said. “No,” he said."


class ArticleTests(TestCase):
    def setUp(self):
        self.outlet = make_outlet("The Harbour Post")
        self.article = make_article(
            TEXT, outlet=self.outlet, title="Dam <b>holds</b>", byline="Ida Voss"
        )

    def get(self):
        return self.client.get(f"/articles/{self.article.pk}/")

    def test_every_standing_quote_is_marked_and_leads_to_its_page(self):
        first = make_quote("The dam holds,", article=self.article)
        gone = make_quote("No,", article=self.article, status="withdrawn")

        response = self.get()

        self.assertContains(
            response,
            f'<a href="/quotes/{first.pk}/" title="nobody named · extracted">'
            '<mark class="is-other">The dam holds,</mark></a>',
        )
        self.assertNotIn(f"/quotes/{gone.pk}/", links_of(response))

    def test_copy_and_original_lead_to_each_other(self):
        copy = make_article("A copy", wire_copy_of=self.article)

        self.assertIn(f"/articles/{copy.pk}/", links_of(self.get()))
        page = self.client.get(f"/articles/{copy.pk}/")
        self.assertIn(f"/articles/{self.article.pk}/", links_of(page))
        self.assertIn("Wire copy.", text_of(page))

    def test_printed_markup_is_shown_never_run(self):
        self.article = make_article("<script>x</script>", title="<b>T</b>")

        self.assertNotContains(self.get(), "<script>")
        self.assertNotContains(self.get(), "<b>T")

    def test_text_is_in_its_language(self):
        self.article = make_article("Regen", language="de")

        self.assertContains(self.get(), '<div class="text" lang="de">Regen</div>')

    def test_unread_article_says_so(self):
        self.assertIn("has not been read for quotations", text_of(self.get()))

    def test_unknown_number_is_not_found(self):
        self.assertEqual(self.client.get("/articles/999999/").status_code, 404)

    def test_page_costs_the_same_for_one_quote_and_for_three(self):
        for words in ("The", "dam", "holds"):
            make_quote(
                words,
                article=self.article,
                speaker=make_speaker(),
                relayed_by=make_speaker(),
            )
            make_article(wire_copy_of=self.article)
            with self.assertNumQueries(4):
                self.get()


class OutletTests(TestCase):
    def setUp(self):
        self.outlet = make_outlet("The Harbour Post", domain="harbour.example")

    def get(self):
        return self.client.get("/outlets/the-harbour-post/")

    def test_its_quotes_and_speakers(self):
        speaker = make_speaker("Mara")
        own = make_quote(outlet=self.outlet, speaker=speaker)
        make_quote()

        response = self.get()

        rows = response.context["listing"].rows
        self.assertEqual([row["id"] for row in rows], [own.pk])
        self.assertIn("/?outlet=the-harbour-post&speaker=mara", links_of(response))

    def test_number_leads_to_the_name(self):
        response = self.client.get(f"/outlets/{self.outlet.pk}/")

        self.assertRedirects(response, "/outlets/the-harbour-post/", status_code=301)

    def test_unknown_name_is_not_found(self):
        self.assertEqual(self.client.get("/outlets/nix/").status_code, 404)

    def test_page_costs_the_same_for_one_quote_and_for_three(self):
        for day in (1, 2, 3):
            make_quote(
                outlet=self.outlet,
                speaker=make_speaker(),
                published_at=datetime(2024, 1, day, tzinfo=UTC),
            )
            # by slug, counts, names twice, over time, articles, rows, disputes
            with self.assertNumQueries(7 + limits(3)):
                self.get()
