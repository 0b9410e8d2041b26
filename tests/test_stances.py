"""A denial is never shown, cited or exported as an assertion."""

import json

import pytest
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from quotes import review
from quotes.extraction import extract
from quotes.ingest.stances import fill_missing_stances
from quotes.models import Quote
from tests.build import make_article, make_editor, make_outlet
from tests.pages.reading import text_of
from tests.storing import sync_quotes

TEXT = (
    "Mara Lindqvist denied that she had sold the old dam. “The dam will hold,” said "
    "Bo Tarn, an engineer. Ines Hall attacked the mayor, blaming him for not paying "
    "for repairs."
)


def read_article(text=TEXT, **fields):
    """An article with what extraction finds in it, as ingest stores it."""
    article = make_article(text, published_at=timezone.now(), **fields)
    sync_quotes(article, extract(text))
    return article


class StanceCase(TestCase):
    def setUp(self):
        self.article = read_article(outlet=make_outlet("The Harbour Post"))
        self.denied = Quote.objects.get(text__startswith="she had sold")

    def get(self, path, **params):
        return self.client.get(f"/api/v1/{path}", params)


class StoredTests(StanceCase):
    def test_stance_and_clause_are_stored_with_where_the_clause_stands(self):
        self.assertEqual(self.denied.stance, "denies")
        self.assertEqual(
            self.denied.clause, "Mara Lindqvist denied that she had sold the old dam"
        )
        ((start, end),) = self.denied.clause_spans
        self.assertEqual(TEXT[start:end], self.denied.clause)
        self.assertEqual(self.denied.extracted["stance"], "denies")

    def test_its_statement_bears_them(self):
        statement = self.denied.statement

        self.assertEqual(statement.stance, "denies")
        self.assertEqual(statement.words, self.denied.clause)

    def test_words_that_were_quoted_may_stand_alone(self):
        held = Quote.objects.get(text__startswith="The dam")

        self.assertEqual(held.stance, "states")
        self.assertEqual(held.words, held.text)
        self.assertEqual(held.statement.clause, "")

    def test_rows_stored_before_are_read_once_from_their_texts(self):
        expected = sorted(Quote.objects.values_list("pk", "stance", "clause"))
        stands = self.denied.statement
        Quote.objects.update(stance="", clause="", clause_spans=[])
        type(stands).objects.update(stance="", clause="")

        self.assertEqual(fill_missing_stances(), Quote.objects.count())

        found = sorted(Quote.objects.values_list("pk", "stance", "clause"))
        self.assertEqual(found, expected)
        stands.refresh_from_db()
        self.assertEqual((stands.stance, stands.clause), ("denies", self.denied.clause))
        self.assertEqual(fill_missing_stances(), 0)


class ApiTests(StanceCase):
    def test_filters_and_facets(self):
        for params, expected in [
            ({"stance": "denies"}, {self.denied.text}),
            ({"cue": "Denied"}, {self.denied.text}),
            ({"stance": "promises"}, set()),
        ]:
            with self.subTest(params):
                rows = self.get("quotes/", **params).json()["results"]
                self.assertEqual({row["text"] for row in rows}, expected)
        facets = self.get("quotes/facets/").json()["stance"]
        self.assertIn({"value": "denies", "count": 1}, facets)

    def test_another_word_is_refused_by_name(self):
        response = self.get("quotes/", stance="doubts")

        self.assertEqual(response.status_code, 400)
        self.assertIn("denies", json.dumps(response.json()))

    def test_rows_exports_and_details_have_them(self):
        row = self.get("quotes/", stance="denies").json()["results"][0]
        lines = self.get("quotes/", stance="denies", format="jsonl").getvalue()
        table = self.get("quotes/", stance="denies", format="csv").getvalue().decode()
        detail = self.get(f"quotes/{self.denied.pk}/").json()

        for found in (row, json.loads(lines), detail):
            self.assertEqual(found["stance"], "denies")
            self.assertEqual(found["clause"], self.denied.clause)
            self.assertEqual(found["clause_spans"], self.denied.clause_spans)
        self.assertIn(self.denied.clause, table)
        self.assertEqual(detail["statement"]["stance"], "denies")
        self.assertEqual(detail["statement"]["clause"], self.denied.clause)

    def test_the_citation_says_denied(self):
        citation = self.get(f"quotes/{self.denied.pk}/").json()["citation"]

        self.assertTrue(
            citation.startswith(
                "Mara Lindqvist denied, as reported: Mara Lindqvist denied that she"
            ),
            citation,
        )

    def test_linked_data_gives_no_denied_words_as_a_text(self):
        for path in (
            f"quotes/{self.denied.pk}/",
            f"statements/{self.denied.statement_id}/",
        ):
            with self.subTest(path):
                found = self.get(path, format="jsonld").json()
                self.assertEqual(found["text"], self.denied.clause)
                self.assertEqual(found["keywords"], "stance: denies")
        self.assertEqual(found["appearance"][0]["text"], self.denied.clause)


# Its pages are walked on both.
@pytest.mark.any_database
class PageTests(StanceCase):
    """What a reader sees names the denial wherever it gives the words."""

    def pages(self):
        quote, statement = self.denied.pk, self.denied.statement_id
        yield reverse("pages:search")
        yield reverse("pages:quote", args=[quote])
        yield reverse("pages:statements")
        yield reverse("pages:statement", args=[statement])
        yield reverse("pages:speaker", args=[self.denied.speaker.slug])
        yield reverse("pages:article", args=[self.article.pk])
        yield reverse("pages:quote-feed")
        yield reverse("pages:report", args=[quote])

    def test_every_page(self):
        for address in self.pages():
            with self.subTest(address):
                page = text_of(self.client.get(address))
                self.assertIn(self.denied.clause, page)

    def test_no_page_is_headed_by_what_was_denied(self):
        for address in list(self.pages())[1:4:2]:
            page = self.client.get(address).content.decode()
            title = page[page.index("<title>") : page.index("</title>")]
            self.assertIn("denied that she had sold", title)

    def test_a_feed_says_denied(self):
        feed = self.client.get(reverse("pages:quote-feed")).content.decode()

        self.assertIn("Mara Lindqvist (denied): Mara Lindqvist denied that she", feed)

    def test_a_list_can_be_narrowed_by_stance(self):
        page = self.client.get(reverse("pages:search"), {"stance": "denies"})

        self.assertIn(self.denied.clause, text_of(page))
        self.assertNotIn("The dam will hold", text_of(page))


# Every act is done on both by tests/review/test_optimistic_locking.py.
@pytest.mark.any_database
class EditorTests(StanceCase):
    def setUp(self):
        super().setUp()
        self.editor = make_editor()

    def test_a_correction_is_recorded_told_and_kept(self):
        review.correct_stance(
            quote=self.denied, stance="states", by=self.editor, reason="Misread"
        )

        self.denied.refresh_from_db()
        self.assertEqual(
            (self.denied.stance, self.denied.status), ("states", "corrected")
        )
        self.assertEqual(self.denied.extracted["stance"], "denies")
        self.assertEqual(self.denied.statement.stance, "states")
        (told,) = self.get("corrections/").json()["results"]
        self.assertEqual(
            told["changes"], [{"field": "stance", "from": "denies", "to": "states"}]
        )
        sync_quotes(self.article, extract(TEXT))
        self.denied.refresh_from_db()
        self.assertEqual(self.denied.stance, "states")

    def test_reopened_it_is_as_the_machine_read_it(self):
        review.correct_stance(quote=self.denied, stance="asks", by=self.editor)
        review.reopen(quote=self.denied, by=self.editor)

        self.denied.refresh_from_db()
        self.assertEqual(
            (self.denied.stance, self.denied.status), ("denies", "extracted")
        )

    def test_another_word_is_refused(self):
        with self.assertRaisesMessage(review.ReviewError, "choose one of states"):
            review.correct_stance(quote=self.denied, stance="doubts", by=self.editor)

    def test_other_words_stand_in_another_clause(self):
        start = TEXT.index("sold")
        spans = [[start, start + len("sold the old dam")]]

        review.correct_span(quote=self.denied, spans=spans, by=self.editor)

        self.assertEqual(
            self.denied.clause, "Mara Lindqvist denied that she had sold the old dam"
        )

    def test_it_is_corrected_on_the_desk(self):
        self.client.force_login(self.editor)
        address = reverse("admin:quotes_quote_change", args=[self.denied.pk])
        page = self.client.get(address)
        form = page.context["adminform"].form

        self.client.post(
            address,
            {
                "speaker": self.denied.speaker_id,
                "relayed_by": "",
                "stance": "withholds",
                "ranges": form.initial["ranges"],
                "version": form.initial["version"],
                "reason": "She would not say",
                "_save": "1",
            },
        )

        self.denied.refresh_from_db()
        self.assertEqual(self.denied.stance, "withholds")
        self.assertEqual(
            self.denied.history.first().history_change_reason, "She would not say"
        )
