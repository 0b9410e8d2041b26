"""Following a search on the pages: the open feed, one of one's own, and its end."""

from django.test import TestCase, override_settings

from quotes.models import SavedSearch
from quotes.review.api_tokens import create_token
from tests.build import make_editor, make_quote, make_speaker
from tests.pages.reading import links_of, text_of


class FollowCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        cls.token, cls.secret = create_token(name="Newsroom", by=cls.editor)
        _, cls.other_secret = create_token(name="Another", by=cls.editor)
        cls.mara = make_speaker("Mara")

    def save(self, path="/follow/quotes/?q=dam", **fields):
        return self.client.post(path, {"name": "The dam", **fields})


class FormTests(FollowCase):
    def test_search_speaker_and_disputes_lead_here(self):
        make_quote("The dam holds", speaker=self.mara)
        for page, address in [
            ("/?q=dam&kind=direct", "/follow/quotes/?q=dam&kind=direct"),
            ("/", "/follow/quotes/"),
            ("/speakers/mara/", "/follow/speaker/?speaker=mara"),
            ("/disputes/?dispute=relay", "/follow/disputes/?dispute=relay"),
        ]:
            with self.subTest(page):
                self.assertIn(address, links_of(self.client.get(page)))

    def test_it_says_what_is_followed_and_offers_the_open_feed(self):
        response = self.client.get("/follow/quotes/?q=dam&speaker=mara")

        self.assertIn("Words damSpeaker Mara", text_of(response))
        self.assertIn("/feeds/quotes.atom?q=dam&speaker=mara", links_of(response))

    def test_some_disputes_have_no_open_feed(self):
        self.assertIn(
            "In a feed reader, at once",
            text_of(self.client.get("/follow/disputes/")),
        )
        self.assertNotIn(
            "In a feed reader, at once",
            text_of(self.client.get("/follow/disputes/?dispute=relay")),
        )

    @override_settings(API_PUBLIC=False)
    def test_where_reading_is_not_public_there_is_no_open_feed(self):
        self.client.force_login(self.editor)

        response = self.client.get("/follow/quotes/?q=dam")

        self.assertNotIn("In a feed reader, at once", text_of(response))

    def test_what_cannot_be_searched_cannot_be_followed(self):
        for path in (
            "quotes/?kind=loud",
            "quotes/?q=a&q=b",
            "speaker/",
            "disputes/?kind=direct",
        ):
            with self.subTest(path):
                self.assertEqual(self.client.get(f"/follow/{path}").status_code, 400)
        self.assertEqual(self.client.get("/follow/rumours/").status_code, 404)


class SavingTests(FollowCase):
    def test_a_token_saves_it_and_learns_the_address(self):
        response = self.save(token=self.secret)

        saved = SavedSearch.objects.get()
        self.assertEqual(
            (saved.token, saved.name, saved.kind, saved.parameters),
            (self.token, "The dam", "quotes", {"q": "dam"}),
        )
        self.assertRedirects(response, f"/follow/saved/{saved.feed_key}/")
        page = self.client.get(response["Location"])
        self.assertContains(
            page, f"http://testserver/feeds/saved/{saved.feed_key}.atom</textarea>"
        )
        self.assertEqual(page["Referrer-Policy"], "same-origin")
        self.assertEqual(
            set(page["Cache-Control"].split(", ")), {"private", "no-cache"}
        )

    def test_whoever_is_logged_in_needs_no_token(self):
        self.client.force_login(self.editor)

        self.save("/follow/speaker/?speaker=mara")

        self.assertEqual(SavedSearch.objects.get().user, self.editor)

    def test_without_a_good_token_or_name_nothing_is_saved(self):
        for fields in (
            {},
            {"token": "qt_wrong"},
            {"token": self.secret, "name": " "},
            {"token": self.secret, "name": "x" * 201},
        ):
            with self.subTest(fields):
                response = self.save(**fields)
                self.assertEqual(response.status_code, 400)
                self.assertNotContains(response, self.secret, status_code=400)
        self.assertEqual(SavedSearch.objects.count(), 0)

    @override_settings(API_SAVED_SEARCHES=1)
    def test_one_too_many_is_said(self):
        self.save(token=self.secret)

        response = self.save(token=self.secret)

        self.assertEqual(response.status_code, 409)
        self.assertIn("delete one first", text_of(response))


class EndTests(FollowCase):
    def setUp(self):
        self.page = self.save(token=self.secret)["Location"]

    def test_its_owner_ends_it(self):
        self.client.post(self.page, {"token": self.secret})

        self.assertEqual(SavedSearch.objects.count(), 0)
        self.assertEqual(self.client.get(self.page).status_code, 404)

    def test_nobody_else_does(self):
        for fields in ({}, {"token": self.other_secret}, {"token": "qt_wrong"}):
            with self.subTest(fields):
                response = self.client.post(self.page, fields)
                self.assertEqual(response.status_code, 400)
        self.client.force_login(self.editor)
        self.assertEqual(self.client.post(self.page).status_code, 400)
        self.assertEqual(SavedSearch.objects.count(), 1)
