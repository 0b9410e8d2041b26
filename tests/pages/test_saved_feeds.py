"""Feeds of saved searches: new ones first, for whoever knows the address, to an end."""

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.test import TestCase, override_settings
from django.utils import timezone

from quotes.api.saved_searches import save_search
from quotes.models import Article, SavedSearch
from quotes.review.api_tokens import create_token, revoke_token
from tests.build import make_editor, make_quote, make_speaker, make_statement
from tests.pages.reading import limits
from tests.pages.test_feeds import ATOM, entries_of


class SavedFeedCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_editor()
        cls.token, _ = create_token(name="Newsroom", by=cls.editor)
        cls.mara = make_speaker("Mara")

    def save(self, kind="quotes", parameters=None, **owner):
        return save_search(
            owner=owner or {"token": self.token},
            name="The <dam>",
            kind=kind,
            parameters=parameters or {},
        )

    def get(self, saved, **headers):
        return self.client.get(f"/feeds/saved/{saved.feed_key}.atom", headers=headers)

    def titles(self, saved):
        return [title for title, _, _ in entries_of(self.get(saved))]


class ContentTests(SavedFeedCase):
    def test_a_search_holds_its_quotes_the_last_to_come_in_first(self):
        saved = self.save(parameters={"q": "dam"})
        make_quote("The dam, new", published_at=datetime(2024, 2, 1, tzinfo=UTC))
        make_quote("The dam, old", published_at=datetime(2020, 2, 1, tzinfo=UTC))
        make_quote("The bridge")

        self.assertEqual(
            self.titles(saved),
            ["Unnamed speaker: The dam, old", "Unnamed speaker: The dam, new"],
        )

    def test_a_speaker_is_followed_through_a_merger(self):
        saved = self.save("speaker", {"speaker": "mara"})
        target = make_speaker("Mara Lind")
        self.mara.merged_into = target
        self.mara.save()
        make_quote("Yes", speaker=target)
        make_quote("No", speaker=make_speaker("Teo"))

        self.assertEqual(self.titles(saved), ["Mara Lind: Yes"])

    def test_disputes_are_narrowed_by_their_parameters(self):
        saved = self.save("disputes", {"dispute": "relay"})
        make_statement("Agreed")
        make_statement("One", dispute="relay")
        make_statement("Two", dispute="distinct")

        self.assertEqual(self.titles(saved), ["Disputed: One"])

    def test_it_bears_its_name_and_leads_to_the_search(self):
        for kind, parameters, path in [
            ("quotes", {"q": "dam"}, "/?q=dam"),
            ("disputes", {"dispute": "relay"}, "/disputes/?dispute=relay"),
            ("disputes", {"min_outlets": "2"}, "/disputes/?min_outlets=2"),
            ("disputes", {}, "/disputes/"),
        ]:
            with self.subTest(kind, parameters=parameters):
                root = ElementTree.fromstring(  # noqa: S314 - our own
                    self.get(self.save(kind, parameters)).content
                )
                self.assertEqual(root.findtext(f"{ATOM}title"), "The <dam>")
                links = [link.get("href") for link in root.iterfind(f"{ATOM}link")]
                self.assertIn(f"http://testserver{path}", links)
                self.assertEqual(self.client.get(path).status_code, 200)

    def test_costs_the_same_for_one_quote_and_for_three(self):
        saved = self.save()
        self.get(saved)  # notes the use
        for _ in (1, 2, 3):
            make_quote(speaker=make_speaker())
            with self.assertNumQueries(2 + limits(1)):
                self.get(saved)


# Feeds of saved searches are asked on both by the tests above: here, headers.
@pytest.mark.any_database
class ReadingTests(SavedFeedCase):
    def test_unchanged_it_is_not_sent_again(self):
        saved = self.save()
        make_quote()
        first = self.get(saved)

        again = self.get(saved, **{"If-None-Match": first["ETag"]})

        self.assertEqual((again.status_code, again.content), (304, b""))

    def test_a_new_quote_is_sent(self):
        saved = self.save()
        first = self.get(saved)
        make_quote(published_at=datetime(2001, 1, 1, tzinfo=UTC))

        again = self.get(saved, **{"If-None-Match": first["ETag"]})

        self.assertEqual(again.status_code, 200)

    def test_no_entry_is_the_same_feed_at_any_time(self):
        saved = self.save()

        self.assertEqual(self.get(saved)["ETag"], self.get(saved)["ETag"])

    def test_it_is_dated_by_what_came_in_not_by_dates_to_come(self):
        saved = self.save()
        quote = make_quote(published_at=datetime(2999, 1, 1, tzinfo=UTC))
        Article.objects.filter(pk=quote.article_id).update(
            ingested_at=datetime(2024, 2, 1, tzinfo=UTC)
        )

        root = ElementTree.fromstring(self.get(saved).content)  # noqa: S314 - our own

        self.assertEqual(root.findtext(f"{ATOM}updated"), "2024-02-01T00:00:00+00:00")

    def test_its_use_is_noted_but_not_every_one(self):
        saved = self.save()
        self.get(saved)
        first = SavedSearch.objects.get().last_used_at
        self.get(saved)

        self.assertLess((timezone.now() - first).seconds, 60)
        self.assertEqual(SavedSearch.objects.get().last_used_at, first)

    def test_no_cache_between_and_no_search_engine_keeps_it(self):
        saved = self.save()
        response = self.get(saved)
        unchanged = self.get(saved, **{"If-None-Match": response["ETag"]})

        self.assertEqual(unchanged.status_code, 304)
        for answer in (response, unchanged):
            self.assertEqual(
                set(answer["Cache-Control"].split(", ")), {"private", "no-cache"}
            )
        self.assertEqual(response["X-Robots-Tag"], "noindex")

    @override_settings(API_PUBLIC=False)
    def test_its_address_is_the_key_where_reading_is_not_public(self):
        self.assertEqual(self.get(self.save()).status_code, 200)
        self.assertEqual(self.client.get("/feeds/quotes.atom").status_code, 401)


class EndTests(SavedFeedCase):
    def test_an_address_that_was_guessed_is_nothing(self):
        saved = self.save()
        for key in ("x", saved.feed_key[:-1], f"{saved.feed_key}x", "%00"):
            with self.subTest(key):
                response = self.client.get(f"/feeds/saved/{key}.atom")
                self.assertEqual(response.status_code, 404)
                self.assertEqual(response["Content-Type"], "application/problem+json")

    def test_keys_are_long_and_differ(self):
        keys = {self.save().feed_key for _ in range(3)}

        self.assertEqual({len(key) for key in keys}, {43})
        self.assertEqual(len(keys), 3)

    def test_it_ends_with_its_token(self):
        saved = self.save()
        revoke_token(token=self.token, by=self.editor)

        self.assertEqual(self.get(saved).status_code, 410)

    def test_it_ends_with_its_account(self):
        saved = self.save(user=self.editor)
        self.editor.is_active = False
        self.editor.save()

        self.assertEqual(self.get(saved).status_code, 410)

    def test_deleted_it_is_nothing(self):
        saved = self.save()
        self.assertEqual(self.get(saved).status_code, 200)
        saved.delete()

        self.assertEqual(self.get(saved).status_code, 404)
