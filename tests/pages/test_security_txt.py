"""/.well-known/security.txt, as RFC 9116 wants it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import TestCase, override_settings

# It asks a database nothing.
pytestmark = pytest.mark.any_database

ADDRESS = "/.well-known/security.txt"


class SecurityTxtTests(TestCase):
    @override_settings(SECURITY_CONTACT="mailto:security@quotes.example")
    def test_it_names_a_contact_and_an_end_within_a_year(self):
        response = self.client.get(ADDRESS)

        self.assertEqual(response["Content-Type"], "text/plain; charset=utf-8")
        fields = dict(
            line.split(": ", 1) for line in response.content.decode().splitlines()
        )
        self.assertEqual(fields["Contact"], "mailto:security@quotes.example")
        self.assertEqual(fields["Canonical"], f"http://testserver{ADDRESS}")
        left = datetime.fromisoformat(fields["Expires"]) - datetime.now(UTC)
        self.assertLess(timedelta(days=100), left)
        self.assertLess(left, timedelta(days=365))

    @override_settings(SECURITY_CONTACT="")
    def test_without_a_contact_there_is_none(self):
        self.assertEqual(self.client.get(ADDRESS).status_code, 404)
