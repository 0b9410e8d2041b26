"""A date without a time is a day, everywhere and in every zone."""

from datetime import UTC, datetime

from django.test import SimpleTestCase, TestCase, override_settings
from django.urls import reverse
from django.utils import timezone

from quotes.ingest.records import parse_moment
from quotes.models import Article, Quote
from quotes.models.dates import machine_date, tell_day, tell_moment
from tests.build import make_article, make_editor, make_quote, make_statement

ZONES = ("UTC", "America/Los_Angeles", "Pacific/Auckland")


class TellingTests(SimpleTestCase):
    def test_what_was_given_without_a_time_is_told_without_one(self):
        day = parse_moment("2031-03-17")
        for zone in ZONES:
            with self.subTest(zone), timezone.override(zone):
                self.assertEqual(tell_day(day), "17 March 2031")
                self.assertEqual(tell_moment(day), "17 March 2031")
                self.assertEqual(machine_date(day), "2031-03-17")

    def test_a_time_is_told_in_the_zone_of_the_project(self):
        moment = parse_moment("2031-03-17T01:30:00+02:00")
        with timezone.override("Pacific/Auckland"):
            self.assertEqual(tell_moment(moment), "17 March 2031, 12:30 NZDT")
        with timezone.override("America/Los_Angeles"):
            self.assertEqual(tell_moment(moment), "16 March 2031, 16:30 PDT")
            self.assertEqual(tell_day(moment), "16 March 2031")

    def test_no_date_is_told_by_nothing(self):
        for tell in (tell_day, tell_moment, machine_date):
            self.assertEqual(tell(None), "")


class EveryPlaceTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        day = datetime(2031, 3, 17, tzinfo=UTC)
        statement = make_statement("The dam holds", dispute="distinct")
        statement.first_published_at = day
        statement.disputed_at = datetime(2031, 3, 18, 9, 30, tzinfo=UTC)
        statement.save()
        article = make_article("“The dam holds,” she said.", published_at=day)
        quote = make_quote("The dam holds", article=article, statement=statement)
        Quote.objects.update(published_at=day)
        Article.objects.update(published_at=day)
        cls.pages = [
            "/",
            f"/quotes/{quote.pk}/",
            "/statements/",
            f"/statements/{statement.pk}/",
            "/disputes/",
            f"/articles/{article.pk}/",
            f"/outlets/{quote.outlet.slug}/",
        ]
        cls.desk = [
            *(reverse(f"admin:quotes_{kind}_changelist") for kind in KINDS),
            *(
                reverse(f"admin:quotes_{kind}_change", args=[row.pk])
                for kind, row in zip(KINDS, (quote, article, statement), strict=True)
            ),
        ]

    def check(self, addresses):
        for zone in ZONES:
            for address in addresses:
                with (
                    self.subTest(address, zone=zone),
                    override_settings(TIME_ZONE=zone),
                ):
                    shown = self.client.get(address).content.decode()
                    self.assertIn("17 March 2031", shown)
                    # Not the offset from UTC that other times end with: +00:00.
                    for wrong in (r"(?<![+\d:])00:00", "midnight", "16 March", "17T"):
                        self.assertNotRegex(shown, wrong)

    def test_pages_show_the_day(self):
        self.check(self.pages)

    def test_the_desk_shows_the_day(self):
        self.client.force_login(make_editor())
        self.check(self.desk)

    def test_linked_data_gives_the_day(self):
        number = Quote.objects.get().pk
        answer = self.client.get(f"/api/v1/quotes/{number}/?format=jsonld").json()

        self.assertEqual(answer["isPartOf"]["datePublished"], "2031-03-17")


KINDS = ("quote", "article", "statement")
