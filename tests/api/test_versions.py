"""Versions of articles in the API: what changed when, and how it stood."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import TestCase
from django.utils import timezone

from quotes import review
from quotes.models import Article, Quote
from tests.build import make_article, make_editor, make_quote
from tests.ingest.articles import GOATS, LAMPS, TIDE, read, text_of

ONE, TWO = text_of(TIDE, GOATS), text_of(LAMPS, TIDE)
MAY_1, MAY_3 = datetime(2024, 5, 1, tzinfo=UTC), datetime(2024, 5, 3, 12, tzinfo=UTC)


class VersionCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        read(ONE, published_at=MAY_1)
        cls.goats = Quote.objects.get(text__contains="goats")
        cls.tide = Quote.objects.get(text__contains="tide")
        read(TWO, published_at=MAY_1, updated_at=MAY_3)
        cls.tide.refresh_from_db()
        cls.lamps = Quote.objects.get(text__contains="lamps")
        cls.article = Article.objects.get()

    def get(self, path, status=200, **query):
        response = self.client.get(f"/api/v1/{path}/", query)
        self.assertEqual(response.status_code, status, response.content)
        return response.json()


class ArticleTests(VersionCase):
    def test_an_article_tells_its_versions(self):
        article = self.get(f"articles/{self.article.pk}")

        first, second = article["versions"]
        self.assertEqual((first["number"], first["is_current"]), (1, False))
        self.assertEqual(first["stood_from"], "2024-05-01T00:00:00Z")
        self.assertEqual((second["number"], second["is_current"]), (2, True))
        changed = {name: n for name, n in second["changes"].items() if n}
        self.assertEqual(changed, {"moved": 1, "gone": 1, "new": 1})
        self.assertEqual((article["version"], article["text"]), (2, TWO))

    def test_an_article_of_one_text_has_none(self):
        other = make_article("Only one.")
        self.assertEqual(self.get(f"articles/{other.pk}")["versions"], [])

    def test_as_it_stood(self):
        path = f"articles/{self.article.pk}"
        for moment, text in (
            ("2024-05-01", ONE),
            ("2024-05-03T11:59:59Z", ONE),
            ("2024-05-03T14:00:00+02:00", TWO),
            ("2024-05-03", TWO),
        ):
            with self.subTest(moment):
                self.assertEqual(self.get(path, as_of=moment)["text"], text)

    def test_moments_that_cannot_be_answered(self):
        path = f"articles/{self.article.pk}"
        later = timezone.now() + timedelta(days=2)
        self.assertIn(
            "stood from 1 May 2024", self.get(path, 404, as_of="2024-04-30")["detail"]
        )
        for moment in (
            "yesterday",
            "2024-05-03T11:00",
            later.date(),
            later.isoformat(),
        ):
            with self.subTest(moment):
                self.get(path, 400, as_of=str(moment))
        other = make_article("Only one.", published_at=MAY_3)
        self.get(f"articles/{other.pk}", 404, as_of="2024-05-02")
        self.assertEqual(
            self.get(f"articles/{other.pk}", as_of="2024-05-04")["text"], "Only one."
        )

    def test_kinds_can_be_asked_for(self):
        make_article("Words of a company.", kind="press_release")

        rows = self.get("articles", kind="press_release")["results"]

        self.assertEqual([row["kind"] for row in rows], ["press_release"])
        self.get("articles", 400, kind="poem")


class QuoteTests(VersionCase):
    def test_a_quote_tells_where_it_stood(self):
        first, second = self.get(f"quotes/{self.tide.pk}")["versions"]

        self.assertEqual((first["change"], second["change"]), ("first", "moved"))
        ((start, end),) = first["spans"]
        self.assertEqual(ONE[start:end], first["text"])
        ((start, end),) = second["spans"]
        self.assertEqual(TWO[start:end], second["text"])

    def test_a_removed_one_says_since_when(self):
        gone = self.get(f"quotes/{self.goats.pk}", 410)

        self.assertEqual(
            gone["detail"],
            "This quote was removed from its article on 3 May 2024: it no longer stands"
            " there since version 2.",
        )

    def test_as_it_stood(self):
        goats = self.get(f"quotes/{self.goats.pk}", as_of="2024-05-02")

        self.assertEqual(goats["text"], self.goats.text)
        self.assertTrue(ONE.startswith(goats["context_before"]))
        self.assertIn("said Bo Lind", goats["context_after"])
        self.assertEqual(ONE[goats["start"] : goats["end"]], goats["text"])
        tide = self.get(f"quotes/{self.tide.pk}", as_of="2024-05-02")
        self.assertEqual(ONE[tide["start"] : tide["end"]], tide["text"])
        self.assertEqual(tide["cue"], "said")

    def test_what_did_not_stand_then(self):
        self.get(f"quotes/{self.lamps.pk}", 404, as_of="2024-05-02")
        self.get(f"quotes/{self.goats.pk}", 410, as_of="2024-05-04")
        self.get(f"quotes/{self.tide.pk}", 404, as_of="2024-04-02")

    def test_decided_words_that_changed_warn(self):
        review.confirm(quote=self.tide, by=make_editor())

        read(TWO.replace("before the tide does", "before the tide ever does"))

        quote = self.get(f"quotes/{self.tide.pk}")
        self.assertIsNotNone(quote["changed_at"])
        self.assertIn("changed", [warning["code"] for warning in quote["warnings"]])

    def test_a_quote_of_an_article_with_one_text_costs_nothing_more(self):
        quote = make_quote("The dam will hold")
        self.get(f"quotes/{quote.pk}")

        self.assertEqual(self.get(f"quotes/{quote.pk}")["versions"], [])


# Its pages are walked on both, and versions are asked by the tests above.
@pytest.mark.any_database
class PageTests(VersionCase):
    def page(self, path, status=200):
        response = self.client.get(path)
        self.assertEqual(response.status_code, status)
        return response.content.decode()

    def test_the_article_s_page_tells_its_versions(self):
        page = self.page(f"/articles/{self.article.pk}/")

        self.assertIn(f"/articles/{self.article.pk}/versions/2/", page)
        self.assertIn("quotes 1 added, 1 removed", page)

    def test_a_version_s_page_shows_what_changed(self):
        page = self.page(f"/articles/{self.article.pk}/versions/2/")

        self.assertIn("<del>", page)
        self.assertIn("lamps burn longer", page)
        self.assertIn(f"/quotes/{self.goats.pk}/", page)
        first = self.page(f"/articles/{self.article.pk}/versions/1/")
        self.assertIn("The first text that is known", first)
        self.page(f"/articles/{self.article.pk}/versions/3/", 404)

    def test_the_page_of_a_removed_quote_says_so(self):
        page = self.page(f"/quotes/{self.goats.pk}/", 410)

        self.assertIn("removed from its article on 3 May 2024", page)
        self.assertIn(f"/articles/{self.article.pk}/versions/2/", page)

    def test_a_reworded_quote_shows_both_wordings(self):
        read(TWO.replace("before the tide does", "before the tide ever does"))

        page = self.page(f"/quotes/{self.tide.pk}/")

        self.assertIn("In the versions of its article", page)
        self.assertIn("in other words", page)
        self.assertIn("before the tide does", page)


class DeskTests(VersionCase):
    def setUp(self):
        self.editor = make_editor()
        self.client.force_login(self.editor)

    def test_decided_words_that_changed_wait_with_both_texts(self):
        review.confirm(quote=self.tide, by=self.editor)
        read(TWO.replace("before the tide does", "before the tide ever does"))

        listed = self.client.get("/admin/quotes/quote/?review=changed").content.decode()
        queue = self.client.get("/admin/quotes/quote/").content.decode()
        desk = self.client.get(f"/admin/quotes/quote/{self.tide.pk}/change/")

        self.assertIn(f"/admin/quotes/quote/{self.tide.pk}/change/", listed)
        self.assertIn("?review=changed", queue)
        page = desk.content.decode()
        self.assertIn("<del>The ferry leaves before the tide does,</del>", page)
        self.assertIn("<ins>The ferry leaves before the tide ever does,</ins>", page)

    def test_a_removed_one_is_shown_in_the_text_in_which_it_last_stood(self):
        page = self.client.get(f"/admin/quotes/quote/{self.goats.pk}/change/")

        self.assertContains(page, "Its outlet removed these words on 3 May 2024")
        self.assertContains(
            page, "Nobody has counted the goats of Ferrow this year,</mark>"
        )
        self.assertNotContains(page, 'name="_confirm"')

    def test_the_article_s_page_tells_its_versions(self):
        page = self.client.get(f"/admin/quotes/article/{self.article.pk}/change/")

        self.assertContains(page, f"/articles/{self.article.pk}/versions/1/")
