"""Editors keep the feeds that are watched, and see which fail."""

from datetime import timedelta

import pytest
from django.test import TestCase
from django.utils import timezone

from quotes.models import Feed, FeedItem
from tests.admin.people import make_member, make_reader
from tests.build import make_outlet

# List and pages are asked on both by tests/walk/test_admin.py, and what is due by
# tests/ingest/test_watching.py.
pytestmark = pytest.mark.any_database

URL = "/admin/quotes/feed/"


class FeedDeskTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_member()
        cls.outlet = make_outlet("Harbour Herald")
        cls.feed = Feed.objects.create(
            outlet=cls.outlet, address="https://herald.example/feed"
        )

    def setUp(self):
        self.client.force_login(self.editor)

    def fail(self, **since):
        self.feed.failing_since = timezone.now() - timedelta(**since)
        self.feed.last_error = "the server answers 404"
        self.feed.save()

    def test_an_editor_adds_one(self):
        data = {
            "outlet": self.outlet.pk,
            "address": "https://herald.example/sport.xml",
            "every_minutes": "10",
            "active": "on",
        }

        self.client.post(f"{URL}add/", data)

        added = Feed.objects.get(address__endswith="sport.xml")
        self.assertEqual((added.every_minutes, added.active), (10, True))
        self.assertIn(added, Feed.objects.due(timezone.now()))
        self.assertEqual(added.history.get().history_user, self.editor)

    def test_what_is_no_address_of_the_web_and_what_is_there_already(self):
        for address, told in (
            ("ftp://herald.example/x", "Enter a valid URL"),
            (self.feed.address, "already exists"),
        ):
            data = {
                "outlet": self.outlet.pk,
                "address": address,
                "every_minutes": "0",
                "active": "on",
            }
            response = self.client.post(f"{URL}add/", data)
            self.assertContains(response, told)
            self.assertContains(response, "greater than or equal to 1")

    def test_the_list_says_which_fail_and_for_how_long(self):
        self.assertContains(self.client.get(URL), "not fetched yet")
        self.fail(hours=2)
        self.assertContains(self.client.get(URL), "fails for 2\xa0hours")
        self.fail(days=3)
        self.assertContains(
            self.client.get(URL), "<strong>fails for 3\xa0days</strong>"
        )

    def test_those_that_fail_can_be_asked_for(self):
        Feed.objects.create(outlet=self.outlet, address="https://herald.example/works")
        self.fail(days=3)
        for state, count in (("dead", 1), ("failing", 1), ("works", 1), ("", 2)):
            with self.subTest(state):
                response = self.client.get(URL, {"state": state} if state else {})
                self.assertEqual(response.context["cl"].result_count, count)

    def test_one_shows_its_error_and_the_pages_that_failed(self):
        self.fail(hours=2)
        FeedItem.objects.create(
            feed=self.feed,
            address="https://herald.example/a?<b>",
            error="no article was found on this page",
            fetched_at=timezone.now(),
        )

        response = self.client.get(f"{URL}{self.feed.pk}/change/")

        self.assertContains(response, "the server answers 404")
        self.assertContains(
            response,
            "https://herald.example/a?&lt;b&gt;: no article was found on this page",
        )

    def test_a_page_opened_before_somebody_else_changed_it_saves_nothing(self):
        page = self.client.get(f"{URL}{self.feed.pk}/change/")
        form = page.context["adminform"].form
        data = {
            "outlet": self.outlet.pk,
            "address": self.feed.address,
            "every_minutes": "5",
            "version": form.initial["version"],
            "opened": form.initial["opened"],
        }
        Feed.objects.get().save()
        Feed.objects.update(every_minutes=60)

        response = self.client.post(f"{URL}{self.feed.pk}/change/", data)

        self.assertContains(response, "nothing of yours was saved")
        self.assertEqual(Feed.objects.get().every_minutes, 60)

    def test_none_is_deleted_and_who_may_only_look_changes_nothing(self):
        response = self.client.get(f"{URL}{self.feed.pk}/delete/")
        self.assertEqual(response.status_code, 403)
        self.client.force_login(make_reader())

        response = self.client.get(f"{URL}{self.feed.pk}/change/")

        self.assertContains(response, self.feed.address)
        self.assertNotContains(response, 'name="_save"')
