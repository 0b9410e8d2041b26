"""The page of one quote."""

from datetime import UTC, datetime

import pytest
from django.test import TestCase

from quotes import review
from quotes.review import decisions
from tests.build import (
    make_article,
    make_editor,
    make_outlet,
    make_quote,
    make_speaker,
    make_statement,
)
from tests.pages.reading import links_of, text_of

TEXT = "HARBOUR — “The dam will hold,” the minister said, Coast Wire wrote. “No.”"


# Its pages are asked on both by tests/walk/.
@pytest.mark.any_database
class QuoteTests(TestCase):
    def setUp(self):
        self.article = make_article(
            TEXT,
            outlet=make_outlet("The Harbour Post"),
            title="Dam holds",
            published_at=datetime(2024, 3, 1, tzinfo=UTC),
            language="en-GB",
        )
        self.speaker = make_speaker("Mara Lindqvist")
        self.quote = make_quote(
            "The dam will hold,",
            article=self.article,
            speaker=self.speaker,
            relayed_by=make_speaker("Coast Wire"),
            cue="said",
            cue_spans=[self.range("said")],
            source_text="the minister",
            source_spans=[self.range("the minister")],
            relay_spans=[self.range("Coast Wire")],
            confidence=0.83,
        )

    def range(self, words):
        return [TEXT.index(words), TEXT.index(words) + len(words)]

    def get(self):
        return self.client.get(f"/quotes/{self.quote.pk}/")

    def test_the_article_on_the_web_opens_at_the_words(self):
        self.assertNotContains(self.get(), "at these words on the web")
        self.article.url = "https://post.example/dam#live"
        self.article.save()

        self.assertIn(
            "https://post.example/dam#live:~:text=HARBOUR%20%E2%80%94%20%E2%80%9C-,"
            "The%20dam%20will%20hold%2C,-%E2%80%9D%20the%20minister%20said%2C",
            links_of(self.get()),
        )

    def test_every_part_is_marked_and_labelled_in_the_text(self):
        page = self.get().content.decode()

        for role, label, words in (
            ("content", "Quotation", "The dam will hold,"),
            ("cue", "Cue", "said"),
            ("source", "Source", "the minister"),
            ("relay", "Relay", "Coast Wire"),
        ):
            with self.subTest(role):
                self.assertIn(
                    f'<mark class="is-{role}" data-label="{label}">{words}</mark>', page
                )

    def test_quotes_beside_it_lead_to_their_pages(self):
        other = make_quote("No.", article=self.article)

        self.assertIn(f"/quotes/{other.pk}/", links_of(self.get()))

    def test_confidence_is_told_in_words(self):
        self.assertIn(
            "likely right: of 100 readings rated like this one, about 83 are right",
            text_of(self.get()),
        )

    def test_citation_names_this_page(self):
        self.assertIn(
            f"Quote {self.quote.pk}, http://testserver/quotes/{self.quote.pk}/",
            self.get().context["citation"],
        )

    def test_reviewed_quote_tells_its_status_and_never_the_editor(self):
        decisions.confirm(quote=self.quote, by=make_editor("ines"))

        page = text_of(self.get())

        self.assertIn("checked by an editor and found right", page)
        self.assertNotIn("ines", page)
        self.assertNotIn("Not reviewed", page)

    def test_correction_is_told_from_what_to_what_and_why(self):
        review.correct_speaker(
            quote=self.quote,
            speaker=make_speaker("Teo Voss"),
            by=make_editor(),
            reason="The <b>palace</b>",
        )

        page = text_of(self.get())

        self.assertIn("speaker: from Mara Lindqvist to Teo Voss", page)
        self.assertIn("Why: The <b>palace</b>", page)

    def test_what_a_later_run_changed_is_no_correction(self):
        editor = make_editor()
        decisions.confirm(quote=self.quote, by=editor)
        decisions.reopen(quote=self.quote, by=editor)
        self.quote.speaker = make_speaker("Teo Voss")
        self.quote.save_without_historical_record()
        decisions.confirm(quote=self.quote, by=editor)

        self.assertEqual(self.get().context["corrections"], [])

    def test_warnings_stand_before_the_text(self):
        self.quote.statement = make_statement(dispute="distinct")
        self.quote.save()
        self.article.wire_copy_of = make_article()
        self.article.save()

        page = text_of(self.get())

        for warning in ("Disputed.", "Not reviewed.", "Wire copy."):
            with self.subTest(warning):
                self.assertIn(warning, page)
                self.assertLess(page.index(warning), page.index("In its article"))

    def test_other_printings_of_its_statement_are_listed(self):
        self.quote.statement = make_statement()
        self.quote.save()
        other = make_quote("It holds", statement=self.quote.statement)

        self.assertIn(f"/quotes/{other.pk}/", links_of(self.get()))

    def test_printed_markup_is_shown_never_run(self):
        text = "<script>x</script> “<s>No</s>” <img src=x>"
        article = make_article(text, title="<u>t</u>")
        self.quote = make_quote("<s>No</s>", article=article, method="<i>rule</i>")

        response = self.get()

        for tag in ("<script>x", "<s>No", "<img", "<u>t", "<i>rule"):
            with self.subTest(tag):
                self.assertNotContains(response, tag)

    def test_page_costs_the_same_for_one_neighbour_and_for_three(self):
        self.quote.statement = make_statement()
        self.quote.save()
        for words in ("HARBOUR", "minister", "wrote"):
            make_quote(words, article=self.article, speaker=make_speaker())
            make_quote(statement=self.quote.statement, speaker=make_speaker())
            # the quote twice (page and API's view of it), printings, neighbours,
            # history
            with self.assertNumQueries(5):
                self.get()


class GoneTests(TestCase):
    def test_unknown_number_is_not_found(self):
        for number in (1, 10**30):
            with self.subTest(number):
                response = self.client.get(f"/quotes/{number}/")
                self.assertContains(
                    response, "no quote of this number", status_code=404
                )

    def test_rejected_quote_is_gone_with_the_reason_and_without_its_words(self):
        quote = make_quote("The Corriva")
        decisions.reject(quote=quote, by=make_editor("ines"), reason="A ship’s name")

        response = self.client.get(f"/quotes/{quote.pk}/")

        self.assertEqual(response.status_code, 410)
        page = text_of(response)
        self.assertIn("An editor found that it is wrong: A ship’s name", page)
        self.assertNotIn("Corriva", page)
        self.assertNotIn("ines", page)

    def test_withdrawn_quote_is_gone_too(self):
        quote = make_quote(status="withdrawn")

        response = self.client.get(f"/quotes/{quote.pk}/")

        self.assertContains(response, "no longer finds this quotation", status_code=410)
