"""quote.corrected: what was changed, from what to what, why; nothing skipped."""

from datetime import timedelta

import pytest
from django.test import TestCase
from django.utils import timezone

from quotes import review
from quotes.api import corrections
from quotes.api.corrections import acts_told
from quotes.review import decisions, merge_speakers
from tests.api.test_schema import validate
from tests.build import make_article, make_editor, make_quote, make_speaker

URL = "/api/v1/corrections/"
BASE = "http://testserver/api/v1"


class CorrectionCase(TestCase):
    def setUp(self):
        self.editor = make_editor("ines")
        self.mara, self.teo = make_speaker("Mara"), make_speaker("Teo")
        self.quote = make_quote("The dam holds", speaker=self.mara)

    def get(self, **query):
        response = self.client.get(URL, query)
        self.assertEqual(response.status_code, 200, response.content)
        return response.json()

    def correct(self, quote=None, speaker=None, **fields):
        review.correct_speaker(
            quote=quote or self.quote,
            speaker=speaker or self.teo,
            by=self.editor,
            **fields,
        )


# The list is asked on both by the tests below, and walked: here, how a row is told.
@pytest.mark.any_database
class ContentTests(CorrectionCase):
    def test_it_tells_from_what_to_what_why_and_never_who(self):
        self.correct(reason="See page 2")

        answer = self.get()

        validate(answer, "CorrectionPage")
        (row,) = answer["results"]
        self.assertEqual(row["event"], "quote.corrected")
        self.assertEqual(
            row["quote"],
            {"id": self.quote.pk, "url": f"{BASE}/quotes/{self.quote.pk}/"},
        )
        self.assertEqual(row["reason"], "See page 2")
        self.assertEqual(
            row["changes"],
            [
                {
                    "field": "speaker",
                    "from": {
                        "id": self.mara.pk,
                        "url": f"{BASE}/speakers/mara/",
                        "name": "Mara",
                        "slug": "mara",
                    },
                    "to": {
                        "id": self.teo.pk,
                        "url": f"{BASE}/speakers/teo/",
                        "name": "Teo",
                        "slug": "teo",
                    },
                }
            ],
        )
        self.assertNotIn("ines", str(answer))

    def test_words_tell_their_place_too(self):
        quote = make_quote("dam", article=make_article("The “dam holds” still."))
        review.correct_span(quote=quote, spans=[[5, 14]], by=self.editor)

        answer = self.get(quote=quote.pk)

        validate(answer, "CorrectionPage")
        changes = {
            c["field"]: (c["from"], c["to"]) for c in answer["results"][0]["changes"]
        }
        self.assertEqual(changes["text"], ("dam", "dam holds"))
        self.assertEqual(changes["spans"], ([[5, 8]], [[5, 14]]))

    def test_nobody_becomes_somebody(self):
        quote = make_quote("Unknown")
        self.correct(quote)

        (row,) = self.get(quote=quote.pk)["results"]

        self.assertIsNone(row["changes"][0]["from"])

    def test_confirmation_is_none_and_rejection_is_one(self):
        decisions.confirm(quote=self.quote, by=self.editor)
        self.assertEqual(self.get()["results"], [])

        decisions.reject(quote=self.quote, by=self.editor, reason="A title")

        (row,) = self.get()["results"]
        self.assertEqual(
            row["changes"], [{"field": "status", "from": "confirmed", "to": "rejected"}]
        )

    def test_a_merger_is_told_of_every_quote(self):
        merge_speakers(source=self.mara, target=self.teo, by=self.editor, reason="One")

        (row,) = self.get()["results"]

        self.assertEqual(
            (row["reason"], row["changes"][0]["to"]["slug"]), ("One", "teo")
        )

    def test_fields_and_lines(self):
        self.correct()
        self.correct(speaker=self.mara)

        lines = self.client.get(URL, {"format": "jsonl", "fields": "id,reason"})

        rows = b"".join(lines.streaming_content).splitlines()
        self.assertEqual(len(rows), 2)
        self.assertIn(b'"reason":""', rows[0])

    def test_a_table_has_the_quote_in_a_column(self):
        self.correct()

        table = self.client.get(URL, {"format": "csv", "fields": "id,event,quote"})

        heading, row, _ = b"".join(table.streaming_content).decode().split("\r\n")
        self.assertEqual(heading, "id,event,quote_id")
        self.assertTrue(row.endswith(f",quote.corrected,{self.quote.pk}"))


class FilterTests(CorrectionCase):
    def test_quote_and_since_narrow(self):
        self.correct()
        other = make_quote(speaker=self.mara)
        self.correct(other)
        acts_told().filter(id=other.pk).update(
            history_date=timezone.now() + timedelta(days=2)
        )
        tomorrow = (timezone.now() + timedelta(days=1)).isoformat()

        def found(**query):
            return [row["quote"]["id"] for row in self.get(**query)["results"]]

        self.assertEqual(found(), [other.pk, self.quote.pk])
        self.assertEqual(found(quote=self.quote.pk), [self.quote.pk])
        self.assertEqual(found(since=tomorrow), [other.pk])
        self.assertEqual(found(since=tomorrow, quote=self.quote.pk), [])

    def test_bad_parameters_are_refused_by_name(self):
        for name, query in [
            ("quote", {"quote": "0"}),
            ("since", {"since": "lately"}),
            ("cursor", {"cursor": "x"}),
            ("cursor", {"cursor": "WyItY29ycmVjdGVkX2F0IiwgMCwgMV0"}),
            ("count", {"count": "true"}),
            ("by", {"by": "ines"}),
        ]:
            with self.subTest(query):
                response = self.client.get(URL, query)
                self.assertEqual(response.status_code, 400)
                (error,) = response.json()["errors"]
                self.assertEqual(error["parameter"], name)


class PagingTests(CorrectionCase):
    """Five corrections among confirmations, read two acts at a time."""

    def setUp(self):
        super().setUp()
        self.numbers = []
        for number in range(5):
            quote = make_quote(f"Quote {number}", speaker=self.mara)
            self.correct(quote)
            self.numbers.insert(0, quote.pk)
            for _ in (1, 2, 3):
                decisions.confirm(quote=make_quote(speaker=self.mara), by=self.editor)
        acts, corrections.ACTS = corrections.ACTS, 2
        self.addCleanup(setattr, corrections, "ACTS", acts)

    def pages(self, address):
        while address:
            page = self.client.get(address).json()
            yield [row["quote"]["id"] for row in page["results"]], page
            address = page["next"]

    def test_pages_hold_all_and_each_once(self):
        pages = [numbers for numbers, _ in self.pages(f"{URL}?page_size=2")]

        first = self.numbers
        self.assertEqual(pages, [first[:2], first[2:4], first[4:]])

    def test_the_way_back_is_the_way_that_was_come(self):
        *_, (_, last) = self.pages(f"{URL}?page_size=2")

        before = self.client.get(last["previous"]).json()
        first = self.client.get(before["previous"]).json()

        self.assertEqual(
            [row["quote"]["id"] for row in before["results"]], self.numbers[2:4]
        )
        self.assertEqual(
            [row["quote"]["id"] for row in first["results"]], self.numbers[:2]
        )
        self.assertIsNone(first["previous"])

    def test_a_page_ends_after_so_many_acts_and_says_where_to_go_on(self):
        scanned, corrections.SCANNED = corrections.SCANNED, 4
        self.addCleanup(setattr, corrections, "SCANNED", scanned)

        pages = [numbers for numbers, _ in self.pages(f"{URL}?page_size=5")]

        self.assertEqual([pk for numbers in pages for pk in numbers], self.numbers)
        self.assertGreater(len(pages), 3)

    def test_the_way_back_from_a_page_without_any_skips_none(self):
        """Four acts are looked at: four corrections, then four confirmations."""
        scanned, corrections.SCANNED = corrections.SCANNED, 4
        self.addCleanup(setattr, corrections, "SCANNED", scanned)
        decisions.confirm(quote=make_quote(speaker=self.mara), by=self.editor)
        for number in range(4):
            quote = make_quote(f"Another {number}", speaker=self.mara)
            self.correct(quote)
            self.numbers.insert(0, quote.pk)

        first = self.client.get(f"{URL}?page_size=5").json()
        second = self.client.get(first["next"]).json()
        back = self.client.get(second["previous"]).json()

        self.assertEqual(
            [row["quote"]["id"] for row in first["results"]], self.numbers[:4]
        )
        self.assertEqual(second["results"], [])
        self.assertEqual(back["results"], first["results"])

    def test_corrections_made_meanwhile_shift_nothing(self):
        first = self.client.get(f"{URL}?page_size=2").json()
        self.correct()

        second = self.client.get(first["next"]).json()

        self.assertEqual(
            [row["quote"]["id"] for row in second["results"]], self.numbers[2:4]
        )


class CostTests(CorrectionCase):
    def test_listing_costs_the_same_for_one_and_for_three(self):
        for _ in (1, 2, 3):
            self.correct(make_quote(speaker=make_speaker()))
            with self.assertNumQueries(3):  # acts, histories, names
                self.get()


# The list is asked on both by FilterTests.
@pytest.mark.any_database
class LinkTests(CorrectionCase):
    def link(self):
        answer = self.client.get(f"/api/v1/quotes/{self.quote.pk}/").json()
        return answer["corrections_url"]

    def test_a_quote_that_was_corrected_leads_to_what_was_changed(self):
        self.correct()
        decisions.reopen(quote=self.quote, by=self.editor)

        address = self.link()

        self.assertEqual(address, f"{BASE}/corrections/?quote={self.quote.pk}")
        self.assertEqual(len(self.client.get(address).json()["results"]), 2)

    def test_one_that_was_only_confirmed_leads_nowhere(self):
        self.assertIsNone(self.link())
        decisions.confirm(quote=self.quote, by=self.editor)
        self.assertIsNone(self.link())
