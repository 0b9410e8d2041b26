from datetime import timedelta

from django.contrib.auth.models import User
from django.test import TestCase
from django.utils import timezone

from quotes import review
from quotes.linking.statements.exposure import set_exposures
from quotes.models import Article, Claim, Deferral, Quote, SpeakerSuggestion
from quotes.review import desk
from quotes.review.desk import QUOTES, Whose
from quotes.review.reports import file_report, settle_report
from tests.build import (
    make_article,
    make_editor,
    make_quote,
    make_speaker,
    make_statement,
)
from tests.desk_rows import make_rest_of_the_desk


class DeskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ines, cls.omar = make_editor("ines"), make_editor("omar")

    def rows(self, whose=Whose.ALL, user=None):
        return list(desk.rows_of(QUOTES, user or self.ines, whose))


class OrderTests(DeskTestCase):
    def order(self):
        rows = desk.rows_of(QUOTES, self.ines)
        return [round(cost, 4) for cost in rows.values_list("mistake_cost", flat=True)]

    def test_doubt_times_the_root_of_printings(self):
        statement = make_statement(quote_count=4, outlet_count=3)
        often = make_quote(confidence=0.7, statement=statement)
        once = make_quote(confidence=0.5)
        desk_rows = Quote.objects.all()
        self.assertEqual(set_exposures(desk_rows), 1)
        self.assertEqual(self.rows(), [often, once])
        self.assertEqual(self.order(), [0.6, 0.5])
        self.assertEqual(set_exposures(desk_rows), 0)

    def test_what_no_reader_sees_is_weighed_by_the_statement_it_comes_to(self):
        statement = make_statement(quote_count=2)
        quotes = [make_quote(statement=statement) for _ in range(3)]
        review.reject(quote=quotes[2], by=self.ines, reason="A title")
        rows = Quote.objects.filter(statement=statement)

        made = review.split_statement(
            statement=statement, quotes=quotes[2:], by=self.ines
        )
        self.assertEqual(set_exposures(Quote.objects.all()), 0)
        review.unsplit_statement(statement=made, by=self.ines)

        self.assertEqual((rows.count(), set_exposures(rows)), (3, 0))

    def test_a_report_comes_first_and_its_answer_takes_it_back(self):
        make_quote(confidence=0.5)
        sure = make_quote(confidence=0.99)
        report = file_report(quote=sure, reason="words", explanation="One is missing.")
        self.assertEqual(self.rows()[0], sure)
        self.assertIn("a reader reports an error", QUOTES.told(self.rows()[0]))

        settle_report(report=report, accepted=False, by=self.ines, reason="It is not.")

        self.assertEqual(self.order(), [0.5, 0.01])

    def test_a_settled_dispute_is_no_doubt(self):
        statement = make_statement(dispute="distinct", quote_count=2)
        quotes = [
            make_quote(confidence=0.9, statement=statement, speaker=make_speaker())
            for _ in range(2)
        ]
        review.settle_dispute(
            statement=statement, speaker=quotes[0].speaker, by=self.ines, reason="Heard"
        )
        self.assertEqual(self.order(), [round(0.1 * 2**0.5, 4)] * 2)

        statement.refresh_from_db()
        review.reopen_dispute(statement=statement, by=self.ines)

        first = Quote.objects.get(pk=quotes[0].pk)
        self.assertGreaterEqual(first.mistake_cost, 0.1)

    def test_what_is_decided_or_withdrawn_waits_no_more(self):
        review.confirm(quote=make_quote(), by=self.ines)
        gone = make_quote(status="withdrawn", confidence=0.1)

        self.assertEqual(self.rows(), [])
        self.assertEqual(Quote.objects.get(pk=gone.pk).mistake_cost, 0)

    def test_the_place_of_a_decided_quote_stays(self):
        first, second, third = (make_quote(confidence=c) for c in (0.1, 0.2, 0.3))
        review.confirm(quote=second, by=self.ines)
        decided = Quote.objects.get(pk=second.pk)

        self.assertEqual(desk.next_item(QUOTES, self.ines, after=decided), third)
        review.confirm(quote=third, by=self.ines)
        # Behind it nothing is left: what stands before.
        self.assertEqual(desk.next_item(QUOTES, self.ines, after=decided), first)

    def test_words_of_why(self):
        statement = make_statement(quote_count=3, outlet_count=2)
        quote = make_quote(confidence=0.4, statement=statement)

        self.assertEqual(
            QUOTES.told(quote), "The machine is 40% sure, printed 3 times by 2 outlets"
        )


class ClaimTests(DeskTestCase):
    def test_what_one_works_on_the_other_passes_by(self):
        first, second = make_quote(confidence=0.1), make_quote(confidence=0.2)
        desk.claim_item(kind=QUOTES, item=first.pk, by=self.omar)

        self.assertEqual(desk.next_item(QUOTES, self.ines), second)
        self.assertEqual(desk.next_item(QUOTES, self.omar), first)
        self.assertEqual(self.rows(Whose.UNASSIGNED), [second])
        self.assertEqual(self.rows(Whose.MINE, self.omar), [first])
        self.assertEqual(self.rows(Whose.MINE), [])
        self.assertEqual(self.rows(), [first, second])
        self.assertEqual([c.user for c in desk.claims_now()], [self.omar])

    def test_the_second_is_refused_unless_it_takes_over(self):
        quote = make_quote()
        desk.claim_item(kind=QUOTES, item=quote.pk, by=self.omar)
        with self.assertRaisesMessage(review.ConflictError, "omar works on this until"):
            desk.claim_item(kind=QUOTES, item=quote.pk, by=self.ines)

        desk.claim_item(kind=QUOTES, item=quote.pk, by=self.ines, take_over=True)

        self.assertEqual(Claim.objects.get().user, self.ines)

    def test_a_claim_ends_by_itself_and_is_renewed_by_work(self):
        first, second = make_quote(), make_quote()
        desk.claim_item(kind=QUOTES, item=first.pk, by=self.omar)
        soon = timezone.now() + timedelta(minutes=1)
        Claim.objects.update(until=soon)
        desk.claim_item(kind=QUOTES, item=second.pk, by=self.omar)
        self.assertGreater(Claim.objects.get(item=first.pk).until, soon)

        Claim.objects.update(until=timezone.now())

        self.assertEqual(desk.next_item(QUOTES, self.ines), first)
        desk.claim_item(kind=QUOTES, item=first.pk, by=self.ines)
        self.assertEqual(Claim.objects.get().user, self.ines)

    def test_only_ones_own_is_let_go(self):
        quote = make_quote()
        desk.claim_item(kind=QUOTES, item=quote.pk, by=self.omar)
        desk.release_item(kind=QUOTES, item=quote.pk, by=self.ines)
        self.assertEqual(Claim.objects.count(), 1)
        desk.release_item(kind=QUOTES, item=quote.pk, by=self.omar)
        self.assertEqual(Claim.objects.count(), 0)


class DeferralTests(DeskTestCase):
    def test_a_skipped_one_comes_back_tomorrow_and_only_for_who_skipped(self):
        quote = make_quote()
        desk.defer_for_oneself(kind=QUOTES, item=quote.pk, by=self.ines)
        self.assertEqual(self.rows(), [])
        self.assertEqual(self.rows(Whose.PUT_OFF), [quote])
        self.assertEqual(self.rows(user=self.omar), [quote])
        self.assertLessEqual(
            Deferral.objects.get().until, timezone.now() + timedelta(days=1)
        )

        desk.take_back_deferral(kind=QUOTES, item=quote.pk, by=self.ines)

        self.assertEqual(self.rows(), [quote])

    def test_a_snoozed_one_is_away_for_everybody_until_its_day(self):
        quote = make_quote()
        tomorrow = timezone.localdate() + timedelta(days=1)
        desk.defer_for_all(
            kind=QUOTES, item=quote.pk, by=self.omar, until=tomorrow, reason="Embargo"
        )
        self.assertEqual((self.rows(), self.rows(user=self.omar)), ([], []))

        Deferral.objects.update(until=timezone.now())

        self.assertEqual(self.rows(), [quote])

    def test_what_snoozing_refuses(self):
        today = timezone.localdate()
        for until, reason, told in (
            (today, "Later", "a day after today"),
            (today + timedelta(days=400), "Later", "within a year"),
            (today + timedelta(days=2), " ", "Say why"),
        ):
            with (
                self.subTest(told),
                self.assertRaisesMessage(review.ReviewError, told),
            ):
                desk.defer_for_all(
                    kind=QUOTES, item=1, by=self.ines, until=until, reason=reason
                )
        with self.assertRaisesMessage(review.ReviewError, "not put off"):
            desk.take_back_deferral(kind=QUOTES, item=1, by=self.ines)


class CountTests(DeskTestCase):
    def test_counting_stops_and_says_so(self):
        for _ in range(3):
            make_quote()
        counted = desk.waiting.COUNTED
        self.addCleanup(setattr, desk.waiting, "COUNTED", counted)
        desk.waiting.COUNTED = 2

        with self.assertNumQueries(1):
            count = desk.count_rows(QUOTES, desk.rows_of(QUOTES, self.ines))

        self.assertEqual((str(count), count.more), ("more than 2", True))
        self.assertIsNotNone(count.oldest)

    def test_what_each_did_today(self):
        for user in (self.ines, self.ines, self.omar):
            review.confirm(quote=make_quote(), by=user)
        yesterday = make_quote()
        review.confirm(quote=yesterday, by=self.ines)
        Quote.objects.filter(pk=yesterday.pk).update(
            reviewed_at=desk.start_of_today() - timedelta(hours=1)
        )

        done = desk.count_done(QUOTES, self.ines, since=desk.start_of_today())

        self.assertEqual(done.number, 2)


class KindTests(DeskTestCase):
    def make_one_of_each(self):
        quote = make_quote()
        file_report(quote=quote, reason="words", explanation="One is missing.")
        make_statement(dispute="distinct", outlet_count=2)
        elder, newer = make_speaker(), make_speaker()
        SpeakerSuggestion.objects.create(
            speaker=newer, candidate=elder, score=0.5, reason="Alike."
        )
        failed = make_article()
        Article.objects.filter(pk=failed.pk).update(
            extraction_error="too long",
            extraction_failed_at=timezone.now(),
            extraction_attempts=1,
        )
        make_rest_of_the_desk(self.ines, self.omar)

    def test_each_kind_finds_what_waits_and_says_why(self):
        self.make_one_of_each()
        for kind in desk.KINDS:
            with self.subTest(kind.key):
                rows = list(desk.rows_of(kind, self.ines))
                self.assertEqual(len(rows), 1)
                self.assertTrue(kind.told(rows[0]))
                self.assertTrue(kind.name and kind.why)
                self.assertEqual(desk.next_item(kind, self.ines), rows[0])
                following = desk.next_item(kind, self.ines, after=rows[0])
                self.assertIsNone(following)
                count = desk.count_rows(kind, desk.rows_of(kind, self.ines))
                self.assertEqual((count.number, count.more), (1, False))
                self.assertIsNotNone(count.oldest)
                done = desk.count_done(kind, self.ines, since=desk.start_of_today())
                self.assertEqual(done.number, 0)

    def test_doing_it_is_counted(self):
        self.make_one_of_each()
        suggestion = SpeakerSuggestion.objects.get()
        review.dismiss_suggestion(suggestion=suggestion, by=self.ines, reason="No.")
        article = Article.objects.failed().get()
        review.retry_extraction(article=article, by=self.ines, reason="More allowed")
        for key in ("speakers", "articles"):
            with self.subTest(key):
                done = desk.count_done(
                    desk.BY_KEY[key], self.ines, since=desk.start_of_today()
                )
                self.assertEqual(done.number, 1)

    def test_who_may_only_look_works_on_nothing(self):
        user = User.objects.create(username="vera")
        self.assertFalse(any(kind.may_be_seen_by(user) for kind in desk.KINDS))


class RetryTests(DeskTestCase):
    def test_only_what_failed_is_tried_again_and_once(self):
        article = make_article()
        with self.assertRaisesMessage(review.ReviewError, "has not failed"):
            review.retry_extraction(article=article, by=self.ines)
        Article.objects.update(
            extraction_failed_at=timezone.now(), extraction_attempts=3
        )
        self.assertFalse(Article.objects.pending().exists())
        self.assertEqual(Article.objects.given_up().get(), article)

        review.retry_extraction(article=article, by=self.ines, reason="More allowed")

        self.assertEqual(Article.objects.pending().get(), article)
        told = article.history.first()
        self.assertEqual(told.history_user, self.ines)
        self.assertIn("More allowed", told.history_change_reason)
        with self.assertRaisesMessage(review.ReviewError, "has been asked for"):
            review.retry_extraction(article=article, by=self.ines)
