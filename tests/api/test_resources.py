"""One declaration of a field, or of a filter, and what follows from it."""

import pytest
from django.test import RequestFactory, SimpleTestCase, TestCase

from quotes.api.filters import Filter, equal_to, labels_of
from quotes.api.links import Links
from quotes.api.params import NameParam
from quotes.api.quote_filters import QUOTE_FILTERS
from quotes.api.quote_views import QuoteList
from quotes.api.resources.fields import Field, Fields, Resource
from quotes.api.resources.quotes import LISTED, QUOTE
from quotes.api.resources.statements import STATEMENT
from quotes.api.shapes.components import RESOURCES
from quotes.api.shapes.values import ID, TEXT
from quotes.models import Quote, Statement
from tests.api.test_details import make_disputed_quote
from tests.build import make_quote

LINKS = Links("http://localhost/api/v1/")
SHOUTED = Field(
    "shouted",
    TEXT,
    "The cue in capitals.",
    columns=("cue",),
    show=lambda row, links: row["cue"].upper(),
)
CUE = Filter(NameParam(name="cue", description="By which cue."), equal_to("cue"))


class ShoutingList(QuoteList):
    """Quotes with one field and one filter more than the API has."""

    resource = Resource.of(
        "Quote", "quotes", Quote, (*LISTED, SHOUTED), ordered_by=("dated_at",)
    )
    filters = (*QUOTE_FILTERS, CUE)


# The list of quotes is walked on both: here, a field more.
@pytest.mark.any_database
class DeclaredTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.said = make_quote("No comment", cue="said")
        make_quote("Not today", cue="wrote")

    def ask(self, method="get", **params):
        request = getattr(RequestFactory(), method)("/api/v1/quotes/", params)
        return ShoutingList.as_view()(request)

    def test_a_field_stands_in_every_format_and_can_be_picked(self):
        self.assertIn(b'"shouted":"SAID"', self.ask().content)
        self.assertEqual(
            self.ask(fields="shouted", page_size=1, cue="said").content,
            b'{"results":[{"shouted":"SAID"}],"next":null,"previous":null}',
        )
        table = b"".join(self.ask(format="csv").streaming_content).decode()
        self.assertTrue(table.splitlines()[0].endswith(",shouted"), table)

    def test_a_filter_narrows_and_is_told(self):
        found = self.ask(cue="said", fields="text").content

        self.assertIn(b"No comment", found)
        self.assertNotIn(b"Not today", found)
        self.assertEqual(self.ask(cue="").status_code, 400)
        self.assertIn(b'"cue":{"type":"name"', self.ask("options").content)


class FieldsTests(SimpleTestCase):
    def test_what_is_fetched_is_what_is_shown_and_what_lists_are_ordered_by(self):
        fields = Fields([Field("id", ID, "Its number."), SHOUTED], ["dated_at"])

        self.assertEqual(fields.columns, ("id", "cue", "dated_at"))
        self.assertEqual(
            list(fields.show({"id": 7, "cue": "said"}, LINKS).items()),
            [("id", 7), ("shouted", "SAID")],
        )

    def test_a_field_alone_is_shown_too(self):
        for field, shown in ((Field("cue", TEXT, "It."), "said"), (SHOUTED, "SAID")):
            fields = Fields([field])
            self.assertEqual(fields.show({"cue": "said"}, LINKS), {field.name: shown})

    def test_one_of_the_same_name_takes_the_place_of_the_first(self):
        plain = Field("shouted", TEXT, "Not at all.", columns=("cue",))
        fields = Fields([plain, Field("id", ID, "It.")]).followed_by(SHOUTED)

        self.assertEqual(fields.names, ("shouted", "id"))
        self.assertEqual(fields.show({"cue": "a", "id": 1}, LINKS)["shouted"], "A")

    def test_only_some_stay_in_order_and_others_are_refused(self):
        self.assertEqual(QUOTE.listed.only("text", "id").names, ("id", "text"))
        with self.assertRaisesMessage(LookupError, "There is no field nosuch."):
            QUOTE.listed.only("id", "nosuch")

    def test_the_words_of_a_column_serve_the_field_and_none_at_all_are_refused(self):
        told = Statement._meta.get_field("outlet_count").help_text

        self.assertEqual(
            STATEMENT.listed.properties["outlet_count"]["description"], told
        )
        with self.assertRaisesMessage(ValueError, "Say what cue of Quote is"):
            Resource.of("Quote", "quotes", Quote, [Field("cue", TEXT)])

    def test_pages_call_a_filter_by_its_label_or_its_name(self):
        labels = labels_of(QUOTE_FILTERS)

        self.assertEqual(
            (labels["status"], labels["relayed_by"]), ("review", "relayed by")
        )


# Rows that are read already ask a database nothing.
@pytest.mark.any_database
class CostTests(TestCase):
    def test_showing_a_row_asks_the_database_nothing(self):
        quote = make_disputed_quote()
        for resource, rows in (
            (QUOTE, Quote.objects.filter(pk=quote.pk)),
            (STATEMENT, Statement.objects.all()),
        ):
            fetched = list(rows.values(*resource.listed.columns))
            self.assertTrue(fetched)
            with self.assertNumQueries(0):
                for row in fetched:
                    resource.listed.show(row, LINKS)

    def test_every_field_says_what_it_is(self):
        for resource in RESOURCES:
            for field in [*resource.listed, *resource.searched]:
                with self.subTest(f"{resource.name}.{field.name}"):
                    self.assertRegex(field.description, r"^[A-Z].*[.!]$")
