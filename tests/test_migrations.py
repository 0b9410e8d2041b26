"""Migrations are code: they run from nothing, and back to nothing."""

from datetime import UTC, datetime

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import TransactionTestCase
from django.test.utils import CaptureQueriesContext

from quotes.linking.rows import insert_article_keys, insert_quote_keys
from quotes.models import QuoteKey, Statement


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
    """What mergers once copied is forgotten; what editors decided stays.

    And back: the code before looks for the copies.
    """

    def setUp(self):
        old = roll_back("0014_quick_lists")
        self.statements = old.get_model("quotes", "Statement").objects
        self.past = old.get_model("quotes", "HistoricalStatement").objects
        self.distinctions = old.get_model("quotes", "StatementDistinction").objects
        users = old.get_model("auth", "User").objects
        self.ines, self.omar = (
            users.create(username=name) for name in ("ines", "omar")
        )
        self.one, self.two, self.three, self.four = (
            self.statements.create(text=text).pk for text in "1234"
        )

    def tearDown(self):
        call_command("migrate", verbosity=0)

    def tell(self, first, second, *, day, by=None, reason="Told"):
        self.distinctions.create(
            first_id=first, second_id=second, made_by=by or self.ines,
            made_at=datetime(2031, 3, day, tzinfo=UTC), reason=reason,
        )  # fmt: skip

    def merge(self, source, target, *, day=None):
        """As Omar did it, with history, or linking, without any: on no ``day``."""
        moved = self.statements.filter(pk=source) | self.statements.filter(
            merged_into=source
        )
        for pk in list(moved.values_list("pk", flat=True)):
            self.statements.filter(pk=pk).update(merged_into=target)
            if day:
                self.remember(pk, target, day=day)

    def remember(self, pk, target, *, day):
        self.past.create(
            id=pk, text="", merged_into_id=target, history_type="~",
            history_date=datetime(2031, 3, day, tzinfo=UTC), history_user=self.omar,
            history_change_reason="Merged",
        )  # fmt: skip

    def told(self):
        """Which are told apart, since which day, and in whose name."""
        rows = self.distinctions.select_related("made_by").order_by(
            "first_id", "second_id"
        )
        return [
            (r.first_id, r.second_id, r.made_at.day, r.made_by.username, r.reason)
            for r in rows
        ]

    def check(self, *, before, after):
        """What there is ``before`` becomes ``after``, and that becomes it again."""
        self.assertEqual(self.told(), before)
        for _ in (1, 2):
            call_command("migrate", "quotes", "0015", verbosity=0)
            self.assertEqual(self.told(), after)
            call_command("migrate", "quotes", "0014", verbosity=0)
            self.assertEqual(self.told(), before)

    def test_what_an_editors_merger_copied(self):
        told = (self.two, self.four, 1, "ines", "Told")
        self.tell(self.two, self.four, day=1)
        self.merge(self.four, self.one, day=2)
        self.tell(self.one, self.two, day=2, by=self.omar, reason="Merged")

        self.check(
            before=[(self.one, self.two, 2, "omar", "Merged"), told], after=[told]
        )

    def test_what_linking_copied(self):
        told = (self.two, self.four, 1, "ines", "Told")
        self.tell(self.two, self.four, day=1)
        self.merge(self.four, self.one)
        self.tell(self.one, self.two, day=1)

        self.check(before=[(self.one, self.two, 1, "ines", "Told"), told], after=[told])

    def test_what_was_copied_twice(self):
        told = (self.three, self.four, 1, "ines", "Told")
        self.tell(self.three, self.four, day=1)
        self.merge(self.four, self.two, day=2)
        self.tell(self.two, self.three, day=2, by=self.omar, reason="Merged")
        self.merge(self.two, self.one, day=5)
        self.tell(self.one, self.three, day=5, by=self.omar, reason="Merged")

        self.check(
            before=[
                (self.one, self.three, 5, "omar", "Merged"),
                (self.two, self.three, 2, "omar", "Merged"),
                told,
            ],
            after=[told],
        )

    def test_what_was_copied_for_both(self):
        told = (self.three, self.four, 1, "ines", "Told")
        self.tell(self.three, self.four, day=1)
        self.merge(self.four, self.one, day=2)
        self.tell(self.one, self.three, day=2, by=self.omar, reason="Merged")
        self.merge(self.three, self.two, day=5)
        for other in (self.one, self.four):
            first, second = sorted((self.two, other))
            self.tell(first, second, day=5, by=self.omar, reason="Merged")

        self.check(
            before=[
                (self.one, self.two, 5, "omar", "Merged"),
                (self.one, self.three, 2, "omar", "Merged"),
                (self.two, self.four, 5, "omar", "Merged"),
                told,
            ],
            after=[told],
        )

    def test_nothing_of_a_merger_that_was_undone(self):
        self.tell(self.three, self.four, day=1)
        self.merge(self.four, self.two, day=2)
        self.merge(self.two, self.one, day=3)
        self.statements.filter(pk=self.two).update(merged_into=None)
        self.remember(self.two, None, day=4)
        self.statements.filter(pk=self.four).update(merged_into=self.two)
        self.remember(self.four, self.two, day=4)
        self.tell(self.two, self.three, day=2, by=self.omar, reason="Merged")

        told = (self.three, self.four, 1, "ines", "Told")
        self.check(
            before=[(self.two, self.three, 2, "omar", "Merged"), told], after=[told]
        )

    def test_what_an_editor_said_of_a_target_stays(self):
        self.tell(self.two, self.four, day=1)
        self.merge(self.four, self.one, day=2)
        self.tell(self.one, self.two, day=3)
        self.tell(self.one, self.three, day=2)

        everything = [
            (self.one, self.two, 3, "ines", "Told"),
            (self.one, self.three, 2, "ines", "Told"),
            (self.two, self.four, 1, "ines", "Told"),
        ]
        self.check(before=everything, after=everything)


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


class KeysWithoutNumbersTests(TransactionTestCase):
    """Keys stay, and are numbered again where the code before wants numbers."""

    def tearDown(self):
        call_command("migrate", verbosity=0)

    def test_there_and_back(self):
        day = datetime(2031, 3, 17, tzinfo=UTC)
        insert_quote_keys([(1, day, [3, -3]), (2, day, [3])])
        insert_article_keys([(1, day, [5])])

        old = roll_back("0021_unchecked_fingerprints")
        numbers = old.get_model("quotes", "QuoteKey").objects.values_list("id")
        self.assertEqual(sorted(numbers), [(1,), (2,), (3,)])
        self.assertEqual(old.get_model("quotes", "ArticleKey").objects.get().id, 1)
        call_command("migrate", verbosity=0)

        self.assertEqual(
            sorted(QuoteKey.objects.values_list("quote_id", "key", "dated_at")),
            [(1, -3, day), (1, 3, day), (2, 3, day)],
        )
        QuoteKey.objects.filter(quote_id=1).delete()
        self.assertEqual(QuoteKey.objects.get().pk, (3, day, 2))
