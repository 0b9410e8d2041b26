"""Whoever leaves PostgreSQL as installed is told when that becomes too little."""

from unittest import skipUnless
from unittest.mock import patch

from django.core.checks import run_checks
from django.db import connection
from django.test import TestCase

from quotes import server_memory

MB = 2**20


class SharedBuffersTests(TestCase):
    def told(self, *, index, held=128 * MB):
        with (
            patch.object(server_memory, "shared_buffers", return_value=held),
            patch.object(server_memory, "_size_of_index", return_value=index),
        ):
            found = run_checks(databases=["default"])
        return [one.msg for one in found if one.id == "quotes.W001"]

    def test_nothing_is_told_of_what_fits_or_was_set(self):
        self.assertEqual(self.told(index=100 * MB), [])
        self.assertEqual(self.told(index=5_000 * MB, held=1_024 * MB), [])

    @skipUnless(connection.vendor == "postgresql", "A setting of PostgreSQL")
    def test_what_has_outgrown_it_is_told_with_both_sizes(self):
        (message,) = self.told(index=300 * MB)
        self.assertIn("128 MB", message)
        self.assertIn("300 MB", message)

    @skipUnless(connection.vendor == "postgresql", "A setting of PostgreSQL")
    def test_the_server_is_asked(self):
        self.assertGreater(server_memory.shared_buffers("default"), MB)
        self.assertGreater(server_memory._size_of_index("default"), 0)
        with patch.object(server_memory, "KEY_INDEX", "no_such_index"):
            self.assertEqual(server_memory._size_of_index("default"), 0)
