"""Every address there is, asked and sent to by every role: who changes what.

What is looked at is the database, whatever was answered.
"""

import json
import re
from collections import defaultdict
from contextlib import contextmanager
from itertools import product

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import TestCase, override_settings
from django.utils import timezone

from quotes.models import SavedSearch, Subscription
from quotes.review.api_tokens import create_token
from tests.admin.people import make_member
from tests.build import make_editor
from tests.desk_rows import make_rest_of_the_desk
from tests.walk.everything import LOGGING_OUT, PRESSED, Everything, shape_of
from tests.walk.rows import Rows
from tests.walk.test_api import UNLIMITED

ANONYMOUS = "anonymous"
ROLES = (ANONYMOUS, "Readers", "Contributors", "Editors", "Chiefs")
LOOKING = (ANONYMOUS, "Contributors")
"""Roles that open every page; what the others see, one of these sees, or the superuser
who has opened all of them before."""
WRITES = re.compile(
    r"\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\b\s*\"?(\w*)", re.IGNORECASE
)
"""A statement that writes, and the table it writes to."""

# What changes with whoever looks around: sessions, and the log of log-ins.
PASSING = {"Session", "AccessLog", "AccessAttempt", "AccessFailureLog", "LogEntry"}
# A reader's report, its place in the queue of its quote among it.
REPORTED = {"ErrorReport", "HistoricalErrorReport", "ReportOrigin", "Quote"}
# What one keeps for oneself, or whose secret address one holds.
OWN = {"SavedSearch", "Subscription"}
TOKENS = {"ApiToken"}
ACCOUNTS = {"User", "Group", "User_groups", "User_user_permissions",
            "Group_permissions", "Permission"}  # fmt: skip
# What the feed of a saved search keeps: when it was read last.
READ = {"SavedSearch"}
WRONG = ("0", str(2**63), "9" * 30, "%00", "..", "-1", "x%0Ay", "%F0%9F")
FEW = 4
"""One of so many keys that lead nowhere is sent to an address: it looks a key up in one
way, whether it is asked or sent to."""


@pytest.mark.any_database
@override_settings(
    API_RATES=UNLIMITED,
    LOGGING_CONFIG=None,
    # Of sessions nothing is asked: six thousand need not be looked for in a table.
    SESSION_ENGINE="django.contrib.sessions.backends.cache",
)
class RoleWalk(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.rows = Rows()
        make_rest_of_the_desk(cls.rows.editor, make_editor("another"))
        Subscription.objects.create(
            user=cls.rows.editor,
            channel="email",
            address="teo@harbour.example",
            frequency="daily",
            confirmed_at=timezone.now(),
        )
        cls.users = {
            role: make_member(role.lower(), role) for role in ROLES if role != ANONYMOUS
        }
        cls.models = [
            model
            for model in apps.get_models(include_auto_created=True)
            if model._meta.managed and model.__name__ not in PASSING
        ]

    def setUp(self):
        self.client.raise_request_exception = False

    @contextmanager
    def taken_back(self):
        with transaction.atomic():
            yield
            transaction.set_rollback(True)

    def state(self, tables=None):
        """Every row of every model, or of those whose tables are given."""
        return {
            model.__name__: set(map(repr, model._base_manager.values_list()))
            for model in self.models
            if tables is None or model._meta.db_table in tables
        }

    def log_in(self, role):
        if role == ANONYMOUS:
            self.client.logout()
        else:
            self.client.force_login(self.users[role])

    def changed_by(self, do):
        """What ``do`` answered, and by model the rows that are gone or otherwise."""
        written = set()

        def watch(execute, sql, params, many, context):
            if write := WRITES.match(sql):
                written.add(write[1])
            return execute(sql, params, many, context)

        with self.taken_back():
            with connection.execute_wrapper(watch):
                answer = do()
            after = self.state(written)
        return answer, {
            name: self.before[name] - rows
            for name, rows in after.items()
            if rows != self.before[name]
        }

    def everything(self):
        self.client.force_login(self.rows.editor)
        self.before = self.state()
        found = list(Everything(self.rows, self.client).sendings(self.opened))
        self.assertGreater(len(found), 600)
        return found

    def opened(self, address):
        with self.subTest(address, role="superuser"):
            answer, rows = self.changed_by(lambda: self.client.get(address))
            self.assertLessEqual(rows.keys(), READ)
        return answer

    def test_nobody_changes_by_any_page_what_is_not_theirs(self):
        changed = defaultdict(lambda: defaultdict(set))
        sendings = self.everything()
        for role in ROLES:
            self.log_in(role)
            self.before = self.state()
            for address, fields in sendings:
                if fields is None and role not in LOOKING:
                    continue
                with self.subTest(address, role=role, fields=fields):
                    self.ask(role, address, fields, changed[role])

        for role in ("Readers", ANONYMOUS):
            self.assertLessEqual(changed[role].keys(), REPORTED | OWN)
        contributed = changed["Contributors"].keys()
        self.assertLessEqual(contributed, {"Proposal"} | REPORTED | OWN)
        self.assertGreater(len(changed["Contributors"]["Proposal"]), 10)
        # That it is no empty walk: what an editor may, is done.
        for name in ("Quote", "Speaker", "Statement", "Proposal", "Claim", "Deferral",
                     "ErrorReport", "Outlet", "Act", "SpeakerDistinction"):  # fmt: skip
            self.assertIn(name, changed["Editors"])
        self.assertFalse(changed["Editors"].keys() & (ACCOUNTS | TOKENS))
        self.assertFalse(changed["Chiefs"].keys() & ACCOUNTS)
        self.assertIn("ApiToken", changed["Chiefs"])

    def ask(self, role, address, fields, changed):
        answer, rows = self.changed_by(
            lambda: (
                self.client.get(address)
                if fields is None
                else self.client.post(address, fields)
            )
        )
        self.assertLess(answer.status_code, 500)
        if fields is None:
            self.assertLessEqual(rows.keys(), READ)
            return answer.status_code
        for name, lost in rows.items():
            changed[name].add(shape_of(address))
            if role in {ANONYMOUS, "Readers", "Contributors"}:
                self.assertFalse(lost and name in {"SavedSearch", "Proposal"}, lost)
                self.assertFalse(address.startswith("/admin/") and name != "Proposal")
        return answer.status_code

    def test_no_other_method_does_anything(self):
        """Nor what programs send: only who has a token keeps anything by the API."""
        self.client.force_login(self.rows.editor)
        addresses = {
            shape_of(address): address
            for address in Everything(self.rows, self.client).addresses()
        }.values()
        for role in (ANONYMOUS, "Chiefs"):
            self.log_in(role)
            self.before = self.state()
            for address, method in product(addresses, ("PUT", "DELETE")):
                with self.subTest(address, role=role, method=method):
                    answer, rows = self.send(method, address, {})
                    self.assertLess(answer.status_code, 500)
                    self.assertFalse(rows)

    def test_numbers_and_words_that_lead_nowhere(self):
        """Each asked for; and sent to with a few, or with all where nobody may ask."""
        self.client.force_login(self.rows.editor)
        self.before = self.state()
        everything = Everything(self.rows, self.client)
        for number, wrong in enumerate(WRONG):
            for place, address in enumerate(everything.addresses(always=wrong)):
                if LOGGING_OUT in address:
                    continue
                with self.subTest(address):
                    nothing = defaultdict(set)
                    asked = self.ask("superuser", address, None, nothing)
                    if asked == 405 or (place + number) % FEW == 0:
                        self.ask("superuser", address, PRESSED, nothing)

    def test_programs_write_only_what_is_their_own(self):
        other, secret = create_token(name="Another newsroom", by=self.rows.editor)
        mine, _ = create_token(name="Mine", by=self.rows.editor)
        kept = SavedSearch.objects.create(
            token=mine, name="Sea", kind="quotes", parameters={}, feed_key="s" * 43
        )
        hook = Subscription.objects.create(
            token=mine, channel="webhook", address="https://sea.example/", secret="s"
        )
        bearer = {"HTTP_AUTHORIZATION": f"Bearer {secret}"}
        to_save = {"name": "Mine", "kind": "quotes", "parameters": {"q": "harbour"}}
        to_call = {"address": "https://93.184.216.34/mine"}
        not_mine = to_call | {"saved_search": kept.pk}
        self.before = self.state()
        for method, address, body, anonymous, known in (
            ("POST", "/api/v1/saved-searches/", to_save, 401, 201),
            ("POST", "/api/v1/webhooks/", to_call, 401, 201),
            (
                "POST",
                "/api/v1/webhooks/",
                not_mine,
                401,
                400,
            ),
            ("GET", f"/api/v1/saved-searches/{kept.pk}/", {}, 401, 404),
            ("DELETE", f"/api/v1/saved-searches/{kept.pk}/", {}, 401, 404),
            ("GET", f"/api/v1/webhooks/{hook.pk}/", {}, 401, 404),
            ("DELETE", f"/api/v1/webhooks/{hook.pk}/", {}, 401, 404),
        ):
            for expected, headers in ((anonymous, {}), (known, bearer)):
                with self.subTest(address, method=method, expected=expected):
                    answer, rows = self.send(method, address, body, **headers)
                    self.assertEqual(answer.status_code, expected, answer.text)
                    self.assertEqual(bool(rows.keys() & OWN), expected == 201)
        self.assertIsNone(other.revoked_at)

    def send(self, method, address, body, **headers):
        text, kind = json.dumps(body), "application/json"
        return self.changed_by(
            lambda: self.client.generic(
                method, address, text, content_type=kind, **headers
            )
        )
