"""Articles, statements, outlets and names: pages that editors mostly read."""

import pytest
from django.contrib.auth.models import Group
from django.test import TestCase

from quotes import review
from quotes.models import Article, Outlet
from tests.admin.people import make_member
from tests.build import (
    make_article,
    make_outlet,
    make_quote,
    make_speaker,
    make_statement,
)

DESK = "/admin/quotes/"
PAGES = ["article", "outlet", "quote", "speaker", "speakeralias", "statement"]


class ReadingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_member()

    def setUp(self):
        self.client.force_login(self.editor)

    def assert_costs(self, queries, address, make_row):
        """Listing costs ``queries`` with one row and with three."""
        self.client.get(address)
        for rows in (1, 2):
            for _ in range(rows):
                make_row()
            with self.assertNumQueries(queries):
                self.client.get(address)


# Its pages are asked on both by tests/walk/.
@pytest.mark.any_database
class ArticleTests(ReadingTestCase):
    def test_quotes_are_marked_and_linked_in_the_text(self):
        article = make_article("“We wait,” she said. <script>alert(1)</script>")
        quote = make_quote("We wait,", article=article, speaker=make_speaker("Ida"))

        page = self.client.get(f"{DESK}article/{article.pk}/change/")

        self.assertContains(
            page,
            f'“<a href="{DESK}quote/{quote.pk}/change/" title="Ida · extracted">'
            '<mark class="is-other">We wait,</mark></a>” she said. '
            "&lt;script&gt;alert(1)&lt;/script&gt;",
        )

    def test_rejected_quotes_are_not_marked(self):
        article = make_article("“We wait,” she said.")
        make_quote("We wait,", article=article, status="withdrawn")

        page = self.client.get(f"{DESK}article/{article.pk}/change/")

        self.assertContains(page, "No quotes were found in this article.")

    def test_text_cannot_be_changed(self):
        article = make_article("“We wait,” she said.")

        response = self.client.post(
            f"{DESK}article/{article.pk}/change/", {"text": "x", "title": "x"}
        )

        self.assertEqual(response.status_code, 403)
        self.assertEqual(Article.objects.get().text, "“We wait,” she said.")

    def test_articles_are_neither_added_nor_deleted(self):
        article = make_article()

        for address in ("add", f"{article.pk}/delete"):
            response = self.client.post(f"{DESK}article/{address}/", {"post": "yes"})
            self.assertEqual(response.status_code, 403)

    def test_listing_costs_the_same_for_one_row_and_for_three(self):
        self.assert_costs(7, f"{DESK}article/", make_article)

    def test_listing_leaves_the_text_in_the_database(self):
        make_article()
        self.client.get(f"{DESK}article/")

        with self.assertNumQueries(7) as queries:
            self.client.get(f"{DESK}article/")

        read = [row["sql"] for row in queries if "quotes_article" in row["sql"]]
        self.assertFalse([sql for sql in read if '"quotes_article"."text"' in sql])


# Its pages are asked on both by tests/walk/.
@pytest.mark.any_database
class StatementTests(ReadingTestCase):
    def test_printings_stand_side_by_side(self):
        statement = make_statement()
        for name in ("Ida Voss", "Omar Teel"):
            make_quote(statement=statement, speaker=make_speaker(name))

        page = self.client.get(f"{DESK}statement/{statement.pk}/change/")

        self.assertContains(page, "Ida Voss")
        self.assertContains(page, "Omar Teel")

    def test_page_costs_the_same_for_one_printing_and_for_three(self):
        statement = make_statement()
        address = f"{DESK}statement/{statement.pk}/change/"

        def add_printing():
            make_quote(statement=statement, speaker=make_speaker())

        add_printing()
        self.assert_costs(10, address, add_printing)

    def test_listing_costs_the_same_for_one_row_and_for_three(self):
        self.assert_costs(
            6, f"{DESK}statement/", lambda: make_statement(speaker=make_speaker())
        )


class OutletTests(ReadingTestCase):
    def test_outlet_is_changed_and_history_says_who(self):
        outlet = make_outlet("The Merow Post", slug="merrow-post")

        self.client.post(
            f"{DESK}outlet/{outlet.pk}/change/",
            {
                "name": "The Merrow Post",
                "slug": "merrow-post",
                "language": "en",
                "version": review.version_of(outlet),
            },
        )

        stored = Outlet.objects.get()
        self.assertEqual(stored.name, "The Merrow Post")
        self.assertEqual(stored.history.first().history_user, self.editor)

    def test_outlets_without_domain_do_not_clash(self):
        make_outlet("The Merrow Post")

        self.client.post(
            f"{DESK}outlet/add/", {"name": "Harbour Radio", "language": "en"}
        )

        self.assertEqual(
            list(Outlet.objects.values_list("name", "domain")),
            [("Harbour Radio", None), ("The Merrow Post", None)],
        )

    def test_listing_costs_the_same_for_one_row_and_for_three(self):
        self.assert_costs(8, f"{DESK}outlet/", make_outlet)


class AliasTests(ReadingTestCase):
    def test_name_is_found_without_accents(self):
        alias = make_speaker("Ída Vóss").aliases.get()

        page = self.client.get(f"{DESK}speakeralias/", {"q": "IDA voss"})

        self.assertContains(page, f"{DESK}speakeralias/{alias.pk}/change/")

    def test_listing_costs_the_same_for_one_row_and_for_three(self):
        self.assert_costs(6, f"{DESK}speakeralias/", make_speaker)


# Its pages are asked on both by tests/walk/.
@pytest.mark.any_database
class AccessTests(ReadingTestCase):
    def may(self, act):
        """What the group may ``act`` on, of what these pages show."""
        codenames = Group.objects.get(name="Editors").permissions.filter(
            codename__startswith=f"{act}_", content_type__model__in=PAGES
        )
        return sorted(
            name.removeprefix(f"{act}_")
            for name in codenames.values_list("codename", flat=True)
        )

    def test_editors_see_every_page(self):
        self.assertEqual(self.may("view"), PAGES)

    def test_editors_change_what_is_decided_and_never_articles(self):
        self.assertEqual(
            self.may("change"), ["outlet", "quote", "speaker", "statement"]
        )

    def test_editors_add_no_quotes_and_no_articles(self):
        self.assertEqual(self.may("add"), ["outlet", "speaker", "speakeralias"])

    def test_editors_delete_nothing_but_a_wrong_name(self):
        self.assertEqual(self.may("delete"), ["speakeralias"])

    def test_every_list_and_history_opens_for_an_editor(self):
        quote = make_quote(speaker=make_speaker(), statement=make_statement())
        rows = {
            "outlet": quote.outlet,
            "article": quote.article,
            "speaker": quote.speaker,
            "speakeralias": quote.speaker.aliases.get(),
            "quote": quote,
            "statement": quote.statement,
        }
        for name, row in rows.items():
            for address in ("", f"{row.pk}/change/", f"{row.pk}/history/"):
                with self.subTest(f"{name}/{address}"):
                    response = self.client.get(f"{DESK}{name}/{address}")
                    self.assertEqual(response.status_code, 200)

    def test_desk_has_its_own_name(self):
        self.assertContains(self.client.get("/admin/"), "Editors’ desk")
