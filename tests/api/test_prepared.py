import gc
from threading import Thread
from unittest import skipUnless
from weakref import ref

from django.db import OperationalError, connection, connections
from django.db.models import BigIntegerField, Func, TextField, Value
from django.test import TestCase, TransactionTestCase, override_settings
from django.test.utils import CaptureQueriesContext

from quotes.api.errors import TooSlow, as_refusal
from quotes.api.prepared import Given, run_prepared
from quotes.models import Article, Outlet, Quote
from tests.build import make_outlet, make_quote


def outlets_from(key):
    return Outlet.objects.filter(pk__gte=key).order_by("pk").values("id", "name")


def from_given():
    return outlets_from(Given(0, BigIntegerField()))


def articles():
    """A query of a table that no test here has locked by writing to it."""
    return Article.objects.order_by().values("id")


class PreparedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.outlets = [
            make_outlet(name=name) for name in ("Dune 50%", "Marram", "Tern")
        ]

    def run_from(self, outlet):
        given = [outlet.pk]
        return run_prepared("from", from_given, given, using=connection.alias)

    def test_rows_are_those_of_the_orm(self):
        for outlet in self.outlets:
            with self.subTest(outlet.name):
                self.assertEqual(self.run_from(outlet), list(outlets_from(outlet.pk)))

    def test_one_query_at_the_first_run_and_at_later_ones(self):
        for _ in range(2):
            with self.assertNumQueries(1):
                self.run_from(self.outlets[0])

    def test_built_once_for_a_connection(self):
        self.run_from(self.outlets[0])

        rows = run_prepared("from", self.fail, [0], using=connection.alias)

        self.assertEqual(len(rows), 3)

    def test_a_connection_ends_with_its_thread(self):
        ended = []

        def run():
            run_prepared("articles", articles, [], using=connection.alias)
            ended.append(ref(connections[connection.alias]))
            connections.close_all()

        thread = Thread(target=run)
        thread.start()
        thread.join()
        gc.collect()

        self.assertEqual([found() for found in ended], [None])

    def test_a_constant_holds_a_percent_sign(self):
        def named():
            return Outlet.objects.filter(name="Dune 50%").order_by().values("id")

        rows = run_prepared("named", named, [], using=connection.alias)

        self.assertEqual(rows, [{"id": self.outlets[0].pk}])

    @skipUnless(connection.vendor == "postgresql", "SQLite prepares nothing")
    def test_a_new_session_is_prepared_for_again(self):
        self.run_from(self.outlets[0])
        with connection.cursor() as cursor:
            cursor.execute("DEALLOCATE ALL")
        # As after reconnecting: another session behind the same connection.
        session, connection.connection = connection.connection, _Other(connection)
        try:
            rows = self.run_from(self.outlets[2])
        finally:
            connection.connection = session

        self.assertEqual(rows, [{"id": self.outlets[2].pk, "name": "Tern"}])

    @skipUnless(connection.vendor == "postgresql", "SQLite prepares nothing")
    def test_nothing_is_prepared_where_a_pool_lends_sessions(self):
        settings = connection.settings_dict
        settings["DISABLE_SERVER_SIDE_CURSORS"] = True
        self.addCleanup(settings.__setitem__, "DISABLE_SERVER_SIDE_CURSORS", False)

        with self.assertNumQueries(1) as captured:
            rows = run_prepared(
                "pooled", from_given, [self.outlets[2].pk], using=connection.alias
            )

        self.assertEqual(rows, [{"id": self.outlets[2].pk, "name": "Tern"}])
        self.assertNotIn("EXECUTE", captured[0]["sql"])

    def test_pages_of_a_size_without_and_with_a_prepared_query_agree(self):
        for _ in range(12):
            make_quote()
        path = "/api/v1/quotes/?page_size="
        ten, eleven = (self.client.get(f"{path}{n}").json() for n in (10, 11))
        self.assertEqual(eleven["results"][:10], ten["results"])

        second = self.client.get(ten["next"]).json()
        first = self.client.get(second["previous"]).json()

        self.assertEqual(second["results"][0], eleven["results"][10])
        self.assertEqual(len(second["results"]), 2)
        self.assertEqual(first["results"], ten["results"])

    def test_searches_agree_too_whatever_was_asked_before(self):
        for word in ("dam", "ferry") * 12:
            make_quote(f"The {word} is late")
        path = "/api/v1/quotes/?page_size="
        for word in ("dam", "ferry"):
            with self.subTest(word):
                ten, eleven = (
                    self.client.get(f"{path}{n}&q={word}").json() for n in (10, 11)
                )
                second = self.client.get(ten["next"]).json()
                first = self.client.get(second["previous"]).json()

                texts = {row["text"] for row in ten["results"] + second["results"]}
                self.assertEqual(texts, {f"The {word} is late"})
                self.assertEqual(eleven["results"][:10], ten["results"])
                self.assertEqual(second["results"][0], eleven["results"][10])
                self.assertEqual(len(second["results"]), 2)
                self.assertEqual(first["results"], ten["results"])

    def test_a_search_with_another_filter_is_not_the_mere_search(self):
        make_quote("The dam will hold", kind=Quote.Kind.INDIRECT)
        direct = make_quote("The dam will last")
        path = "/api/v1/quotes/?page_size=10&q=dam"
        self.client.get(path)

        found = self.client.get(f"{path}&kind=direct").json()["results"]

        self.assertEqual([row["id"] for row in found], [direct.pk])

    @skipUnless(connection.vendor == "postgresql", "SQLite prepares nothing")
    def test_a_search_is_planned_for_its_words(self):
        make_quote("The dam will hold")

        with CaptureQueriesContext(connection) as captured:
            self.client.get("/api/v1/quotes/?page_size=10&q=dam")

        searched = [entry["sql"] for entry in captured if "to_tsquery" in entry["sql"]]
        self.assertEqual(len(searched), 1)
        self.assertTrue(searched[0].startswith("SELECT"))
        self.assertIn("statement_timeout", searched[0])


@skipUnless(connection.vendor == "postgresql", "SQLite has no such limit")
class LimitTests(TransactionTestCase):
    def test_the_limit_of_a_search_does_not_outlive_it(self):
        make_quote("The dam will hold")

        self.client.get("/api/v1/quotes/?page_size=10&q=dam")

        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            self.assertEqual(cursor.fetchone(), ("0",))

    @override_settings(API_SEARCH_TIMEOUT=50)
    def test_what_takes_longer_is_given_up(self):
        make_outlet()
        sleep = Func(Value(10), function="pg_sleep", output_field=TextField())

        told = self.assertRaisesMessage(OperationalError, "statement timeout")
        with told as raised:
            run_prepared(
                "slow",
                lambda: Outlet.objects.order_by().annotate(slept=sleep).values("slept"),
                [],
                using=connection.alias,
                plan_once=False,
            )
        self.assertIsInstance(as_refusal(raised.exception), TooSlow)


class _Other:
    """The session of a connection, under another identity."""

    def __init__(self, wrapper):
        self._session = wrapper.connection

    def __getattr__(self, name):
        return getattr(self._session, name)
