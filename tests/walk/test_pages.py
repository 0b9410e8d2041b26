"""Every page and feed of the reading room under every parameter that it takes.

The parameters are those that a page is seen to read its query string by, so that none
is named here; what a page lists is what the address of its data lists.
"""

from contextlib import suppress
from html.parser import HTMLParser
from itertools import product
from unittest import mock
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import pytest
from django.test import TestCase, override_settings
from django.urls import NoReverseMatch, reverse

from quotes.api import params as api_params
from quotes.models import ErrorReport
from quotes.pages.tracking import is_tracking
from quotes.pages.urls import urlpatterns
from quotes.review.reports import key_of
from tests.walk.pairs import side_by_side, under_filter
from tests.walk.parameters import is_search, searches_for, values_for
from tests.walk.rows import Rows
from tests.walk.test_api import UNLIMITED

# Log-in and log-out list nothing.
LISTLESS = {"login", "logout"}
TRACKING = {"utm_source": "letter", "fbclid": "x1", "GCLID": "y2", "mc_eid": "z3"}


class Links(HTMLParser):
    """Every address in a page: of links, forms and what its head names."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.found += [given[key] for key in ("href", "action") if given.get(key)]


@override_settings(API_RATES=UNLIMITED)
class PageCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = Rows()

    def addresses(self):
        """Of every page, with one key that leads to something where it takes any."""
        rows = self.rows
        keys = (
            key_of(ErrorReport.objects.first()),
            *("quotes", "k" * 43, rows.speakers[0].slug, rows.outlets[0].slug),
            *(rows.quotes[1].pk, rows.statements[1].pk, rows.quotes[1].article_id),
        )
        for entry in urlpatterns:
            if entry.name in LISTLESS:
                continue
            tried = []
            version = [rows.quotes[1].article_id, 2]
            for key in ([], *([key] for key in keys), version):
                with suppress(NoReverseMatch):
                    tried.append(reverse(f"pages:{entry.name}", args=key))
            found = [path for path in tried if self.client.get(path).status_code == 200]
            self.assertTrue(found, f"No address of {entry.name} leads to anything.")
            yield found[0]

    def params_of(self, path):
        """The parameters that ``path`` reads, by name."""
        seen = []
        original = api_params._read_param

        def read(name, raws, params):
            seen.append(params)
            return original(name, raws, params)

        with mock.patch.object(api_params, "_read_param", read):
            self.client.get(path, {"nosuch": "1"})
        return dict(seen[0]) if seen else {}

    def open(self, path, query, *, expected=(200,)):
        response = self.client.get(path, query)
        self.assertIn(response.status_code, expected, (path, query))
        return response

    def api_rows(self):
        rows = []
        for name in ("quotes", "statements", "outlets"):
            rows += self.client.get(f"/api/v1/{name}/").json()["results"]
        return rows


class PageListWalk(PageCase):
    """Apart from the rest, so that another process can take that."""

    def test_every_page_under_every_filter_search_and_order(self):
        rows, walked = self.api_rows(), 0
        for path in self.addresses():
            with self.subTest(path):
                walked += self.walk(path, rows)
        self.assertGreater(walked, 300)

    def walk(self, path, rows):
        """How many queries ``path`` answered; every two parameters were in one."""
        params = self.params_of(path)
        filters = [
            [(name, value) for value in values_for(param, rows)]
            for name, param in params.items()
            if not is_search(param) and name not in {"cursor", "ordering", "after"}
        ]
        orders = params["ordering"].choices if "ordering" in params else [None]
        searches = [None, *searches_for(params)]
        asked = {
            (words, order): self.is_answered(path, words, order)
            for words, order in product(searches, orders)
        }
        # Which value meets which search makes no other page: that of every pair is
        # walked where the same rows are data, in test_api.
        return sum(asked.values()) + sum(
            self.is_answered(path, words, order, chosen)
            for number, values in enumerate(filters)
            for chosen, (words, order) in side_by_side(
                values, under_filter(number, asked)
            )
        )

    def is_answered(self, path, words, order, chosen=None):
        """Whether a query is answered, and not refused; the page has been checked."""
        query = dict([chosen] if chosen else [])
        query |= {"q": words} if words else {}
        query |= {"ordering": order} if order else {}
        alone = len(query) < 2 and not order
        answer = self.open(path, query, expected=(200,) if alone else (200, 400))
        if answer.status_code == 200:
            self.check(path, answer, query)
        return answer.status_code == 200

    def check(self, path, answer, query):
        if path.endswith(".atom"):
            entries = ElementTree.fromstring(answer.content).findall("{*}entry")  # noqa: S314
            self.assertTrue(entries or query, "A feed without entries: make some rows.")
            return
        self.check_against_data(answer, query)

    def check_against_data(self, answer, query):
        """What the data of a page lists first, the page links to."""
        data = urlsplit(answer.context.get("data_url") or "")
        asked = dict(parse_qsl(data.query))
        if not data.path.startswith("/api/") or not query.items() <= asked.items():
            return
        listed = self.client.get(data.geturl()).json().get("results")
        if listed is None:
            return
        self.assertTrue(listed or query, "A list without rows: make some.")
        links = {urlsplit(link).path for link in Links(answer.text).found}
        for row in listed[:20]:
            # A correction has no page of its own: that of its quote shows it.
            address = row["url"] if "url" in row else row["quote"]["url"]
            page = urlsplit(address).path.removeprefix("/api/v1")
            self.assertIn(page, links, query)


class PageWalk(PageCase):
    # What an address has too much never reaches a database.
    @pytest.mark.any_database
    def test_tracking_is_passed_over_and_passed_on_to_no_address(self):
        for path in self.addresses():
            params = self.params_of(path)
            self.assertEqual([name for name in params if is_tracking(name)], [])
            query = {"q": "harbour"} if "q" in params else {}
            with self.subTest(path):
                plain, tracked = (
                    self.client.get(path, {**query, **more}) for more in ({}, TRACKING)
                )
                self.assertEqual(tracked.status_code, plain.status_code)
                for name in TRACKING:
                    self.assertNotIn(name.encode(), tracked.content)
        self.assertEqual(self.client.get("/api/v1/quotes/", TRACKING).status_code, 400)
        self.assertEqual(self.client.get("/", {"utmsource": "a"}).status_code, 400)

    def test_every_row_has_a_page(self):
        for name in ("quotes", "speakers", "statements", "articles", "outlets"):
            listed = self.client.get(f"/api/v1/{name}/", {"page_size": 200}).json()
            self.assertTrue(listed["results"])
            for row in listed["results"]:
                page = urlsplit(row["url"]).path.removeprefix("/api/v1")
                with self.subTest(page):
                    self.open(page, {})
                    self.open(page, TRACKING)
