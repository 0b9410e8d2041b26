"""Answers given at the desk, and articles that failed, tried again."""

from django.utils import timezone

from quotes import review
from quotes.models import Article, Claim
from quotes.review import desk
from quotes.review.desk import QUOTES
from tests.admin.people import make_reader
from tests.admin.test_desk import DeskTestCase, page_of
from tests.build import make_article, make_quote, make_speaker

FRONT = "/admin/"
LIST = "/admin/desk/quotes/"


class AnswerTests(DeskTestCase):
    def answer(self, quote, button="_confirm", value="1", **fields):
        data = {
            "speaker": "",
            "relayed_by": "",
            "ranges": f"{quote.start}-{quote.end}",
            "version": review.version_of(quote),
            button: value,
        }
        return self.client.post(page_of(quote), data | fields)

    def test_an_answer_leads_past_what_others_work_on_and_claims_the_next(self):
        first, taken, free = (make_quote(confidence=c) for c in (0.1, 0.2, 0.3))
        desk.claim_item(kind=QUOTES, item=taken.pk, by=self.omar)
        desk.claim_item(kind=QUOTES, item=first.pk, by=self.editor)

        self.assertRedirects(self.answer(first), page_of(free))

        mine = Claim.objects.filter(user=self.editor)
        self.assertEqual([claim.item for claim in mine], [free.pk])

    def test_what_was_let_go_meanwhile_is_come_back_to(self):
        skipped, last = make_quote(confidence=0.1), make_quote(confidence=0.9)

        self.assertRedirects(self.answer(last), page_of(skipped))

    def test_one_press_rejects_for_the_reason_on_the_button(self):
        quote = make_quote()

        self.answer(quote, "_reject_because", "Quoted twice", reason="See page 2")

        quote.refresh_from_db()
        self.assertEqual(quote.status, "rejected")
        self.assertEqual(
            quote.history.first().history_change_reason, "Quoted twice: See page 2"
        )

    def test_the_last_answer_is_undone_where_the_next_one_stands(self):
        first, second = make_quote(confidence=0.1), make_quote(confidence=0.2)
        self.assertNotContains(self.client.get(page_of(second)), "Undo my last")
        self.answer(first)
        self.assertContains(self.client.get(page_of(second)), "Undo my last answer")

        response = self.client.post("/admin/desk/undo/")

        self.assertRedirects(response, page_of(first))
        first.refresh_from_db()
        self.assertEqual((first.status, first.reviewed_by), ("extracted", None))
        again = self.client.post("/admin/desk/undo/")
        self.assertIn("no answer of this session", self.told(again)[-1])

    def test_several_corrections_are_one_answer(self):
        quote = make_quote()
        self.answer(
            quote, "_save", speaker=make_speaker().pk, relayed_by=make_speaker().pk
        )
        quote.refresh_from_db()
        self.assertEqual(quote.status, "corrected")

        self.client.post("/admin/desk/undo/")

        quote.refresh_from_db()
        self.assertEqual(
            (quote.status, quote.speaker, quote.relayed_by), ("extracted", None, None)
        )

    def test_what_somebody_changed_since_is_not_undone(self):
        first = make_quote(confidence=0.1)
        self.answer(first)
        first.refresh_from_db()
        review.reject(quote=first, by=self.omar, reason="A caption")

        self.client.post("/admin/desk/undo/")

        first.refresh_from_db()
        self.assertEqual((first.status, first.reviewed_by), ("rejected", self.omar))

    def test_an_older_decision_is_not_dropped_with_ones_own(self):
        quote = make_quote()
        review.confirm(quote=quote, by=self.omar)
        self.answer(quote, "_reject", reason="A caption")

        response = self.client.post("/admin/desk/undo/")

        self.assertIn("had been decided on before", self.told(response)[-1])
        quote.refresh_from_db()
        self.assertEqual(quote.status, "rejected")

    def test_the_page_says_why_it_is_here_and_who_works_on_it(self):
        quote = make_quote(confidence=0.4)
        desk.claim_item(kind=QUOTES, item=quote.pk, by=self.omar)

        page = self.client.get(page_of(quote))

        self.assertContains(page, "The machine is 40% sure, printed once.")
        self.assertContains(page, "omar works on this until")
        self.assertContains(page, "Take over")


class FailedArticleTests(DeskTestCase):
    def setUp(self):
        super().setUp()
        self.article = make_article(title="The dam")
        Article.objects.filter(pk=self.article.pk).update(
            extraction_error="set aside: too <long>",
            extraction_failed_at=timezone.now(),
            extraction_attempts=3,
            extracted_at=None,
        )
        self.page = f"/admin/quotes/article/{self.article.pk}/change/"
        self.retry = f"/admin/quotes/article/{self.article.pk}/try-again/"

    def test_it_says_what_went_wrong_and_can_be_tried_again(self):
        page = self.client.get(self.page)
        self.assertContains(page, "Set aside: too &lt;long&gt;")
        self.assertContains(page, self.retry)
        self.assertContains(
            self.client.get("/admin/desk/articles/"), "tried 3 times; given up until"
        )

        self.client.post(self.retry, {"reason": "More is allowed now"})

        self.assertEqual(Article.objects.pending().get(), self.article)
        page = self.client.get(self.page)
        self.assertContains(page, "An editor has asked for another attempt")
        self.assertNotContains(page, self.retry)
        self.assertContains(
            self.client.get("/admin/desk/articles/"), "Nothing waits here."
        )
        self.assertRedirects(self.client.get(self.retry), self.page)

    def test_who_may_only_look_cannot(self):
        self.client.force_login(make_reader())
        self.assertNotContains(self.client.get(self.page), self.retry)
        self.assertEqual(self.client.post(self.retry).status_code, 403)
