"""The list of quotes: fields, filters, order, facets and cost."""

from datetime import UTC, datetime
from unittest import mock

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from quotes.api import facet_views
from tests.build import (
    make_article,
    make_editor,
    make_outlet,
    make_quote,
    make_speaker,
    make_statement,
)

URL = "/api/v1/quotes/"


def on(year, month=1, day=1):
    return datetime(year, month, day, 12, tzinfo=UTC)


class QuoteListTests(TestCase):
    def found(self, **params):
        response = self.client.get(URL, params)
        self.assertEqual(response.status_code, 200, response.content)
        return [row["id"] for row in response.json()["results"]]

    def test_a_row_shows_every_field(self):
        self.maxDiff = None
        outlet = make_outlet("The Harbour Post")
        article = make_article(
            "“The dam will hold,” said Mara Lindqvist.",
            outlet=outlet,
            title="Dam",
            url="https://harbour.example/dam",
            published_at=on(2024, 3, 1),
        )
        speaker = make_speaker("Mara Lindqvist")
        relay = make_speaker("Coast Wire")
        statement = make_statement("The dam will hold")
        quote = make_quote(
            "The dam will hold,",
            article=article,
            speaker=speaker,
            relayed_by=relay,
            statement=statement,
            cue="said",
            source_text="Mara Lindqvist",
            speaker_description="engineer",
        )

        row = self.client.get(URL).json()["results"][0]

        base = "http://testserver/api/v1"
        self.assertEqual(
            row,
            {
                "id": quote.pk,
                "url": f"{base}/quotes/{quote.pk}/",
                "text": "The dam will hold,",
                "speaker": {
                    "id": speaker.pk,
                    "url": f"{base}/speakers/mara-lindqvist/",
                    "name": "Mara Lindqvist",
                    "slug": "mara-lindqvist",
                },
                "speaker_description": "engineer",
                "relayed_by": {
                    "id": relay.pk,
                    "url": f"{base}/speakers/coast-wire/",
                    "name": "Coast Wire",
                    "slug": "coast-wire",
                },
                "outlet": {
                    "id": outlet.pk,
                    "url": f"{base}/outlets/the-harbour-post/",
                    "name": "The Harbour Post",
                    "slug": "the-harbour-post",
                },
                "article": {
                    "id": article.pk,
                    "url": f"{base}/articles/{article.pk}/",
                    "title": "Dam",
                    "source_url": "https://harbour.example/dam",
                },
                "published_at": "2024-03-01T12:00:00Z",
                "kind": "direct",
                "is_fragment": False,
                "cue": "said",
                "source_text": "Mara Lindqvist",
                "stance": "states",
                "clause": "",
                "clause_spans": [],
                "statement": {
                    "id": statement.pk,
                    "url": f"{base}/statements/{statement.pk}/",
                },
                "confidence": 0.9,
                "status": "extracted",
                "reviewed_at": None,
                "spans": [[1, 19]],
                "start": 1,
                "end": 19,
            },
        )

    def test_newest_first_and_undated_last(self):
        undated = make_quote("undated")
        old = make_quote("old", published_at=on(2001))
        new = make_quote("new", published_at=on(2024))

        self.assertEqual(self.found(), [new.pk, old.pk, undated.pk])
        self.assertEqual(
            self.found(ordering="published_at"), [undated.pk, old.pk, new.pk]
        )

    def test_rejected_and_withdrawn_ones_show_only_when_asked_for(self):
        editor = make_editor()
        kept = make_quote("kept")
        make_quote("withdrawn", status="withdrawn")
        rejected = make_quote(
            "rejected",
            status="rejected",
            reviewed_by=editor,
            reviewed_at=timezone.now(),
        )

        self.assertEqual(self.found(), [kept.pk])
        self.assertEqual(self.found(status="rejected"), [rejected.pk])

    def test_each_filter_leaves_what_it_names(self):
        editor = make_editor()
        make_quote("other words", kind="indirect", confidence=0.2, is_fragment=True)
        speaker, relay = make_speaker("Mara Lindqvist"), make_speaker("Coast Wire")
        statement = make_statement()
        kept = make_quote(
            "The dam will hold",
            published_at=on(2024, 3, 31),
            speaker=speaker,
            relayed_by=relay,
            statement=statement,
            confidence=0.8,
            status="confirmed",
            reviewed_by=editor,
            reviewed_at=timezone.now(),
        )
        for name, value in [
            ("q", "dams"),
            ("speaker", speaker.pk),
            ("speaker", speaker.slug),
            ("outlet", kept.outlet.slug),
            ("outlet", kept.outlet_id),
            ("article", kept.article_id),
            ("statement", statement.pk),
            ("relayed_by", "coast-wire"),
            ("kind", "direct"),
            ("status", "confirmed"),
            ("fragment", "false"),
            ("published_after", "2024-03-31"),
            ("published_after", "2024-03-31T12:00:00Z"),
            ("published_before", "2024-04-01"),
            ("published_before", "2024-03-31T14:00:01+02:00"),
            ("min_confidence", "0.8"),
            ("reviewed", "true"),
        ]:
            with self.subTest(name=name, value=value):
                self.assertEqual(self.found(**{name: value}), [kept.pk])

    def test_a_merged_speaker_finds_the_quotes_of_its_target(self):
        target = make_speaker("Mara Lindqvist")
        make_speaker("M. Lindqvist", slug="m-lindqvist", merged_into=target)
        kept = make_quote("kept", speaker=target)

        self.assertEqual(self.found(speaker="m-lindqvist"), [kept.pk])

    def test_dates_take_in_their_first_day_and_leave_out_their_last(self):
        make_quote("before", published_at=datetime(2024, 3, 30, 23, 59, tzinfo=UTC))
        make_quote("after", published_at=datetime(2024, 4, 1, tzinfo=UTC))
        first = make_quote("first", published_at=datetime(2024, 3, 31, tzinfo=UTC))
        last = make_quote(
            "last", published_at=datetime(2024, 3, 31, 23, 59, 59, tzinfo=UTC)
        )

        day = {"published_after": "2024-03-31", "published_before": "2024-04-01"}
        self.assertEqual(self.found(**day), [last.pk, first.pk])
        page = self.client.get("/", day).context["listing"].rows
        self.assertEqual([row["id"] for row in page], [last.pk, first.pk])
        feed = self.client.get("/feeds/quotes.atom", day).content.decode()
        self.assertEqual(feed.count("<entry>"), 2)
        self.assertEqual(
            self.found(published_after="2024-03-31", published_before="2024-03-31"), []
        )

    def test_a_moment_belongs_to_what_begins_with_it(self):
        noon = make_quote("noon", published_at=datetime(2024, 3, 31, 12, tzinfo=UTC))

        for zoned in ("2024-03-31T12:00:00Z", "2024-03-31T14:00:00+02:00"):
            self.assertEqual(self.found(published_after=zoned), [noon.pk])
            self.assertEqual(self.found(published_before=zoned), [])

    def test_schema_and_options_say_which_end_is_left_out(self):
        options = self.client.options("/api/v1/quotes/").json()["parameters"]
        document = self.client.get("/api/v1/schema/").json()
        listed = document["paths"]["/api/v1/quotes/"]["get"]["parameters"]
        described = {entry["name"]: entry["description"] for entry in listed}
        for name, words in (
            ("published_after", "its day is taken in"),
            ("published_before", "its day is left out"),
        ):
            self.assertIn(words, options[name]["description"])
            self.assertIn(words, described[name])

    def test_relevance_puts_the_best_match_first(self):
        best = make_quote("taxes", published_at=on(2001))
        other = make_quote("taxes and a lot of other words", published_at=on(2024))

        self.assertEqual(
            self.found(q="taxes", ordering="relevance"), [best.pk, other.pk]
        )
        self.assertEqual(self.found(q="taxes"), [other.pk, best.pk])

    def test_highlights_are_marked_and_escaped(self):
        make_quote("<b>Taxes</b> & “tax cuts”")

        row = self.client.get(URL, {"q": '"tax cut"', "highlight": "true"}).json()

        self.assertEqual(
            row["results"][0]["highlight"],
            "&lt;b&gt;Taxes&lt;/b&gt; &amp; “<mark>tax cuts</mark>”",
        )

    def test_fields_picks_fields(self):
        quote = make_quote("taxes")

        response = self.client.get(URL, {"fields": "text,id"})

        self.assertEqual(
            response.json()["results"], [{"id": quote.pk, "text": "taxes"}]
        )

    def test_the_total_comes_only_on_demand(self):
        make_quote()
        self.assertNotIn("count", self.client.get(URL).json())

        answer = self.client.get(URL, {"count": "true"}).json()

        self.assertEqual((answer["count"], answer["count_capped"]), (1, False))


class FacetTests(TestCase):
    def test_the_newest_are_counted_and_that_there_are_more_is_said(self):
        for day, kind in enumerate(("indirect", "direct", "direct"), 1):
            make_quote("The dam", kind=kind, published_at=on(2026, 1, day))

        for counted, kinds, approximate in (
            (2, [("direct", 2)], True),
            (3, [("direct", 2), ("indirect", 1)], False),
        ):
            with (
                self.subTest(counted),
                mock.patch.object(facet_views, "COUNTED", counted),
            ):
                facets = self.client.get(f"{URL}facets/", {"q": "dam"}).json()

                self.assertEqual(facets["counted"], counted)
                self.assertEqual(facets["approximate"], approximate)
                found = [(row["value"], row["count"]) for row in facets["kind"]]
                self.assertEqual(found, kinds)


class CostTests(TestCase):
    def queries(self, **params):
        with CaptureQueriesContext(
            connection,
        ) as context:
            self.assertEqual(self.client.get(URL, params).status_code, 200)
        return len(context)

    def add(self):
        make_quote(
            "taxes",
            speaker=make_speaker(),
            relayed_by=make_speaker(),
            statement=make_statement(),
        )

    def test_listing_costs_the_same_for_one_row_and_for_three(self):
        for params in [{}, {"q": "taxes"}, {"q": "taxes", "ordering": "relevance"}]:
            with self.subTest(params):
                self.add()
                one = self.queries(**params)
                self.add()
                self.add()
                self.assertEqual(self.queries(**params), one)
