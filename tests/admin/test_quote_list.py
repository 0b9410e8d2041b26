import re

from django.test import TestCase
from django.utils import timezone

from quotes import review
from quotes.admin import base
from quotes.models import Quote, Statement
from tests.admin.people import make_member
from tests.build import make_outlet, make_quote, make_speaker, make_statement

LIST = "/admin/quotes/quote/"


def listed(response):
    """Keys of the quotes in a list, in order."""
    keys = re.findall(r'href="/admin/quotes/quote/(\d+)/change/', response.text)
    return [int(key) for key in keys]


class QuoteListTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_member()

    def setUp(self):
        self.client.force_login(self.editor)

    def list(self, **filters):
        response = self.client.get(LIST, filters)
        self.assertEqual(response.status_code, 200)
        return listed(response)

    def test_queue_is_what_nobody_decided_on_worst_first(self):
        sure = make_quote(confidence=0.9)
        doubtful = make_quote(confidence=0.2)
        review.confirm(quote=make_quote(confidence=0.1), by=self.editor)
        make_quote(status="withdrawn", confidence=0.1)

        self.assertEqual(self.list(), [doubtful.pk, sure.pk])

    def test_decided_quotes_are_listed_newest_first(self):
        old = make_quote(published_at="2031-03-01T00:00Z", confidence=0.1)
        new = make_quote(published_at="2031-03-02T00:00Z", confidence=0.9)
        make_quote()
        for quote in (old, new):
            review.confirm(quote=quote, by=self.editor)

        self.assertEqual(self.list(review="decided"), [new.pk, old.pk])

    def test_heading_says_whether_this_is_the_queue(self):
        for filters, heading in (
            ({}, "<h1>Quotes to review</h1>"),
            ({"review": "decided"}, "<h1>Quotes</h1>"),
            ({"q": "harbour"}, "<h1>Quotes</h1>"),
        ):
            with self.subTest(heading):
                self.assertContains(self.client.get(LIST, filters), heading)

    def test_search_finds_decided_quotes_too(self):
        found = make_quote("The harbour stays open")
        make_quote("No comment")
        review.reject(quote=found, by=self.editor)

        self.assertEqual(self.list(q="harbour open"), [found.pk])

    def test_search_in_the_queue_alone(self):
        review.reject(quote=make_quote("The harbour stays open"), by=self.editor)
        waiting = make_quote("The harbour is closed")

        self.assertEqual(self.list(q="harbour", review="open"), [waiting.pk])

    def test_search_without_words_finds_nothing(self):
        make_quote()

        self.assertEqual(self.list(q="…"), [])

    def test_confidence_bands_meet_without_overlap(self):
        quotes = [make_quote(confidence=score) for score in (0.49, 0.5, 0.7, 0.9, 1)]

        bands = [
            self.list(confidence=band)
            for band in ("under-50", "50-70", "70-90", "over-90")
        ]

        keys = [quote.pk for quote in quotes]
        self.assertEqual(bands, [keys[:1], keys[1:2], keys[2:3], keys[3:]])

    def test_fragments_can_be_left_out(self):
        whole, fragment = make_quote(), make_quote("heroes", is_fragment=True)

        self.assertEqual(self.list(fragment="no"), [whole.pk])
        self.assertEqual(self.list(fragment="yes"), [fragment.pk])

    def test_disputed_quotes(self):
        dispute = make_statement(dispute=Statement.Dispute.DISTINCT)
        disputed = make_quote(statement=dispute)
        agreed = make_quote(statement=make_statement())
        alone = make_quote()

        self.assertEqual(self.list(disputed="yes"), [disputed.pk])
        self.assertCountEqual(self.list(disputed="no"), [agreed.pk, alone.pk])

    def test_a_settled_dispute_is_none(self):
        settled = make_statement(
            dispute=Statement.Dispute.DISTINCT,
            resolved_at=timezone.now(),
            resolved_by=self.editor,
        )
        make_quote(statement=settled)

        self.assertEqual(self.list(disputed="yes"), [])

    def test_quotes_without_a_speaker(self):
        make_quote(speaker=make_speaker())
        nameless = make_quote()

        self.assertEqual(self.list(named="no"), [nameless.pk])

    def test_one_outlet(self):
        outlet = make_outlet("The Merrow Post")
        quote = make_quote(outlet=outlet)
        make_quote()

        self.assertEqual(self.list(outlet__id__exact=outlet.pk), [quote.pk])

    def test_withdrawn_quotes(self):
        quote = make_quote(status="withdrawn")

        self.assertEqual(self.list(review="withdrawn"), [quote.pk])

    def test_unknown_filter_value_shows_everything(self):
        quote = make_quote()

        self.assertEqual(self.list(review="nonsense"), [quote.pk])

    def test_empty_queue_says_so(self):
        self.assertContains(self.client.get(LIST), "Nothing waits here.")

    def test_fruitless_search_says_so(self):
        response = self.client.get(LIST, {"q": "unheard"})

        self.assertContains(response, "No quote matches these words.")

    def test_markup_in_a_quote_is_escaped(self):
        make_quote("<script>alert(1)</script>")

        response = self.client.get(LIST)

        self.assertContains(response, "&lt;script&gt;alert(1)&lt;/script&gt;")
        self.assertNotContains(response, "<script>alert(1)")

    def test_listing_costs_the_same_for_one_row_and_for_three(self):
        self.client.get(LIST)
        for _ in (1, 3):
            make_quote(speaker=make_speaker(), outlet=make_outlet())
            # Session, user, two of permissions; whether there are changed ones; count,
            # rows; outlets to filter by.
            with self.assertNumQueries(8):
                self.client.get(LIST)

    def test_counting_stops_at_a_cap_and_says_so(self):
        for _ in range(3):
            make_quote()
        counted = base.COUNTED
        base.COUNTED = 2
        self.addCleanup(setattr, base, "COUNTED", counted)

        response = self.client.get(LIST)

        self.assertContains(response, "There are more than these 2.")

    def test_quotes_are_neither_added_nor_deleted(self):
        quote = make_quote()

        for address in (f"{LIST}add/", f"{LIST}{quote.pk}/delete/"):
            self.assertEqual(self.client.post(address).status_code, 403)
        self.assertEqual(Quote.objects.count(), 1)
