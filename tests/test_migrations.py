"""Migrations are code: they run from nothing, and back to nothing."""

from datetime import UTC, datetime

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import TransactionTestCase

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

    def tearDown(self):
        call_command("migrate", verbosity=0)

    def test_since_the_second_speaker_was_named(self):
        old = roll_back("0016_eldest_bearers_first")
        outlet = old.get_model("quotes", "Outlet").objects.create(name="The Tarn Post")
        speakers = [
            old.get_model("quotes", "Speaker").objects.create(name=name, slug=name)
            for name in ("ana", "bo")
        ]
        statements = old.get_model("quotes", "Statement").objects
        disputed = statements.create(text="Rain", dispute="distinct")
        agreed = statements.create(text="Snow")
        for day, speaker in ((1, 0), (2, 0), (3, 1), (4, 1)):
            article = old.get_model("quotes", "Article").objects.create(
                outlet=outlet, text=f"{day}", text_hash=f"{day}"
            )
            old.get_model("quotes", "Article").objects.filter(pk=article.pk).update(
                ingested_at=datetime(2031, 3, day, tzinfo=UTC)
            )
            old.get_model("quotes", "Quote").objects.create(
                article=article, outlet=outlet, statement=disputed, text="Rain",
                spans=[[0, 1]], start=0, end=1, confidence=1, kind="direct",
                speaker=speakers[speaker],
            )  # fmt: skip

        call_command("migrate", "quotes", "0017", verbosity=0)

        since = dict(Statement.objects.values_list("pk", "disputed_at"))
        self.assertEqual(
            since, {disputed.pk: datetime(2031, 3, 3, tzinfo=UTC), agreed.pk: None}
        )
