"""Distinctions that mergers copied, before they were read through mergers."""

from datetime import UTC, datetime

from tests.migrations.moving import MovedTests, data_step

forget_copies = data_step("0015_distinctions_once")


class DistinctionTests(MovedTests):
    """What mergers once copied is forgotten; what editors decided stays.

    And back: the code before looks for the copies.
    """

    at = "0014_quick_lists"

    def setUp(self):
        self.statements = self.model("Statement")
        self.past = self.model("HistoricalStatement")
        self.distinctions = self.model("StatementDistinction")
        users = self.model("User", app="auth")
        self.ines, self.omar = (
            users.create(username=name) for name in ("ines", "omar")
        )
        self.one, self.two, self.three, self.four = (
            self.statements.create(text=text).pk for text in "1234"
        )

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
            forget_copies(self.old)
            self.assertEqual(self.told(), after)
            forget_copies(self.old, back=True)
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
