"""Every list of the editors' desk: its search, filters, orders, choosers and pages.

Read from the register of the admin and its addresses: a list that is added is walked,
and fails where it has no rows.
"""

import re
from collections import Counter
from itertools import product
from unittest import mock
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.db import connection
from django.test import RequestFactory, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, resolve, reverse

from quotes.review.desk import KINDS, Whose, rows_of
from tests.build import make_editor
from tests.desk_rows import make_rest_of_the_desk
from tests.walk.pairs import side_by_side
from tests.walk.rows import Rows

TERMS = (
    "harbour", "mara voss", "zzzz", '"stay open', "harbour OR taxes", "harbour -taxes",
    "Мара", "…", "Mal",
)  # fmt: skip
_VALUE = re.compile(r" LIMIT \d+|\([\d, ]+\)|'[^']*'|\b\d+\b")


class AdminCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = Rows()

    def setUp(self):
        self.client.force_login(self.rows.editor)

    def lists(self):
        for model, desk in admin.site._registry.items():
            yield model, desk, reverse(f"admin:{_name(model)}_changelist")

    def open(self, address):
        response = self.client.get(address)
        self.assertLess(response.status_code, 500, address)
        return response

    def shown(self, address):
        """How many rows a list shows; it must be a list that is shown."""
        response = self.open(address)
        self.assertEqual(response.status_code, 200, address)
        return len(response.context["cl"].result_list)


class AdminListWalk(AdminCase):
    """Apart from the rest, so that another process can take that."""

    def listed(self, desk, address):
        """How many rows a list would show: what costs most, its page, is not made."""
        request = RequestFactory().get(address)
        request.user = self.rows.editor
        request.resolver_match = resolve(request.path)
        response = desk.changelist_view(request)
        self.assertEqual(response.status_code, 200, address)
        return len(response.context_data["cl"].result_list)

    def test_every_list_under_every_filter_search_and_order(self):
        for model, desk, address in self.lists():
            with self.subTest(model.__name__):
                page = self.open(address)
                self.assertTrue(model._default_manager.exists(), "Make some rows.")
                changelist = page.context["cl"]
                filters = [_choices(one, changelist) for one in changelist.filter_specs]
                self.ask_filters(desk, address, filters)
                if desk.get_search_fields(page.wsgi_request):
                    self.ask_searches(desk, address, filters)
                self.ask_orders(desk, address, len(changelist.list_display))
                self.shown(f"{address}?all=")

    def ask_filters(self, desk, address, filters):
        """Every choice of every filter; pages of one filter look alike."""
        found = [self.shown(address)]
        # The first choice is mostly no filter at all.
        for *others, last in filter(None, filters):
            found.append(self.shown(_with(address, last)))
            found += [self.listed(desk, _with(address, one)) for one in others]
        self.assertTrue(any(found), f"{address} has no rows.")

    def ask_searches(self, desk, address, filters):
        """Every search alone, and under every filter."""
        for term in TERMS:
            self.shown(_with(address, "", q=term))
        for choices in filter(None, filters):
            for one, term in side_by_side(choices, TERMS):
                self.listed(desk, _with(address, one, q=term))

    def ask_orders(self, desk, address, columns):
        """Every column up and down, and with searches."""
        self.shown(_with(address, "", o="1"))
        for number, sign in product(range(1, columns + 1), ("", "-")):
            for term in ("", *TERMS[:2]):
                self.listed(desk, _with(address, "", o=f"{sign}{number}", q=term))


class AdminWalk(AdminCase):
    # What is asked for each row is counted; every list is asked on both by the test
    # above.
    @pytest.mark.any_database
    def test_a_list_of_many_rows_asks_no_more_than_one_of_a_row(self):
        for model, desk, address in self.lists():
            with self.subTest(model.__name__):
                self.open(address)
                with mock.patch.object(desk, "list_per_page", 1):
                    once = self.asked(address)
                self.assertEqual(
                    self.asked(address) - once,
                    Counter(),
                    "These are asked for each row. Name what a column reads of another "
                    "table in list_select_related, or fetch it in get_queryset.",
                )

    def asked(self, address):
        """How often a page asks each query, values and bounds left out."""
        with CaptureQueriesContext(connection) as queries:
            self.open(address)
        return Counter(_VALUE.sub("", query["sql"]) for query in queries)

    def test_searches_find_and_do_not_find(self):
        searched = 0
        for model, desk, address in self.lists():
            if not desk.search_fields or not model._default_manager.exists():
                continue
            column = model._default_manager.order_by("pk").values_list(
                desk.search_fields[0], flat=True
            )
            words = next(filter(None, column))
            words = " ".join(re.findall(r"\w+", words)[:2])
            with self.subTest(model.__name__, words=words):
                searched += 1
                self.assertTrue(self.shown(_with(address, "", q=words)))
                self.assertFalse(self.shown(_with(address, "", q="zzzzqq")))
        self.assertGreater(searched, 3)

    def test_every_chooser_answers_every_term(self):
        asked, searched, terms = 0, set(), (*TERMS, "", "\x00")
        for address, field in self.choosers():
            # Which field asks is looked at before, and apart from, the term.
            chooser = address, field.related_model
            for term in terms[:1] if chooser in searched else terms:
                query = {
                    "app_label": field.model._meta.app_label,
                    "model_name": field.model._meta.model_name,
                    "field_name": field.name,
                    "term": term,
                }
                with self.subTest(address, **query):
                    found = self.open(_with(address, "", **query))
                    self.assertEqual(found.status_code, 200)
                    self.assertIn("results", found.json())
                    asked += 1
            searched.add(chooser)
        self.assertGreater(asked, 20)

    def choosers(self):
        """Addresses of choosers, Django's own and ours, and a field each serves."""
        fields = [
            field
            for app in ("quotes", "auth")
            for model in apps.get_app_config(app).get_models()
            for field in model._meta.get_fields()
            if (field.many_to_one or field.many_to_many) and field.concrete
        ]
        for model, desk in admin.site._registry.items():
            addresses = [
                reverse(f"admin:{entry.name}")
                for entry in desk.get_urls()
                if issubclass(
                    getattr(entry.callback, "view_class", type), AutocompleteJsonView
                )
            ]
            if desk.search_fields:
                addresses.append(reverse("admin:autocomplete"))
            for address in addresses:
                for field in fields:
                    if field.related_model is model:
                        yield address, field

    def test_every_list_of_the_desk_for_everybody(self):
        make_rest_of_the_desk(self.rows.editor, make_editor("another"))
        for whose in ("", *Whose):
            self.assertEqual(self.open(f"/admin/?whose={whose}").status_code, 200)
            for kind, page in product(KINDS, ("", "2", "x")):
                address = reverse("desk:list", args=[kind.key])
                with self.subTest(address, whose=whose):
                    found = self.open(_with(address, "", whose=whose, page=page))
                    self.assertEqual(found.status_code, 200)
        for kind in KINDS:
            rows = rows_of(kind, self.rows.editor)
            self.assertTrue(rows.exists(), f"Make {kind.key}.")

    def test_every_page_of_every_row(self):
        for model, desk, _ in self.lists():
            names = {entry.name for entry in desk.get_urls() if entry.name}
            rows = model._default_manager.order_by("pk").values_list("pk", flat=True)
            sample = [*rows[:3], *rows.reverse()[:2]]
            for name, pk in product(sorted(names), sample):
                try:
                    address = reverse(f"admin:{name}", args=[pk])
                except NoReverseMatch:
                    continue
                with self.subTest(address):
                    self.open(address)


def _choices(spec, changelist):
    """What a filter adds to the address of its list, for each of its choices."""
    choices = [choice.get("query_string", "") for choice in spec.choices(changelist)]
    return [choice.lstrip("?") for choice in choices]


def _name(model):
    return f"{model._meta.app_label}_{model._meta.model_name}"


def _with(address, chosen, **query):
    return f"{address}?{'&'.join(filter(None, [chosen, urlencode(query)]))}"
