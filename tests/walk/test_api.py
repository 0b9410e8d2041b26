"""Every list of the API in every format, under every filter, search and order: every
two of them together, see ``pairs``.

What is walked is read from the addresses and the declarations: a new list, filter or
format is walked without being named here, and fails where it has no rows to compare.
"""

import csv
import io
import json
from itertools import product

from django.test import TestCase, override_settings
from django.urls import reverse

from quotes.api.details import DetailView
from quotes.api.facet_views import QuoteFacets
from quotes.api.lists import LARGEST_PAGE, ListView
from quotes.api.quote_views import QuoteList
from quotes.api.urls import urlpatterns
from tests.walk.pairs import under_filter
from tests.walk.parameters import is_search, searches_for, values_for
from tests.walk.rows import Rows

PAGE = 9
UNLIMITED = {
    f"{scope}-{who}": "100000000/day"
    for scope in ("read", "work", "report")
    for who in ("anonymous", "known")
}


def addresses(kind=object):
    """Name and view class of the API's addresses whose view is of ``kind``."""
    views = [(entry.name, entry.callback.cls) for entry in urlpatterns]
    return [(name, view) for name, view in views if name and issubclass(view, kind)]


LISTS = addresses(ListView)


def is_cell(cell, value):
    """Whether ``cell`` of a CSV file says ``value`` of the JSON."""
    if value is None or value == "":
        return cell == ""
    if isinstance(value, str):
        return cell.removeprefix("'") == value
    return json.loads(cell) == value


@override_settings(API_RATES=UNLIMITED)
class ApiCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = Rows()

    def ask(self, path, query):
        response = self.client.get(path, query)
        self.assertLess(response.status_code, 500, (path, query))
        return response

    def pages(self, path, query):
        """Every row of the JSON, page by page; the refusal where it is one."""
        size = PAGE if len(query) < 2 else LARGEST_PAGE
        response = self.ask(path, {**query, "page_size": size})
        if response.status_code != 200:
            return None, response
        found, asked = [], {**query}
        while True:
            answer = response.json()
            found += answer["results"]
            if not answer["next"]:
                return found, response
            response = self.ask(answer["next"], {})
            self.assertEqual(response.status_code, 200, asked)

    def assert_formats_agree(self, view, query, rows, formats):
        path = reverse(f"api:{view.resource.path}")
        for name in formats:
            response = self.ask(path, {**query, "format": name})
            if rows is None:
                self.assertEqual(response.status_code, 400, (path, query, name))
                continue
            self.assertEqual(response.status_code, 200, (path, query, name))
            text = b"".join(response.streaming_content).decode()
            if name == "csv":
                self.assert_csv(text, rows, view.resource.listed.csv)
            else:
                lines = [json.loads(line) for line in text.splitlines()]
                self.assertEqual(lines, rows, (path, query))

    def assert_csv(self, text, rows, parts):
        lines = list(csv.DictReader(io.StringIO(text, newline="")))
        self.assertEqual(len(lines), len(rows))
        for line, row in zip(lines, rows, strict=True):
            for column, cell in line.items():
                self.assertTrue(
                    is_cell(cell, self.value_of(row, column, parts)), (column, cell)
                )

    def value_of(self, row, column, parts):
        if column in row:
            return row[column]
        for name in parts:
            part = column.removeprefix(f"{name}_")
            if part != column and part in parts[name]:
                return (row[name] or {}).get(part)
        raise AssertionError(f"CSV has a column {column} that JSON has not.")


class ListWalk(ApiCase):
    """Apart from the rest, so that another process can take that."""

    def walk(self, name, view):
        """Yield (query, rows) of every way to ask; all formats have been compared."""
        path, params = reverse(f"api:{name}"), view.params
        every, _ = self.pages(path, {})
        self.assertTrue(every, f"{path} has no rows to compare: make some.")
        filters = [
            (entry.param.name, value)
            for entry in view.filters
            if not is_search(entry.param)
            for value in values_for(entry.param, every)
        ]
        searches = [None, *searches_for(params)]
        orders = params["ordering"].choices if "ordering" in params else [None]
        asked = {}
        for words, order in product(searches, orders):
            query, rows = self.compared(path, view, words, order)
            asked[words, order] = rows is not None
            yield query, rows
        for number, chosen in enumerate(filters):
            for words, order in under_filter(number, asked):
                yield self.compared(path, view, words, order, chosen)

    def compared(self, path, view, words, order, chosen=None):
        """One query and its rows, None where it is refused, alike in all formats."""
        query = dict([chosen] if chosen else [])
        query |= {"q": words} if words else {}
        query |= {"ordering": order} if order else {}
        rows, answer = self.pages(path, query)
        if rows is None:
            self.assertTrue(answer.json()["errors"], query)
        formats = [f for f in view.params["format"].choices if f != "json"]
        self.assert_formats_agree(view, query, rows, formats)
        return query, rows

    def test_every_list_gives_the_same_rows_in_every_format(self):
        self.assertGreater(len(LISTS), 4)
        for name, view in LISTS:
            with self.subTest(name):
                found, refused = {}, {}
                for query, rows in self.walk(name, view):
                    for asked in query.items():
                        found[asked] = found.get(asked, False) or bool(rows)
                        refused.setdefault(asked, rows is None)
                        refused[asked] &= rows is None
                self.check_found(view, found)
                self.assertEqual([a for a, never in refused.items() if never], [])

    def check_found(self, view, found):
        """That searches find what they should, and each filter and order something."""
        for words, expected in searches_for(view.params).items():
            if expected is not None:
                self.assertEqual(found["q", words], expected, words)
        asked = {name for name, _ in found}
        for name in {entry.param.name for entry in view.filters} - {"q"}:
            self.assertIn(name, asked, f"No values to give {name}: make some rows.")
        for name in asked - {"q"}:
            of_this = [rows for (other, _), rows in found.items() if other == name]
            self.assertTrue(any(of_this), f"No rows under any {name}: make some.")
            if name == "ordering":
                self.assertTrue(all(of_this), found)


class ApiWalk(ApiCase):
    def test_every_field_alone_and_what_comes_with_a_list(self):
        for name, view in LISTS:
            path, params = reverse(f"api:{name}"), view.params
            every, _ = self.pages(path, {})
            for field in params["fields"].choices:
                query = {"fields": field}
                if field == "highlight":
                    query["q"] = "harbour"
                with self.subTest(name, field=field):
                    rows, _ = self.pages(path, query)
                    self.assertTrue(rows)
                    self.assertEqual({key for row in rows for key in row}, {field})
                    self.assert_formats_agree(view, query, rows, ("csv", "jsonl"))
            if "count" in params:
                answer = self.ask(path, {"count": "true", "page_size": 1}).json()
                self.assertEqual(answer["count"], len(every))
            if "highlight" in params:
                query = {"q": "harbour", "highlight": "true"}
                rows, _ = self.pages(path, query)
                self.assertTrue(all("<mark>" in row["highlight"] for row in rows))
                self.assert_formats_agree(view, query, rows, ("csv", "jsonl"))

    def test_every_row_has_its_address_in_every_format(self):
        details = {view.resource.path: view for _, view in addresses(DetailView)}
        for name, _ in LISTS:
            every, _ = self.pages(reverse(f"api:{name}"), {})
            for place, row in enumerate(row for row in every if "url" in row):
                params = details[name].params
                with self.subTest(row["url"]):
                    for kind in params["format"].choices:
                        answer = self.ask(row["url"], {"format": kind})
                        self.assertEqual(answer.status_code, 200)
                        self.assertTrue(answer.json())
                    shown = self.ask(row["url"], {}).json()
                    for field in params["fields"].choices if place == 0 else ():
                        one = self.ask(row["url"], {"fields": field}).json()
                        self.assertEqual(one, {field: shown[field]})

    def test_facets_count_what_the_list_finds(self):
        quotes, facets = reverse("api:quotes"), reverse("api:facets")
        every, _ = self.pages(quotes, {})
        self.assertEqual(
            QuoteFacets.params.keys() - {"format"},
            {entry.param.name for entry in QuoteList.filters},
        )
        filters = [None] + [
            (entry.param.name, value)
            for entry in QuoteList.filters
            if not is_search(entry.param)
            for value in values_for(entry.param, every)
        ]
        for chosen, words in product(filters, [None, *searches_for(QuoteList.params)]):
            query = dict([chosen] if chosen else []) | ({"q": words} if words else {})
            rows, _ = self.pages(quotes, query)
            answer = self.ask(facets, query).json()
            self.assertEqual(answer["counted"], len(rows), query)
            self.assertEqual(sum(k["count"] for k in answer["kind"]), len(rows))

    def test_every_address_answers_a_format_and_options(self):
        self.client.force_login(self.rows.editor)
        for name, _ in addresses():
            if "key" in str(next(e for e in urlpatterns if e.name == name).pattern):
                continue
            path = reverse(f"api:{name}")
            with self.subTest(path):
                options = self.client.options(path)
                self.assertEqual(options.status_code, 200)
                allowed = options["Allow"].split(", ")
                self.assertIn("OPTIONS", allowed)
                for query in ({}, {"format": "json"}, {"nosuch": "1"}):
                    # It shows what its url is of, and has nothing to show without.
                    quote = self.rows.quotes[0].pk
                    shown = {"url": f"http://testserver/quotes/{quote}/"}
                    given = {**query, **(shown if name == "oembed" else {})}
                    answer = self.ask(path, given)
                    if "GET" not in allowed:
                        self.assertEqual(answer.status_code, 405)
                    elif "nosuch" in query and name != "docs":
                        self.assertEqual(answer.status_code, 400)
                    else:
                        self.assertEqual(answer.status_code, 200)
