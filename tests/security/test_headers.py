"""Every address there is: its headers let in nothing foreign, whoever asks."""

import pytest
from django.test import TestCase
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse

from tests.build import make_editor

# Every address with rows is asked on both by tests/walk/: here, headers and cookies.
pytestmark = pytest.mark.any_database

KEYS = ([], ["1"], [1], ["quotes"], [1, 1], ["quotes", 0], ["quotes", "quote"])


def patterns(resolver, spaces=()):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            if entry.name:
                yield ":".join([*spaces, entry.name])
        else:
            more = [entry.namespace] if entry.namespace else []
            yield from patterns(entry, [*spaces, *more])


def addresses():
    found = {}
    for name in patterns(get_resolver()):
        for keys in KEYS:
            try:
                found.setdefault(name, reverse(name, args=keys))
            except NoReverseMatch:
                continue
    return found


class HeaderTests(TestCase):
    def check(self):
        found = addresses()
        self.assertGreater(len(found), 100)
        for name, address in found.items():
            with self.subTest(name):
                response = self.client.get(address)
                self.assertEqual(response["X-Content-Type-Options"], "nosniff")
                if name.startswith("operations:"):
                    continue  # Lines for machines, answered before all the rest.
                policy = response["Content-Security-Policy"]
                self.assertIn("default-src 'none'", policy)
                self.assertIn("base-uri 'none'", policy)
                if not name.startswith("pages:embed-"):
                    self.assertIn("frame-ancestors 'none'", policy)
                    self.assertEqual(response["X-Frame-Options"], "DENY")
                if name != "api:docs":
                    self.assertNotIn("unsafe", policy)
                self.assertEqual(response["Referrer-Policy"], "same-origin")
                self.assertLess(response.status_code, 500)

    def test_a_stranger(self):
        self.check()

    def test_an_editor(self):
        user = make_editor("ines")
        user.is_superuser = True
        user.save()
        self.client.force_login(user)
        self.check()


class CookieTests(TestCase):
    def test_cookies_are_for_us_alone(self):
        make_editor("ines")

        response = self.client.post(
            "/login/", {"username": "ines", "password": "a long pass phrase"}
        )

        session = response.cookies["sessionid"]
        self.assertTrue(session["httponly"])
        self.assertEqual(session["samesite"], "Lax")

    def test_what_is_said_next_has_no_cookie_of_its_own(self):
        self.client.force_login(make_editor("ines"))

        response = self.client.post(reverse("desk:undo"), follow=True)

        self.assertContains(response, "no answer of this session to undo")
        self.assertLessEqual(set(self.client.cookies), {"sessionid", "csrftoken"})
