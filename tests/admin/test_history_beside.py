"""Histories of names, places and distinctions, where what they are about is shown."""

from datetime import UTC, datetime, timedelta

from django.test import TestCase

from quotes import review
from quotes.models import (
    Quote,
    SpeakerAlias,
    SpeakerDistinction,
    StatementPlacement,
)
from tests.admin.people import make_member, make_reader
from tests.build import make_quote, make_speaker, make_statement

DAY = datetime(2026, 3, 1, 12, tzinfo=UTC)


def history_of(row):
    return f"/admin/quotes/{row._meta.model_name}/{row.pk}/history/"


class BesideTests(TestCase):
    def setUp(self):
        self.ines = make_member()
        self.client.force_login(self.ines)
        self.ida, self.bo = make_speaker("Ida Voss"), make_speaker("Bo Lind")
        self.rope, self.goats = make_statement("Rope"), make_statement("Goats")
        self.quote, self.other, _ = (
            make_quote("Rope", statement=statement, speaker=self.ida)
            for statement in (self.rope, self.rope, self.goats)
        )

    def go_back(self, row, kind, record, **fields):
        address = f"/admin/quotes/{row._meta.model_name}/{row.pk}/restore/{kind}/"
        return self.client.post(
            f"{address}{record.history_id}/", {"reason": "Slip"} | fields, follow=True
        )

    def test_a_name_that_was_removed_is_told_and_comes_back(self):
        alias = review.add_alias(
            speaker=self.ida, name="La Voss", by=self.ines, reason="In the Post"
        )
        review.remove_alias(alias=alias, by=self.ines, reason="Her sister")
        made = SpeakerAlias.history.get(name="La Voss", history_type="+")

        page = self.client.get(history_of(self.ida))
        for words in ("<del>Printed as “La Voss”</del>", "In the Post", "Her sister"):
            self.assertContains(page, words)
        self.assertContains(page, f"../restore/speakeralias/{made.history_id}/")
        asked = self.client.get(
            f"/admin/quotes/speaker/{self.ida.pk}/restore/speakeralias/"
            f"{made.history_id}/"
        )
        self.assertContains(asked, "It is recorded anew.")

        page = self.go_back(self.ida, "speakeralias", made)

        self.assertContains(page, "so it is again")
        self.assertTrue(self.ida.aliases.filter(name="La Voss").exists())
        # It stands now: what is offered is the way back to its removal.
        self.assertNotContains(page, f"../restore/speakeralias/{made.history_id}/")
        removed = SpeakerAlias.history.get(name="La Voss", history_type="-")
        self.assertContains(page, f"../restore/speakeralias/{removed.history_id}/")
        page = self.go_back(self.ida, "speakeralias", made)
        self.assertContains(page, "It is as it was then.")

    def test_distinctions_are_told_on_both_sides_and_come_back(self):
        for row, other, tell, withdraw in (
            (
                self.ida,
                self.bo,
                review.tell_speakers_apart,
                review.withdraw_distinction,
            ),
            (
                self.rope,
                self.goats,
                review.tell_statements_apart,
                review.withdraw_statement_distinction,
            ),
        ):
            told = tell(one=row, other=other, by=self.ines, reason="Two of them")
            withdraw(distinction=told, by=self.ines, reason="One")
            kind = told._meta.model_name
            made = type(told).history.get(history_type="+")
            for side in (row, other):
                page = self.client.get(history_of(side))
                self.assertContains(page, f"“{row}” ({row.pk}) is not “{other}”")
                self.assertContains(page, f"../restore/{kind}/{made.history_id}/")

            self.go_back(other, kind, made)

            self.assertTrue(type(told).objects.exists())

    def test_where_a_quote_was_placed_is_told_at_quote_and_statements(self):
        review.move_quote(
            quote=self.quote, statement=self.goats, by=self.ines, reason="Goats"
        )
        told = f"Quote {self.quote.pk} belongs to its statement"
        for row in (self.quote, self.rope, self.goats):
            self.assertContains(self.client.get(history_of(row)), told)
        review.return_quote(quote=Quote.objects.get(pk=self.quote.pk), by=self.ines)
        made = StatementPlacement.history.get(history_type="+")

        self.go_back(self.quote, "statementplacement", made)

        self.quote.refresh_from_db()
        self.assertEqual(self.quote.statement, self.goats)

    def test_both_statements_of_a_split_tell_of_it(self):
        made = review.split_statement(
            statement=self.rope, quotes=[self.quote], by=self.ines, reason="On tape"
        )
        for row in (self.rope, made):
            page = self.client.get(history_of(row))
            self.assertContains(page, f"({self.rope.pk}) is not")
            self.assertRegex(page.text, "(?i)split off")
            self.assertContains(page, "On tape")

    def test_how_it_stood_on_a_day(self):
        alias = review.add_alias(speaker=self.ida, name="La Voss", by=self.ines)
        told = review.tell_speakers_apart(one=self.ida, other=self.bo, by=self.ines)
        SpeakerAlias.history.filter(name="La Voss").update(history_date=DAY)
        SpeakerDistinction.history.update(history_date=DAY)
        review.remove_alias(alias=alias, by=self.ines)
        review.withdraw_distinction(distinction=told, by=self.ines)
        for model in (SpeakerAlias, SpeakerDistinction):
            model.history.filter(history_type="-").update(
                history_date=DAY + timedelta(days=2)
            )

        for day, names, apart in (
            ("2026-02-28", "Ida Voss", "–"),
            ("2026-03-01", "Ida Voss; La Voss", f"Bo Lind ({self.bo.pk})"),
            ("2026-03-03", "Ida Voss", "–"),
        ):
            with self.subTest(day):
                page = self.client.get(history_of(self.ida), {"as_of": day})
                self.assertContains(page, f"<dt>Names as printed</dt><dd>{names}</dd>")
                self.assertContains(page, f"<dt>Not the same as</dt><dd>{apart}</dd>")

    def test_the_place_of_a_quote_on_a_day(self):
        review.move_quote(quote=self.quote, statement=self.goats, by=self.ines)
        page = self.client.get(history_of(self.quote), {"as_of": "2026-02-28"})
        self.assertContains(page, "<dt>Kept in its statement by</dt><dd>–</dd>")
        StatementPlacement.history.update(history_date=DAY)
        page = self.client.get(history_of(self.quote), {"as_of": "2026-03-01"})
        self.assertContains(page, "<dt>Kept in its statement by</dt><dd>ines</dd>")

    def test_it_costs_the_same_for_few_and_for_many(self):
        for _ in (1, 5):
            for number in range(3):
                other = make_speaker(f"Lind {number}")
                review.tell_speakers_apart(one=self.ida, other=other, by=self.ines)
                review.add_alias(
                    speaker=self.ida, name=f"Voss {other.pk}", by=self.ines
                )
            self.client.get(history_of(self.ida))
            with self.assertNumQueries(19):
                self.client.get(history_of(self.ida), {"as_of": "2026-02-28"})

    def test_what_does_not_belong_there_is_not_found(self):
        told = review.tell_speakers_apart(
            one=self.bo, other=make_speaker("Teo"), by=self.ines
        )
        record = type(told).history.get()
        for kind in ("speakerdistinction", "quote", "nonsense"):
            page = self.go_back(self.ida, kind, record)
            self.assertEqual(page.status_code, 404)

    def test_readers_look_and_cannot_go_back(self):
        told = review.tell_speakers_apart(one=self.ida, other=self.bo, by=self.ines)
        review.withdraw_distinction(distinction=told, by=self.ines)
        made = SpeakerDistinction.history.get(history_type="+")
        self.client.force_login(make_reader())

        page = self.client.get(history_of(self.ida))
        self.assertContains(page, "is not “Bo Lind”")
        self.assertNotContains(page, "Go back to this")
        response = self.go_back(self.ida, "speakerdistinction", made)
        self.assertEqual(response.status_code, 403)
