"""The front of the desk, and what is pressed there."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.test import TestCase
from django.utils import timezone

from quotes import review
from quotes.models import Claim, Deferral, Quote
from quotes.review import desk
from quotes.review.desk import QUOTES
from quotes.review.reports import file_report
from tests.admin.people import make_member, make_reader
from tests.build import make_quote, make_statement

FRONT = "/admin/"
LIST = "/admin/desk/quotes/"


def page_of(quote):
    return f"/admin/quotes/quote/{quote.pk}/change/"


class DeskTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_member()
        cls.omar = make_member("omar")

    def setUp(self):
        self.client.force_login(self.editor)

    def act(self, quote, act, **data):
        return self.client.post(f"{LIST}{quote.pk}/{act}/", data)

    def told(self, response):
        return [str(message) for message in get_messages(response.wsgi_request)]


# What waits is asked on both by tests/review/desk/test_desk.py and tests/walk/.
@pytest.mark.any_database
class FrontTests(DeskTestCase):
    def test_each_kind_with_its_count_its_first_and_why(self):
        quote = make_quote("The dam holds", confidence=0.35)
        file_report(quote=quote, reason="words", explanation="One is missing.")
        make_statement("The dam breaks", dispute="distinct", outlet_count=3)

        page = self.client.get(FRONT)

        for words in (
            "<b>1</b> waiting",
            "The dam holds",
            "The machine is 35% sure, a reader reports an error, printed once",
            "A reader reports wrong words: “One is missing.”",
            "3 outlets printed it, and they name different speakers",
            "Extraction failed",
            "Nobody has taken anything right now.",
        ):
            self.assertContains(page, words)
        self.assertContains(page, "autofocus", count=1)

    def test_it_costs_the_same_for_one_quote_and_for_many(self):
        self.client.get(FRONT)
        for number in (1, 6):
            for _ in range(number):
                make_quote()
            with self.assertNumQueries(37):
                self.client.get(FRONT)

    def test_how_far_one_has_come_today(self):
        for _ in range(3):
            make_quote()
        review.confirm(quote=Quote.objects.first(), by=self.editor)

        self.assertContains(self.client.get(FRONT), "You did 1 of 3 today")

    def test_who_works_on_what(self):
        quote = make_quote()
        desk.claim_item(kind=QUOTES, item=quote.pk, by=self.omar)

        page = self.client.get(FRONT)

        self.assertContains(page, "<b>omar</b>")
        self.assertContains(page, f"Quotes to review, number {quote.pk}</a>")
        self.assertContains(page, "Others work on all of it.")

    def test_mine_unassigned_and_put_off(self):
        mine, other, late = make_quote("Held"), make_quote("Free"), make_quote("Late")
        desk.claim_item(kind=QUOTES, item=mine.pk, by=self.editor)
        desk.defer_for_oneself(kind=QUOTES, item=late.pk, by=self.editor)
        for whose, shown, hidden in (
            ("mine", "Held", "Free"),
            ("unassigned", "Free", "Held"),
            ("put-off", "Late", "Free"),
        ):
            with self.subTest(whose):
                page = self.client.get(LIST, {"whose": whose})
                self.assertContains(page, f">{shown}</a>")
                self.assertNotContains(page, f">{hidden}</a>")
                self.assertContains(
                    self.client.get(FRONT, {"whose": whose}), "<b>1</b>"
                )
        self.assertContains(self.client.get(LIST, {"whose": "nonsense"}), ">Held</a>")
        self.assertNotContains(self.client.get(FRONT), other.words + "</a></h2>")

    def test_who_may_look_and_not_decide_has_no_buttons(self):
        make_quote("The dam holds")
        self.client.force_login(make_reader())
        for address in (FRONT, LIST):
            page = self.client.get(address)
            self.assertContains(page, "The dam holds")
            self.assertNotContains(page, "Start")
            self.assertNotContains(page, "Skip today")
        self.assertEqual(self.client.post(f"{LIST}start/").status_code, 403)
        self.assertEqual(self.client.post("/admin/desk/undo/").status_code, 403)

    def test_who_may_look_at_nothing_is_told_so(self):
        self.client.force_login(User.objects.create(username="vera", is_staff=True))

        self.assertContains(self.client.get(FRONT), "look at none of this")
        self.assertEqual(self.client.get(LIST).status_code, 404)

    def test_strangers_are_asked_to_log_in(self):
        self.client.logout()
        for address in (FRONT, LIST):
            self.assertRedirects(
                self.client.get(address), f"/admin/login/?next={address}"
            )

    def test_empty_lists_say_so(self):
        for whose, told in (
            ("all", "Nothing waits here."),
            ("mine", "You have taken nothing here."),
            ("put-off", "Nothing is put off."),
        ):
            self.assertContains(self.client.get(LIST, {"whose": whose}), told)

    def test_pages_of_the_list(self):
        for number in range(30):
            make_quote(f"Words {number}")
        self.assertContains(self.client.get(LIST), 'rel="next"')
        second = self.client.get(LIST, {"page": "2"})
        self.assertContains(second, 'start="26"')
        self.assertContains(second, 'class="desk-first"', count=5)
        for page in ("0", "99", "x", "²"):
            self.assertEqual(self.client.get(LIST, {"page": page}).status_code, 200)


class AddressTests(DeskTestCase):
    def test_unknown_kinds_and_acts_are_not_there(self):
        quote = make_quote()
        self.assertEqual(self.client.get("/admin/desk/nothing/").status_code, 404)
        self.assertEqual(self.act(quote, "explode").status_code, 404)
        self.assertEqual(self.client.get(f"{LIST}start/").status_code, 405)
        self.assertEqual(self.client.post(f"{LIST}{10**19}/claim/").status_code, 404)


class ActTests(DeskTestCase):
    def test_starting_takes_the_first_that_nobody_has(self):
        taken, free = make_quote(confidence=0.1), make_quote(confidence=0.2)
        desk.claim_item(kind=QUOTES, item=taken.pk, by=self.omar)

        response = self.client.post(f"{LIST}start/")

        self.assertRedirects(response, page_of(free))
        self.assertEqual(Claim.objects.get(user=self.editor).item, free.pk)

    def test_nothing_left_is_told(self):
        response = self.client.post(f"{LIST}start/")

        self.assertRedirects(response, FRONT)
        self.assertIn("nothing is left", self.told(response)[0])

    def test_taking_letting_go_and_taking_over(self):
        quote = make_quote()
        self.act(quote, "claim")
        self.assertEqual(Claim.objects.get().user, self.editor)
        self.act(quote, "release")
        self.assertEqual(Claim.objects.count(), 0)
        desk.claim_item(kind=QUOTES, item=quote.pk, by=self.omar)
        self.assertIn("omar works on this", self.told(self.act(quote, "claim"))[-1])
        self.assertContains(self.client.get(LIST), "omar works on this until")
        self.act(quote, "take-over")
        self.assertEqual(Claim.objects.get().user, self.editor)

    def test_skipping_goes_on_to_the_next(self):
        first, second = make_quote(confidence=0.1), make_quote(confidence=0.2)

        response = self.act(first, "skip", next="1")

        self.assertRedirects(response, page_of(second))
        self.assertContains(
            self.client.get(page_of(first)), "You skipped this for today."
        )
        self.act(first, "bring-back")
        self.assertEqual(Deferral.objects.count(), 0)

    def test_putting_off_needs_a_day_and_a_reason(self):
        quote = make_quote()
        day = (timezone.localdate() + timedelta(days=3)).isoformat()
        for data, told in (
            ({"until": "soon", "reason": "Embargo"}, "Choose the day"),
            ({"until": day, "reason": ""}, "Say why it can wait"),
        ):
            self.assertIn(told, self.told(self.act(quote, "snooze", **data))[-1])
        self.assertEqual(Deferral.objects.count(), 0)

        self.act(quote, "snooze", until=day, reason="Embargo <b>")

        self.assertContains(
            self.client.get(LIST, {"whose": "put-off"}), "“Embargo &lt;b&gt;”"
        )

    def test_nobody_is_led_elsewhere(self):
        quote = make_quote()
        response = self.act(quote, "claim", back="https://elsewhere.example/")
        self.assertRedirects(response, LIST)
        response = self.act(quote, "claim", back=page_of(quote))
        self.assertRedirects(response, page_of(quote))
