"""Settings refuse to start a server that lacks its secrets, and say what to set."""

import os
import subprocess
import sys
from unittest import TestCase

PRODUCTION = {
    "QUOTES_ENV": "production",
    "SECRET_KEY": "k" * 25 + "0123456789abcdefghijklmnop",
    "ALLOWED_HOSTS": "quotes.example",
    "DATABASE_URL": "postgres://quotes:secret@localhost:5432/quotes",
}


def manage(*arguments, **variables):
    """Run manage.py with no variables but ``variables``; return the process."""
    environment = {"PATH": os.environ["PATH"], **variables}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=environment,
        capture_output=True,
        text=True,
    )


class SettingsTests(TestCase):
    def test_ones_own_machine_needs_no_variable(self):
        self.assertEqual(manage("check").returncode, 0)

    def test_production_refuses_each_missing_variable_by_name(self):
        for name in ("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"):
            with self.subTest(name):
                variables = {k: v for k, v in PRODUCTION.items() if k != name}

                process = manage("check", **variables)

                self.assertNotEqual(process.returncode, 0)
                self.assertIn(f"{name} is not set. Set it to", process.stderr)

    def test_production_refuses_the_secret_that_everybody_can_read(self):
        public = "for-this-machine-only-and-never-for-a-server-0123456789abcdefghij"

        process = manage("check", **{**PRODUCTION, "SECRET_KEY": public})

        self.assertIn("SECRET_KEY is the one of our settings. Set it", process.stderr)

    def test_production_is_clean_for_the_deployment_check(self):
        process = manage("check", "--deploy", "--fail-level", "INFO", **PRODUCTION)

        self.assertEqual(process.returncode, 0, process.stderr)

    def test_production_has_cookies_of_this_host_alone(self):
        told = "from django.conf import settings as s; print(s.{0}_COOKIE_NAME)"

        for name in ("SESSION", "CSRF"):
            with self.subTest(name):
                process = manage("shell", "-c", told.format(name), **PRODUCTION)

                self.assertIn("__Host-", process.stdout.split()[-1])

    def test_refuses_an_unknown_environment(self):
        process = manage("check", QUOTES_ENV="staging")

        self.assertIn("QUOTES_ENV='staging' is unknown", process.stderr)

    def test_refuses_a_flag_that_is_none(self):
        process = manage("check", DEBUG="maybe")

        self.assertIn("DEBUG='maybe' is not a flag", process.stderr)

    def test_a_pooler_of_transactions_is_left_no_cursors(self):
        said = "from django.db import connection as c; print(c.settings_dict[%r])"
        for value, expected in ((None, "False"), ("0", "False"), ("1", "True")):
            with self.subTest(value):
                chosen = {"DISABLE_SERVER_SIDE_CURSORS": value} if value else {}

                process = manage(
                    "shell",
                    *("--verbosity", "0", "-c", said % "DISABLE_SERVER_SIDE_CURSORS"),
                    **chosen,
                )

                self.assertEqual(process.stdout.strip(), expected)

    def test_refuses_a_number_that_is_none(self):
        process = manage("check", DATABASE_CONN_MAX_AGE="soon")

        self.assertIn("DATABASE_CONN_MAX_AGE='soon'", process.stderr)

    def test_refuses_what_would_fail_later(self):
        for name, value in (
            ("LOG_LEVEL", "loud"),
            ("TIME_ZONE", "Mars/Base"),
            ("API_RATE_ANONYMOUS", "300/fortnight"),
        ):
            with self.subTest(name):
                process = manage("check", **{name: value})

                self.assertIn(f"{name}={value!r} is", process.stderr)
                self.assertIn("ImproperlyConfigured", process.stderr)

    def test_refuses_two_brokers(self):
        process = manage("check", CELERY_BROKER_URL="redis://elsewhere:6379/0")

        self.assertIn("Set QUEUE_URL to the broker’s address", process.stderr)

    def test_served_by_a_server_it_is_production(self):
        process = subprocess.run(
            [sys.executable, "-c", "import quotes_project.wsgi"],
            env={"PATH": os.environ["PATH"]},
            capture_output=True,
            text=True,
        )

        self.assertIn("SECRET_KEY is not set", process.stderr)
