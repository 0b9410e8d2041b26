"""Where lists lead: to files, into a stretch of time, and back from what they list."""

import csv
import io
import json
import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.http import QueryDict
from django.test import TestCase

from tests.build import make_outlet, make_quote, make_speaker, make_statement
from tests.pages.reading import links_of, text_of


# Its pages are asked on both by tests/walk/.
@pytest.mark.any_database
class WayBackTests(TestCase):
    def setUp(self):
        self.quote = make_quote(statement=make_statement())

    def back(self, came, path=None, **headers):
        path = path or f"/quotes/{self.quote.pk}/"
        response = self.client.get(path, headers={"Referer": came, **headers})
        return response.context["way_back"]

    def test_back_to_the_list_with_its_filters_order_and_place(self):
        for address, name in (
            ("/?q=dam&speaker=a%2Cb&cursor=abc", "search"),
            ("/statements/?q=dam", "statements"),
            ("/speakers/mara/", "speaker"),
            ("/compare/?speaker=a", "comparison"),
        ):
            with self.subTest(address):
                found = self.back(f"http://testserver{address}")
                self.assertEqual(found, (name, address))

    def test_shown_on_pages_of_single_things(self):
        for path in (
            f"/quotes/{self.quote.pk}/",
            f"/articles/{self.quote.article_id}/",
            f"/statements/{self.quote.statement_id}/",
            f"/quotes/{self.quote.pk}/report/",
        ):
            with self.subTest(path):
                came = {"Referer": "http://testserver/?q=dam"}
                response = self.client.get(path, headers=came)
                self.assertIn("/?q=dam", links_of(response))
                self.assertIn("← Back to the search", text_of(response))

    def test_to_no_other_site_and_to_nothing_that_is_no_list(self):
        for came in (
            "",
            "https://elsewhere.example/?q=dam",
            "http://testserver.elsewhere.example/?q=dam",
            "http://testserver/about/",
            "http://testserver/nowhere/",
            "http://testserver/admin/",
            "javascript:alert(1)",
            "http://[",
        ):
            with self.subTest(came):
                self.assertIsNone(self.back(came))

    def test_lists_themselves_lead_nowhere_back(self):
        self.assertIsNone(self.back("http://testserver/?q=dam", path="/speakers/"))


class FileTests(TestCase):
    """What a button gives is what the list on its page shows, row by row."""

    @classmethod
    def setUpTestData(cls):
        cls.outlet = make_outlet("The Post")
        cls.speakers = [make_speaker(f"Speaker {name}") for name in "ABC"]
        statement = make_statement("It rains in Tarn", dispute="distinct")
        for number in range(25):
            cls.quote = make_quote(
                f"It rains in Tarn, part {number}",
                outlet=cls.outlet,
                speaker=cls.speakers[number % 3],
                statement=statement,
                published_at=datetime(2031, 1 + number % 4, 3, tzinfo=UTC),
            )
        cls.statement = statement

    def listed(self, path):
        """Ids on all pages of the list at ``path``, in order."""
        ids = []
        while path:
            response = self.client.get(path)
            listing = response.context["listing"]
            ids += [row["id"] for row in listing.rows]
            page = path.partition("?")[0]
            path = f"{page}{listing.next}" if listing.next else ""
        return ids

    def files(self, path):
        links = [link for link in links_of(self.client.get(path)) if link]
        return {
            format: next(link for link in links if f"format={format}" in link)
            for format in ("csv", "jsonl")
        }

    def test_the_same_rows_in_the_same_order(self):
        for path in (
            "/",
            "/?q=rains&ordering=published_at",
            "/?q=rains&ordering=relevance",
            f"/?speaker={self.speakers[0].slug}&speaker={self.speakers[1].slug}",
            "/speakers/speaker-a/",
            "/outlets/the-post/",
            "/statements/",
            "/disputes/",
        ):
            with self.subTest(path):
                expected = self.listed(path)
                files = self.files(path)
                text = b"".join(self.client.get(files["csv"]).streaming_content)
                rows = list(csv.DictReader(io.StringIO(text.decode())))
                self.assertEqual([int(row["id"]) for row in rows], expected)
                text = b"".join(self.client.get(files["jsonl"]).streaming_content)
                lines = text.decode().splitlines()
                self.assertEqual([json.loads(one)["id"] for one in lines], expected)

    def test_every_list_has_them(self):
        for path in (
            "/speakers/",
            "/speakers/?q=speaker",
            "/outlets/",
            "/corrections/",
            f"/statements/{self.statement.pk}/",
            f"/articles/{self.quote.article_id}/",
        ):
            with self.subTest(path):
                for address in self.files(path).values():
                    self.assertEqual(self.client.get(address).status_code, 200)


class PlotTests(FileTests):
    test_the_same_rows_in_the_same_order = None
    test_every_list_has_them = None

    def test_every_stretch_leads_to_as_many_quotes(self):
        for path in ("/?q=rains", "/outlets/the-post/", "/speakers/speaker-a/"):
            response = self.client.get(path)
            timeline = response.context["timeline"]
            cells = re.findall(r'<th scope="row"><a href="(.*?)"', response.text)
            narrowed = [unescape(cell) for cell in cells]
            counts = [bar.count for bar in timeline.bars if bar.count]
            self.assertEqual(len(narrowed), len(counts))
            for link, count in zip(narrowed, counts, strict=True):
                with self.subTest(link):
                    facets = self.client.get(link).context["facets"]
                    self.assertEqual(facets.counted, count)

    def test_a_statement_has_one_where_printings_lie_apart(self):
        response = self.client.get(f"/statements/{self.statement.pk}/")
        self.assertIn("Printed over time", text_of(response))
        alone = make_quote(
            statement=make_statement(), published_at=datetime(2031, 1, 1, tzinfo=UTC)
        )
        response = self.client.get(f"/statements/{alone.statement_id}/")
        self.assertNotIn("Printed over time", text_of(response))


# The same pages are asked on both by FileTests and PlotTests.
@pytest.mark.any_database
class FilterTests(FileTests):
    """Filters travel with every way on from a list."""

    test_the_same_rows_in_the_same_order = None
    test_every_list_has_them = None

    def test_they_are_in_every_link_of_a_search(self):
        query = {
            "q": "rains",
            "kind": "direct",
            "speaker": "speaker-a,speaker-b,speaker-c",
        }
        response = self.client.get("/", {**query, "ordering": "published_at"})
        ways = [response.context["listing"].next]
        ways += [c.address for f in response.context["facets"].facets
                 for c in f.choices]  # fmt: skip
        self.assertGreater(len(ways), 5)
        for way in ways:
            with self.subTest(way):
                given = QueryDict(way.partition("?")[2])
                for name, value in {**query, "ordering": "published_at"}.items():
                    self.assertEqual(given[name], value)

    def test_a_form_keeps_what_it_has_no_field_for(self):
        for path, kept in (
            ("/?speaker=speaker-a&outlet=the-post&cue=said", "speaker outlet cue"),
            ("/disputes/?speaker=speaker-a&min_outlets=0", "speaker min_outlets"),
            ("/statements/?speaker=speaker-a", "speaker"),
        ):
            with self.subTest(path):
                page = self.client.get(path).text
                for name in kept.split():
                    self.assertIn(f'<input type="hidden" name="{name}"', page)


class EmptyTests(TestCase):
    def setUp(self):
        self.mara = make_speaker("Mara Lindqvist")
        make_quote("The dam holds", speaker=self.mara)

    def test_a_name_typed_as_words_leads_to_what_somebody_said(self):
        response = self.client.get("/", {"q": "lindquist"})

        self.assertIn("Did you mean what somebody said?", text_of(response))
        self.assertIn("/?speaker=mara-lindqvist", links_of(response))

    def test_the_filter_that_is_too_much_is_named(self):
        response = self.client.get("/", {"q": "dam", "kind": "indirect"})

        self.assertIn(
            "Something is found without the filter “kind”.", text_of(response)
        )
        self.assertIn("?q=dam", links_of(response))

    def test_where_no_filter_helps_none_is_named(self):
        response = self.client.get("/", {"q": "zebra", "kind": "indirect"})

        # Without the words there is nothing indirect, without the kind no zebra.
        self.assertNotIn("Something is found", text_of(response))

    def test_a_name_that_nobody_has_leads_to_the_surname(self):
        response = self.client.get(
            "/speakers/", {"q": "Qwertyuiop Zxcvbnmas Lindqvist"}
        )

        self.assertIn("/speakers/mara-lindqvist/", links_of(response))
