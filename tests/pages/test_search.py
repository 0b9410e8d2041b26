"""The front page: what it finds, offers, refuses, and what it costs."""

from datetime import UTC, datetime

from django.test import TestCase

from quotes.models import Statement
from tests.build import (
    make_article,
    make_outlet,
    make_quote,
    make_speaker,
    make_statement,
)
from tests.pages.reading import limits, links_of, text_of

MARCH = datetime(2024, 3, 5, tzinfo=UTC)
APRIL = datetime(2024, 4, 5, tzinfo=UTC)


def listed(response):
    return [row["id"] for row in response.context["listing"].rows]


class SearchTests(TestCase):
    def test_everything_newest_first_without_a_filter(self):
        old = make_quote("Rain is coming", published_at=MARCH)
        new = make_quote("Rain is over", published_at=APRIL)

        self.assertEqual(listed(self.client.get("/")), [new.pk, old.pk])

    def test_words_are_found_and_marked(self):
        found = make_quote("The dam holds")
        make_quote("No comment")

        response = self.client.get("/", {"q": "dams"})

        self.assertEqual(listed(response), [found.pk])
        self.assertContains(response, "“The <mark>dam</mark> holds”")

    def test_printed_markup_is_shown_never_run(self):
        attack = "<script>alert(1)</script> dam"
        speaker = make_speaker("<b>Mara</b>")
        outlet = make_outlet("<i>Post</i>")
        article = make_article(f"“{attack}”", outlet=outlet, title="<u>T</u>")
        make_quote(
            attack, article=article, speaker=speaker, speaker_description="<s>x</s>"
        )

        for query in ({}, {"q": "dam"}, {"q": "<script>alert(1)</script>"}):
            response = self.client.get("/", query)
            with self.subTest(query):
                for tag in ("<script>", "<b>Mara", "<i>Post", "<u>T", "<s>x"):
                    self.assertNotContains(response, tag)
        self.assertContains(response, "&lt;script&gt;")

    def test_fields_left_empty_in_the_form_do_not_count(self):
        quote = make_quote("The dam holds")

        response = self.client.get("/", {"q": "dam", "kind": "", "ordering": " "})

        self.assertEqual(listed(response), [quote.pk])

    def test_rejected_and_withdrawn_quotes_are_not_listed(self):
        make_quote(status="withdrawn")

        self.assertEqual(listed(self.client.get("/")), [])

    def test_quotes_of_an_open_dispute_say_so(self):
        make_quote(statement=make_statement(dispute=Statement.Dispute.DISTINCT))

        self.assertContains(self.client.get("/"), "disputed speaker", count=1)


class RefusalTests(TestCase):
    def test_bad_value_is_named_in_words_and_what_was_typed_stays(self):
        response = self.client.get("/", {"q": "dam", "published_after": "soon"})

        self.assertEqual(response.status_code, 400)
        self.assertIn("from: 'soon' is neither a date", text_of(response))
        self.assertContains(response, 'value="dam"', status_code=400)

    def test_unknown_parameter_is_refused_not_ignored(self):
        response = self.client.get("/", {"speeker": "1"})

        self.assertEqual(response.status_code, 400)
        self.assertIn("speeker: There is no such parameter", text_of(response))

    def test_relevance_needs_words(self):
        response = self.client.get("/", {"ordering": "relevance"})

        self.assertEqual(response.status_code, 400)

    def test_cursor_of_another_order_is_refused(self):
        for day in range(1, 23):
            make_quote(published_at=datetime(2024, 1, day, tzinfo=UTC))
        cursor = self.client.get("/").context["listing"].next

        response = self.client.get(f"/{cursor}&ordering=published_at")

        self.assertEqual(response.status_code, 400)


class PagingTests(TestCase):
    def test_next_and_previous_show_every_quote_once(self):
        quotes = [
            make_quote(published_at=datetime(2024, 1, day, tzinfo=UTC))
            for day in range(1, 26)
        ]
        first = self.client.get("/")
        second = self.client.get(f"/{first.context['listing'].next}")
        back = self.client.get(f"/{second.context['listing'].previous}")

        expected = [quote.pk for quote in reversed(quotes)]
        self.assertEqual(listed(first) + listed(second), expected)
        self.assertEqual(listed(back), listed(first))
        self.assertEqual(second.context["listing"].next, "")

    def test_narrowing_starts_at_the_first_page_again(self):
        for day in range(1, 26):
            make_quote(published_at=datetime(2024, 1, day, tzinfo=UTC))
        second = self.client.get(f"/{self.client.get('/').context['listing'].next}")

        self.assertIn("?kind=direct", links_of(second))


class FacetTests(TestCase):
    def setUp(self):
        self.mara, self.teo = make_speaker("Mara"), make_speaker("Teo")
        self.post = make_outlet("Post")
        for speaker in (self.mara, self.mara, self.teo):
            make_quote("Dam", speaker=speaker, outlet=None, published_at=MARCH)
        make_quote("Dam", outlet=self.post, published_at=APRIL, kind="indirect")

    def facets(self, **query):
        facets = self.client.get("/", query).context["facets"].facets
        return {
            facet.title: [(c.label, c.count, c.address) for c in facet.choices]
            for facet in facets
        }

    def test_choices_count_what_they_leave_and_keep_the_search(self):
        facets = self.facets(q="dam")

        self.assertEqual(
            facets["Speaker"],
            [("Mara", 2, "?q=dam&speaker=mara"), ("Teo", 1, "?q=dam&speaker=teo")],
        )
        self.assertEqual(
            facets["Kind"],
            [
                ("direct", 3, "?q=dam&kind=direct"),
                ("indirect", 1, "?q=dam&kind=indirect"),
            ],
        )
        self.assertEqual(
            facets["Month"],
            [
                ("April 2024", 1,
                 "?q=dam&published_after=2024-04-01&published_before=2024-05-01"),
                ("March 2024", 3,
                 "?q=dam&published_after=2024-03-01&published_before=2024-04-01"),
            ],
        )  # fmt: skip

    def test_filter_in_force_is_not_offered_again_but_can_be_removed(self):
        response = self.client.get("/", {"q": "dam", "speaker": "mara"})

        self.assertEqual(len(listed(response)), 2)
        self.assertNotIn("Speaker", self.facets(q="dam", speaker="mara"))
        self.assertIn("?q=dam", links_of(response))
        self.assertIn("?speaker=mara", links_of(response))

    def test_every_choice_leads_to_as_many_quotes_as_it_says(self):
        for choices in self.facets().values():
            for label, count, address in choices:
                with self.subTest(label):
                    self.assertEqual(len(listed(self.client.get(f"/{address}"))), count)


class EmptyTests(TestCase):
    def test_empty_database_says_so(self):
        self.assertIn("No article has been read yet.", text_of(self.client.get("/")))

    def test_nothing_found_is_called_no_evidence(self):
        make_quote()

        response = self.client.get("/", {"q": "zebra"})

        self.assertIn("no evidence that it was never said", text_of(response))


class CostTests(TestCase):
    def test_page_costs_the_same_for_one_row_and_for_three(self):
        for _ in (1, 2, 3):
            make_quote(
                speaker=make_speaker(),
                relayed_by=make_speaker(),
                statement=make_statement(dispute="distinct"),
            )
            # rows, disputes, counts, twice names
            with self.assertNumQueries(5 + limits(2)):
                self.client.get("/")
