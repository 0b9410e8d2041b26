"""The project's settings, with what only slows tests down taken out."""

from quotes_project.settings import *  # noqa: F403

# Tests make many editors, and none of their passwords guards anything.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# The test client closes no stream that a test leaves unread; tests/test_shedding.py
# sets its own bounds.
COSTLY_AT_ONCE = 1_000
