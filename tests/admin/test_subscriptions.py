"""Editors see what is sent out, end it, and let it be tried again."""

from django.contrib.auth.models import Group, User
from django.test import TestCase

from quotes.api.subscriptions import save_webhook
from quotes.models import Delivery, Subscription
from quotes.review.api_tokens import create_token
from tests.build import make_editor

ROWS, LOG = "/admin/quotes/subscription/", "/admin/quotes/delivery/"


class SubscriptionDeskTests(TestCase):
    """As an editor who is no superuser: the group “Editors” is enough."""

    @classmethod
    def setUpTestData(cls):
        cls.editor = User.objects.create_user("ines", is_staff=True)
        cls.editor.groups.add(Group.objects.get(name="Editors"))
        token, _ = create_token(name="Newsroom", by=make_editor())
        cls.row = save_webhook(
            owner={"token": token},
            address="https://newsroom.example/hook",
            saved_search=None,
        )
        cls.delivery = Delivery.objects.create(
            subscription=cls.row,
            event="correction-7",
            number=7,
            body={"type": "quote.corrected", "data": {"x": "<b>"}},
            status="dead",
            attempts=10,
            log=[{"at": "2031-03-01", "status": 500, "error": "", "seconds": 0.2}],
        )

    def setUp(self):
        self.client.force_login(self.editor)

    def act(self, address, action, row):
        sent = {"action": action, "_selected_action": [row.pk]}
        return self.client.post(address, sent, follow=True)

    def test_the_list_says_what_was_given_up_and_no_secret(self):
        for address in (ROWS, f"{ROWS}{self.row.pk}/change/"):
            page = self.client.get(address)
            self.assertContains(page, "Newsroom")
            self.assertNotContains(page, self.row.secret)
        self.assertContains(self.client.get(ROWS), "some given up")

    def test_the_log_tells_every_attempt(self):
        page = self.client.get(f"{LOG}{self.delivery.pk}/change/")

        self.assertContains(page, "answered 500 (0.20 s)")
        self.assertContains(page, "&lt;b&gt;")
        self.assertNotContains(page, 'name="_save"')

    def test_one_that_was_given_up_is_tried_again(self):
        page = self.act(LOG, "retry", self.delivery)

        self.assertContains(page, "to be tried again")
        self.delivery.refresh_from_db()
        self.assertEqual((self.delivery.status, self.delivery.attempts), ("pending", 0))
        self.assertEqual(self.delivery.log[-1]["note"], "Tried again by ines")

    def test_one_is_ended_and_taken_up_again(self):
        self.act(ROWS, "end", self.row)
        self.row.refresh_from_db()
        self.assertEqual(self.row.ended_why, "By ines.")
        self.assertContains(self.act(ROWS, "end", self.row), "ended already")
        self.act(ROWS, "resume", self.row)
        self.assertEqual(Subscription.objects.running().count(), 1)

    def test_nothing_is_made_or_deleted_here(self):
        for address in (ROWS, LOG):
            self.assertEqual(self.client.get(f"{address}add/").status_code, 403)
        page = self.client.post(f"{LOG}{self.delivery.pk}/delete/", {"post": "yes"})
        self.assertEqual(page.status_code, 403)
