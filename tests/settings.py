"""The project's settings, with what only slows tests down taken out."""

from quotes_project.settings import *  # noqa: F403

# Tests make many editors, and none of their passwords guards anything.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
