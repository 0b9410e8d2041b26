"""Migrations are code: they run from nothing, and back to nothing."""

from datetime import UTC, datetime

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext

from quotes.models import Statement


def our_tables():
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
    return sorted(name for name in names if name.startswith("quotes_"))


def roll_back(name):
    """Undo all migrations after ``name``; return the models as they were then."""
    call_command("migrate", "quotes", name, verbosity=0)
    return MigrationExecutor(connection).loader.project_state(("quotes", name)).apps


class MigrationTests(TransactionTestCase):
    def tearDown(self):
        call_command("migrate", verbosity=0)

    def test_every_step_can_be_undone_and_done_again(self):
        before = our_tables()

        call_command("migrate", "quotes", "zero", verbosity=0)
        self.assertEqual(our_tables(), [])

        call_command("migrate", "quotes", verbosity=0)
        self.assertEqual(our_tables(), before)

    def test_every_managed_model_has_its_table(self):
        managed = {
            model._meta.db_table
            for model in apps.get_app_config("quotes").get_models()
            if model._meta.managed
        }

        self.assertLessEqual(managed, set(our_tables()))


class DistinctionTests(TransactionTestCase):
    """What mergers once copied is forgotten; what editors decided stays."""

    def tearDown(self):
        call_command("migrate", verbosity=0)

    def test_copies_of_what_told_merged_statements_apart(self):
        old = roll_back("0014_quick_lists")
        statements = old.get_model("quotes", "Statement").objects
        editor = old.get_model("auth", "User").objects.create(username="ines")
        told, merged_at = (datetime(2031, 3, day, tzinfo=UTC) for day in (1, 2))
        target, other, third = (statements.create(text=text) for text in "123")
        source = statements.create(text="4", merged_into=target)
        old.get_model("quotes", "HistoricalStatement").objects.create(
            id=source.pk, text="4", merged_into_id=target.pk,
            history_date=merged_at, history_type="~",
        )  # fmt: skip
        distinctions = old.get_model("quotes", "StatementDistinction").objects
        for first, second, at in (
            (other, source, told),
            (target, other, merged_at),
            (target, third, merged_at),
            (other, third, told),
        ):
            distinctions.create(first=first, second=second, made_by=editor, made_at=at)

        call_command("migrate", "quotes", "0015", verbosity=0)

        self.assertEqual(
            list(distinctions.order_by("pk").values_list("first", "second")),
            [
                (other.pk, source.pk),
                (target.pk, third.pk),
                (other.pk, third.pk),
            ],
        )


class DisputeTests(TransactionTestCase):
    """Disputes that were known before are dated by the articles that made them."""

    def setUp(self):
        self.old = roll_back("0016_eldest_bearers_first")
        self.editor = self.old.get_model("auth", "User").objects.create(username="ines")
        self.outlet = self.model("Outlet").create(name="The Tarn Post")
        self.ana, self.bo = (
            self.model("Speaker").create(name=name, slug=name) for name in ("ana", "bo")
        )

    def tearDown(self):
        call_command("migrate", verbosity=0)

    def model(self, name):
        return self.old.get_model("quotes", name).objects

    def dispute(self, *printings, dispute="distinct"):
        """A statement; each printing: the day it came in, who spoke, its status."""
        statement = self.model("Statement").create(text="Rain", dispute=dispute)
        for number, (day, speaker, *status) in enumerate(printings):
            key = f"{statement.pk}-{number}"
            articles = self.model("Article")
            article = articles.create(outlet=self.outlet, text=key, text_hash=key)
            moment = datetime(2031, 3, day, tzinfo=UTC)
            by = {"reviewed_at": moment, "reviewed_by": self.editor}
            articles.filter(pk=article.pk).update(ingested_at=moment)
            self.model("Quote").create(
                article=article, outlet=self.outlet, statement=statement, text="Rain",
                spans=[[0, 1]], start=0, end=1, confidence=1, kind="direct",
                speaker=speaker, status=(status or ["extracted"])[0],
                **(by if status == ["rejected"] else {}),
            )  # fmt: skip
        return statement.pk

    def since(self, pk):
        """The day of March since when ``pk`` is disputed, when all is migrated."""
        call_command("migrate", "quotes", verbosity=0)
        moment = Statement.objects.get(pk=pk).disputed_at
        return moment and (moment.year, moment.month, moment.day)

    def test_since_the_second_speaker_was_named(self):
        disputed = self.dispute(
            (1, self.ana), (2, self.ana), (3, self.bo), (4, self.bo)
        )

        self.assertEqual(self.since(disputed), (2031, 3, 3))

    def test_since_the_first_article_where_one_speaker_alone_is_named(self):
        disputed = self.dispute((2, self.ana), (3, self.ana), (1, None))

        self.assertEqual(self.since(disputed), (2031, 3, 2))

    def test_who_was_named_by_what_does_not_stand_does_not_count(self):
        for status in ("rejected", "withdrawn"):
            named = (1, self.ana), (2, self.bo, status), (3, self.bo)
            disputed = self.dispute(*named)
            with self.subTest(status):
                self.assertEqual(self.since(disputed), (2031, 3, 3))
                call_command("migrate", "quotes", "0016", verbosity=0)

    def test_unknown_where_nothing_stands(self):
        self.assertIsNone(self.since(self.dispute((1, self.ana, "rejected"))))

    def test_agreed_since_never(self):
        agreed = self.dispute((1, self.ana), (2, self.bo), dispute=None)

        self.assertIsNone(self.since(agreed))

    def test_back_and_forth_it_is_the_same(self):
        disputed = self.dispute((1, self.ana), (2, self.bo))
        self.assertEqual(self.since(disputed), (2031, 3, 2))

        roll_back("0016_eldest_bearers_first")

        self.assertEqual(self.since(disputed), (2031, 3, 2))

    def test_one_update_dates_however_many(self):
        for _ in (1, 2, 3):
            self.dispute((1, self.ana), (2, self.bo))
        call_command("migrate", "quotes", "0017", verbosity=0)

        with CaptureQueriesContext(connection) as queries:
            call_command("migrate", "quotes", "0018", verbosity=0)

        concerned = [q["sql"] for q in queries if 'quotes_statement"' in q["sql"]]
        self.assertEqual(len(concerned), 1, concerned)

    def test_column_data_and_index_are_transactions_of_their_own(self):
        loader = MigrationExecutor(connection).loader
        kinds = {
            name: {type(o).__name__ for o in migration.operations}
            for (app, name), migration in loader.disk_migrations.items()
            if app == "quotes" and "0017" <= name < "0020"
        }

        self.assertEqual(
            kinds,
            {
                "0017_disputed_since": {"AddField"},
                "0018_date_disputes": {"RunPython"},
                "0019_disputes_as_they_arose": {"AddIndex"},
            },
        )
