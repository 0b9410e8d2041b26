"""Passwords cannot be guessed without limit, and who is locked out can get in again."""

from datetime import timedelta
from threading import Thread

from axes.models import AccessAttempt
from django.core.management import call_command
from django.db import connection
from django.test import Client, TestCase, TransactionTestCase, override_settings
from django.urls import reverse
from rest_framework.settings import api_settings

from tests.build import make_editor

LOGINS = ("/login/", "/admin/login/")
LIMIT, MINUTES = 5, 15
RIGHT, WRONG = "right and long enough", "wrong"


class Guesses:
    """Attempts to log in as ``name``."""

    def make_editor(self):
        self.editor = make_editor("ines", is_staff=True)
        self.editor.set_password(RIGHT)
        self.editor.save()

    def guess(self, password=WRONG, *, name="ines", path="/login/", **extra):
        return self.client.post(path, {"username": name, "password": password}, **extra)

    def fail(self, times, **how):
        return [self.guess(f"wrong {n}", **how).status_code for n in range(times)]


class LockoutTests(Guesses, TestCase):
    def setUp(self):
        self.make_editor()

    def test_after_some_wrong_passwords_none_is_looked_at(self):
        for path in LOGINS:
            with self.subTest(path):
                AccessAttempt.objects.all().delete()
                self.assertEqual(self.fail(LIMIT, path=path), [200] * 4 + [429])

                refused = self.guess(RIGHT, path=path)

                self.assertEqual(refused.status_code, 429)
                self.assertNotIn("_auth_user_id", self.client.session)

    def test_one_login_counts_for_the_other(self):
        self.fail(LIMIT, path="/login/")

        self.assertEqual(self.guess(RIGHT, path="/admin/login/").status_code, 429)

    def test_the_answer_says_what_happened_and_what_to_do(self):
        self.fail(LIMIT)

        refused = self.guess(RIGHT)

        self.assertContains(refused, "Too many wrong passwords", status_code=429)
        self.assertContains(refused, "Try again in 15 minutes", status_code=429)
        self.assertEqual(refused["Retry-After"], str(MINUTES * 60))

    def test_the_lock_ends_by_itself_whoever_knocks_meanwhile(self):
        self.fail(LIMIT)
        early = timedelta(minutes=MINUTES - 1)
        AccessAttempt.objects.update(
            attempt_time=AccessAttempt.objects.get().attempt_time - early
        )
        self.assertEqual(self.guess(RIGHT).status_code, 429)
        AccessAttempt.objects.update(
            attempt_time=AccessAttempt.objects.get().attempt_time - timedelta(minutes=1)
        )

        self.assertRedirects(self.guess(RIGHT), "/")

    def test_whoever_runs_the_site_lifts_it(self):
        self.fail(LIMIT)

        call_command("axes_reset_username", "ines", verbosity=0)

        self.assertRedirects(self.guess(RIGHT), "/")

    def test_it_is_lifted_in_the_admin(self):
        self.fail(LIMIT)
        attempt = AccessAttempt.objects.get()
        desk = Client()
        desk.force_login(make_editor("root", is_staff=True, is_superuser=True))

        listed = desk.get(reverse("admin:axes_accessattempt_changelist"))
        desk.post(
            reverse("admin:axes_accessattempt_delete", args=[attempt.pk]),
            {"post": "yes"},
        )

        self.assertContains(listed, "ines")
        self.assertRedirects(self.guess(RIGHT), "/")

    def test_a_right_password_in_time_forgets_the_wrong_ones(self):
        self.fail(LIMIT - 1)
        self.guess(RIGHT)
        self.client.logout()

        self.assertEqual(self.fail(LIMIT - 1), [200] * (LIMIT - 1))

    def test_nobody_is_kept_out_from_another_address(self):
        self.fail(LIMIT, REMOTE_ADDR="192.0.2.7")

        self.assertEqual(self.guess(RIGHT, REMOTE_ADDR="192.0.2.8").status_code, 302)

    @override_settings(LOGIN_FAILURES_PER_ADDRESS=20)
    def test_an_address_cannot_try_name_after_name(self):
        answers = [self.guess(name=f"editor {n}").status_code for n in range(25)]

        self.assertEqual(answers, [200] * 19 + [429] * 6)
        self.assertEqual(self.guess(RIGHT).status_code, 429)
        self.assertEqual(self.guess(RIGHT, REMOTE_ADDR="192.0.2.8").status_code, 302)

    def test_odd_names_and_headers_are_counted_like_any_other(self):
        for extra in (
            {"name": "x" * 400},
            {"name": "ines\x00"},
            {"name": "ïnes 🐟"},
            {"QUERY_STRING": "next=%00%ED%A0%80"},
            {"HTTP_USER_AGENT": "ü" * 5000},
        ):
            with self.subTest(list(extra)):
                self.assertIn(self.guess(**extra).status_code, (200, 429))

    def test_no_password_is_stored(self):
        self.guess("hunter-two")

        stored = AccessAttempt.objects.values().get()

        self.assertNotIn("hunter-two", repr(stored))


class ClientAddressTests(Guesses, TestCase):
    """Who stands behind a proxy is named by it; nobody else may name themselves."""

    def setUp(self):
        self.make_editor()

    def fail_as(self, forwarded):
        return [
            self.guess(HTTP_X_FORWARDED_FOR=address).status_code
            for address in forwarded
        ]

    def test_without_a_proxy_the_header_changes_nothing(self):
        answers = self.fail_as(f"192.0.2.{n}" for n in range(LIMIT))

        self.assertEqual(answers[-1], 429)

    def test_behind_one_the_last_address_counts(self):
        self.enterContext(self.behind_proxy())
        answers = self.fail_as(f"192.0.2.{n}, 198.51.100.1" for n in range(LIMIT))

        self.assertEqual(answers[-1], 429)
        self.assertEqual(self.fail_as(["198.51.100.1, 192.0.2.9"]), [200])

    def test_what_is_no_address_is_counted_as_one(self):
        self.enterContext(self.behind_proxy())
        named = ("unknown", "_hidden", "", "999.1.1.1", "fe80::1%eth0'")

        self.assertEqual(self.fail_as(named)[0], 200)
        self.assertEqual(AccessAttempt.objects.exclude(ip_address=None).count(), 1)

    def test_a_port_is_no_part_of_the_address(self):
        self.enterContext(self.behind_proxy())
        self.fail_as(("192.0.2.7:5311", "192.0.2.7:80", "[2001:db8::7]:80", "::1"))

        addresses = set(AccessAttempt.objects.values_list("ip_address", flat=True))

        self.assertEqual(addresses, {"192.0.2.7", "2001:db8::7", "::1"})

    def behind_proxy(self):
        return self.settings(
            REST_FRAMEWORK={**api_settings.user_settings, "NUM_PROXIES": 1}
        )


class ProcessesTests(Guesses, TransactionTestCase):
    def test_attempts_at_the_same_moment_are_all_counted(self):
        if connection.vendor == "sqlite":
            self.skipTest("Threads share a database of SQLite's memory table by table.")
        self.make_editor()
        answers = []

        def knock():
            guess = {"username": "ines", "password": "x"}
            answers.append(Client().post("/login/", guess))
            connection.close()

        threads = [Thread(target=knock) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        self.assertEqual([answer.status_code for answer in answers], [200] * 4)
        self.assertEqual(AccessAttempt.objects.get().failures_since_start, 4)


class ApiTests(TestCase):
    def test_the_api_takes_no_password(self):
        make_editor("ines", is_staff=True)
        basic = "Basic aW5lczp3cm9uZw=="

        answers = [
            self.client.get(
                "/api/v1/saved-searches/", headers={"Authorization": basic}
            ).status_code
            for _ in range(LIMIT + 1)
        ]

        self.assertEqual(answers, [401] * (LIMIT + 1))
        self.assertEqual(AccessAttempt.objects.count(), 0)
