"""Disputes that were known before it was stored since when."""

from datetime import UTC, datetime

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import CaptureQueriesContext

from tests.migrations.moving import MovedTests, data_step

date_disputes = data_step("0018_date_disputes")


class DisputeTests(MovedTests):
    """Disputes that were known before are dated by the articles that made them."""

    at = "0017_disputed_since"

    def setUp(self):
        self.editor = self.model("User", app="auth").create(username="ines")
        self.outlet = self.model("Outlet").create(name="The Tarn Post")
        self.ana, self.bo = (
            self.model("Speaker").create(name=name, slug=name) for name in ("ana", "bo")
        )

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
        """The day of March since when ``pk`` is disputed, once all are dated."""
        date_disputes(self.old)
        moment = self.model("Statement").get(pk=pk).disputed_at
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

    def test_unknown_where_nothing_stands(self):
        self.assertIsNone(self.since(self.dispute((1, self.ana, "rejected"))))

    def test_agreed_since_never(self):
        agreed = self.dispute((1, self.ana), (2, self.bo), dispute=None)

        self.assertIsNone(self.since(agreed))

    def test_back_and_forth_it_is_the_same(self):
        disputed = self.dispute((1, self.ana), (2, self.bo))
        self.assertEqual(self.since(disputed), (2031, 3, 2))

        date_disputes(self.old, back=True)

        self.assertEqual(self.since(disputed), (2031, 3, 2))

    def test_one_update_dates_however_many(self):
        for _ in (1, 2, 3):
            self.dispute((1, self.ana), (2, self.bo))

        with CaptureQueriesContext(connection) as queries:
            date_disputes(self.old)

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
