"""Editors see which searches readers saved, and may end them."""

import pytest
from django.contrib.auth.models import Group, User
from django.test import TestCase

from quotes.api.saved_searches import save_search
from quotes.models import SavedSearch
from quotes.review.api_tokens import create_token
from tests.build import make_editor

# List and pages are asked on both by tests/walk/test_admin.py.
pytestmark = pytest.mark.any_database

URL = "/admin/quotes/savedsearch/"


class SavedSearchDeskTests(TestCase):
    """As an editor who is no superuser: the group “Editors” is enough."""

    @classmethod
    def setUpTestData(cls):
        cls.editor = User.objects.create_user("ines", is_staff=True)
        cls.editor.groups.add(Group.objects.get(name="Editors"))
        token, _ = create_token(name="Newsroom", by=make_editor())
        for number in (1, 2, 3):
            cls.saved = save_search(
                owner={"token": token},
                name=f"Dam {number}",
                kind="quotes",
                parameters={"q": "dam"},
            )

    def setUp(self):
        self.client.force_login(self.editor)

    def test_the_list_says_whose_they_are_and_no_address(self):
        response = self.client.get(URL)

        self.assertContains(response, "Newsroom", count=3)
        self.assertNotContains(response, self.saved.feed_key)

    def test_one_is_read_only_and_shows_no_address(self):
        response = self.client.get(f"{URL}{self.saved.pk}/change/")

        self.assertContains(response, "dam")
        self.assertNotContains(response, 'name="_save"')
        self.assertNotContains(response, self.saved.feed_key)

    def test_an_editor_ends_one(self):
        self.client.post(f"{URL}{self.saved.pk}/delete/", {"post": "yes"})

        self.assertEqual(SavedSearch.objects.count(), 2)

    def test_none_is_made_here(self):
        self.assertEqual(self.client.get(f"{URL}add/").status_code, 403)
