"""``as_of``: quotes, speakers and statements as they stood at a moment."""

from datetime import UTC, datetime, timedelta

from django.test import TestCase
from django.utils import timezone

from quotes import review
from quotes.linking.statements.summary import refresh_statements
from quotes.models import Article, Quote
from tests.build import (
    make_article,
    make_editor,
    make_quote,
    make_speaker,
    make_statement,
)

HELD = datetime(2026, 3, 1, tzinfo=UTC)


class AsOfTests(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.ida = make_speaker("Ida Voss", description="poet")
        self.bo = make_speaker("Bo Lind")
        self.statement = make_statement("We wait")
        self.other = make_statement("Nobody waits")
        self.quotes = [
            make_quote(text, speaker=self.ida, statement=statement,
                       article=make_article(f"“{text},” said Ida Voss."))
            for text, statement in (
                ("We wait", self.statement),
                ("We wait", self.statement),
                ("Nobody waits", self.other),
            )
        ]  # fmt: skip
        refresh_statements([self.statement.pk, self.other.pk])
        Article.objects.update(ingested_at=HELD)
        self.quote = self.quotes[0]
        self.before = timezone.now()

    def get(self, kind, key, as_of, status=200):
        if isinstance(as_of, datetime):
            as_of = as_of.isoformat()
        response = self.client.get(f"/api/v1/{kind}/{key}/", {"as_of": as_of})
        self.assertEqual(response.status_code, status, response.content)
        return response.json()

    def quote_at(self, moment, **options):
        return self.get("quotes", self.quote.pk, moment, **options)

    def test_a_quote_before_between_and_after_acts(self):
        review.correct_quote(
            quote=self.quote, by=self.editor, speaker=self.bo, spans=[[1, 3]]
        )
        between = timezone.now()
        review.reject(quote=self.quote, by=self.editor, reason="No")
        rejected = timezone.now()
        review.correct_stance(quote=self.quote, stance="denies", by=self.editor)

        first = self.quote_at(self.before)
        self.assertEqual(
            (first["text"], first["speaker"]["name"], first["status"]),
            ("We wait", "Ida Voss", "extracted"),
        )
        self.assertEqual(first["reviewed_at"], None)
        second = self.quote_at(between)
        self.assertEqual(
            (second["text"], second["speaker"]["name"], second["status"]),
            ("We", "Bo Lind", "corrected"),
        )
        self.assertTrue(second["context_after"].startswith(" wait"))
        self.quote_at(rejected, status=410)
        now = self.quote_at(timezone.now())
        self.assertEqual(
            now, self.client.get(f"/api/v1/quotes/{self.quote.pk}/").json()
        )

    def test_speaker_is_named_as_then(self):
        review.rename_speaker(speaker=self.ida, name="Ida Marl", by=self.editor)

        self.assertEqual(self.quote_at(self.before)["speaker"]["name"], "Ida Voss")

    def test_printings_are_those_of_then(self):
        review.move_quote(quote=self.quotes[1], statement=self.other, by=self.editor)

        before = self.get("statements", self.statement.pk, self.before)
        now = self.get("statements", self.statement.pk, timezone.now())

        self.assertEqual([len(found["printings"]) for found in (before, now)], [2, 1])
        self.assertEqual(before["quote_count"], 2)
        self.assertEqual(len(self.quote_at(self.before)["printings"]), 1)
        self.assertEqual(len(self.quote_at(timezone.now())["printings"]), 0)

    def test_statement_merged_later_stood_then(self):
        review.merge_statements(
            source=self.other, target=self.statement, by=self.editor
        )

        found = self.get("statements", self.other.pk, self.before)
        self.assertEqual(found["text"], "Nobody waits")
        self.get("statements", self.other.pk, timezone.now(), status=301)

    def test_speaker_as_then(self):
        review.change_speaker(speaker=self.ida, by=self.editor, description="mayor")
        review.add_alias(speaker=self.ida, name="I. Voss", by=self.editor)
        between = timezone.now()
        review.merge_speakers(source=self.ida, target=self.bo, by=self.editor)

        first = self.get("speakers", self.ida.slug, self.before)
        self.assertEqual(first["description"], "poet")
        self.assertEqual([row["name"] for row in first["aliases"]], ["Ida Voss"])
        second = self.get("speakers", self.ida.slug, between)
        self.assertEqual(second["description"], "mayor")
        self.assertEqual(
            [row["name"] for row in second["aliases"]], ["I. Voss", "Ida Voss"]
        )
        self.get("speakers", self.ida.slug, timezone.now(), status=301)

    def test_what_was_not_there_yet_is_not_found(self):
        early = HELD - timedelta(days=1)

        self.quote_at(early, status=404)
        self.get("speakers", self.ida.slug, early, status=404)
        self.get("statements", self.statement.pk, early, status=404)
        made = review.create_speaker(name="Teo Marl", by=self.editor)
        self.get("speakers", made.slug, self.before, status=404)
        self.get("quotes", 99999, self.before, status=404)

    def test_a_date_is_the_end_of_its_day_in_utc(self):
        past = Quote.history
        review.correct_stance(quote=self.quote, stance="denies", by=self.editor)
        moment = datetime(2026, 3, 5, 23, 59, 58, tzinfo=UTC)
        past.filter(history_user=None).update(history_date=moment - timedelta(days=2))
        past.exclude(history_user=None).update(history_date=moment)

        self.assertEqual(self.quote_at("2026-03-05")["stance"], "denies")
        self.assertEqual(self.quote_at("2026-03-04")["stance"], "states")
        exactly = "2026-03-06T00:59:57+01:00"
        self.assertEqual(self.quote_at(exactly)["stance"], "states")
        today = timezone.now().astimezone(UTC).date().isoformat()
        self.assertEqual(self.quote_at(today)["stance"], "denies")

    def test_what_cannot_be_is_refused(self):
        future = timezone.now() + timedelta(days=2)
        for value, told in (
            ("soon", "neither a date"),
            ("2026-02-30", "neither a date"),
            ("2026-03-05T10:00:00", "nor a time with its zone"),
            (future.isoformat(), "lies in the future"),
            (future.date().isoformat(), "lies in the future"),
            ("", "Empty"),
        ):
            with self.subTest(value):
                error = self.quote_at(value, status=400)
                self.assertEqual(error["errors"][0]["parameter"], "as_of")
                self.assertIn(told, error["errors"][0]["detail"])

    def test_linked_data_and_chosen_fields_of_then(self):
        review.correct_speaker(quote=self.quote, speaker=self.bo, by=self.editor)
        address = f"/api/v1/quotes/{self.quote.pk}/"
        given = {"as_of": self.before.isoformat()}

        found = self.client.get(address, {**given, "fields": "status,speaker"}).json()
        self.assertEqual(set(found), {"status", "speaker"})
        document = self.client.get(address, {**given, "format": "jsonld"})
        self.assertContains(document, "Ida Voss")
