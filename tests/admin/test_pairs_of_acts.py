"""Two editors at once, for every pair of acts, over the pages they are done on.

Both have opened their pages when the first one acts. Then the second act is refused,
with theirs and yours side by side and nothing of it done, and either can be taken; or
both stand, and nothing that the first one decided is lost.

All together they take two minutes of computing: ``QUOTES_PAIRS=all`` tries them, after
a change of what guards acts. Otherwise every act is tried after itself and after some
others, so that each is first and second.

A page is asked as its address leads to it, without drawing it: there are thousands.
What is drawn, ``tests/browser/test_two_at_once.py`` looks at.
"""

import html
import os
import re

from django.contrib import messages
from django.contrib.messages.storage.base import BaseStorage
from django.db import connection, transaction
from django.test import Client, RequestFactory, TestCase, override_settings
from django.urls import resolve

from quotes.models import Act, ApiToken, Speaker, SpeakerSuggestion, Statement
from quotes.review.guarding import ACTS
from quotes.review.optimistic_locking import WATCHED
from tests.admin.desk_of_acts import Desk
from tests.admin.newsroom import WHY
from tests.admin.people import make_member

WRITTEN = WATCHED | {ApiToken: ("revoked_at",)}
SUMMED_UP = {
    Statement: {
        *("speaker_id", "text", "first_published_at", "quote_count", "outlet_count"),
        *("stance", "clause", "dispute", "dispute_grade", "disputed_at"),
    },
    # Closed and opened with the distinctions that people make.
    SpeakerSuggestion: {"status"},
}
"""Columns that follow from other rows, and are written again with each of those."""

KEPT = ("version", "opened", "opened_at", "seen_at", "merged")
"""Hidden fields in which a page says what it showed, and when."""

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')
APART = 23
"""Of the acts in their order, how far apart those are that are tried together."""
REVOKED = "revoke token"
"""Done from a list, and the same whoever does it: it is told, nothing is chosen."""


class Unsaid(BaseStorage):
    """What an editor is told, kept with the request alone."""

    def _get(self, *args, **kwargs):
        return [], True


def stands(models=WRITTEN):
    """What people decide, by table and primary key."""
    return {
        (model, row["pk"]): row
        for model in models
        for row in model._default_manager.values("pk", *WRITTEN[model])
    }


def last_written():
    """Where every history ends, and what has none. One query.

    Acts write history for every row that they change.
    """
    kept = [model.history.model for model in WRITTEN if hasattr(model, "history")]
    plain = [model for model in WRITTEN if not hasattr(model, "history")]
    ends = [("max(history_id)", one) for one in kept]
    ends += [("count(*)", one) for one in (*plain, Act)]
    asked = [f"(SELECT {end} FROM {one._meta.db_table})" for end, one in ends]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(asked)}")
        return cursor.fetchone()


def changed(before, after):
    """Columns that are otherwise, each with its value now; "": whether there is a row.

    What merely follows a merger is not: who was merged is found under whom it went to.
    """
    found = {}
    for key in before.keys() | after.keys():
        one, other = before.get(key), after.get(key)
        if one is None or other is None:
            found[(*key, "")] = other is not None
        elif one != other:
            for name in one.keys() - SUMMED_UP.get(key[0], set()):
                if other[name] not in (one[name], leads_to(name, one[name], after)):
                    found[(*key, name)] = other[name]
    return found


def leads_to(name, pk, now):
    """Whom or what the row ``pk``, named in the column ``name``, was merged into."""
    model = Statement if name == "statement_id" else Speaker
    named = name.endswith(("statement_id", "speaker_id", "_by_id", "_into_id"))
    row = now.get((model, pk)) if named else None
    return row and row["merged_into_id"]


class Answer:
    """What came of sending a page."""

    def __init__(self, response, told):
        self.response = response
        self.context = getattr(response, "context_data", None) or {}
        self.said = [str(one) for one in told if one.level >= messages.ERROR]
        self.done = response.status_code == 302 and not self.said
        shown = self.context.get("adminform")
        self.form = shown.form if shown else self.context.get("form")
        for lines in self.form.errors.values() if self.form else ():
            self.said += map(str, lines)
        self.differences = self.context.get("differences") or []

    def carried(self):
        """What the page that came again says that it shows."""
        sent = self.form.data
        if "opened" not in sent and "seen_at" not in sent:
            sent = self.context
        carried = {name: sent[name] for name in KEPT if sent.get(name)}
        if "overruling" in self.form.fields:
            # What somebody rejected is left out unless one says so.
            choices = self.form.fields["overruling"].choices
            carried["overruling"] = [key for key, _ in choices]
        return carried


@override_settings(REVIEW_TWICE_PERCENT=100)
class PairTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.pages = Desk().pages()
        cls.omar, cls.ines = (
            make_member(name, "Administrators") for name in ("omar", "ines")
        )
        browser = Client()
        browser.force_login(cls.ines)
        cls.opened = {name: cls.open(browser, page) for name, page in cls.pages.items()}

    @staticmethod
    def open(browser, page):
        """What the page carries along, unseen, when it is opened."""
        shown = browser.get(page.listed or page.address)
        assert shown.status_code == 200, (page.address, shown.status_code)
        found = HIDDEN.findall(shown.text)
        return {name: html.unescape(value) for name, value in found if name in KEPT}

    def send(self, user, name, carried=None):
        page = self.pages[name]
        sent = WHY | self.opened[name] | page.sent | (carried or {})
        request = RequestFactory().post(page.address, sent)
        request.user, request.session = user, {}
        told = request._messages = Unsaid(request)
        request._dont_enforce_csrf_checks = True
        match = request.resolver_match = resolve(request.path)
        response = match.func(request, *match.args, **match.kwargs)
        return Answer(response, told._queued_messages)

    def test_every_act_has_a_page(self):
        """A new act has none before somebody says where it is done."""
        does = {act for page in self.pages.values() for act in page.does}
        self.assertEqual(does, ACTS.keys())

    def test_every_pair(self):
        untouched = stands()
        outcomes = []
        for first in self.pages:
            with transaction.atomic():
                answer = self.send(self.omar, first)
                self.assertTrue(answer.done, (first, answer.said))
                theirs = stands()
                self.decided = changed(untouched, theirs)
                self.assertTrue(self.decided, first)
                self.theirs, self.written = theirs, last_written()
                for second in self.after(first):
                    with self.subTest(f"{second} after {first}"), transaction.atomic():
                        outcomes.append(self.check(second, alike=first == second))
                        transaction.set_rollback(True)
                transaction.set_rollback(True)
        self.assertGreaterEqual(outcomes.count(True), len(self.pages) // 2)
        self.assertGreaterEqual(outcomes.count(False), len(self.pages))

    def after(self, first):
        """The acts that are tried after ``first``: itself, and others in turn."""
        names = list(self.pages)
        if os.environ.get("QUOTES_PAIRS") == "all":
            return names
        place = names.index(first)
        return (names[place:] + names[:place])[::APART]

    def check(self, name, *, alike):
        """Send a page that was opened before the first act; was it done?"""
        answer = self.send(self.ines, name)
        if answer.done:
            self.check_nothing_is_lost()
            return True
        self.assertEqual(last_written(), self.written, "Nothing of the second is done.")
        if name == REVOKED:
            self.assertIn("omar", " ".join(answer.said))
            return False
        told = " ".join(one.theirs for one in answer.differences)
        self.assertIn("omar", told, answer.said)
        if alike:
            self.check_it_is_shown(answer)
        self.check_either(name, answer, alike=alike)
        return False

    def check_it_is_shown(self, answer):
        """The page that came has it all, and not just what it is made from."""
        shown = html.unescape(answer.response.render().text)
        for told in (*answer.said, *(one.theirs for one in answer.differences)):
            self.assertIn(told, shown)
        self.assertIn("Theirs and yours", shown)

    def check_nothing_is_lost(self):
        """What the first one decided stands, or follows a merger that came after."""
        models = {model for model, *_ in self.decided}
        theirs = {key: row for key, row in self.theirs.items() if key[0] in models}
        now = changed(theirs, stands(models | {Speaker, Statement}))
        lost = {key: now[key] for key in now.keys() & self.decided.keys()}
        self.assertEqual(lost, {}, "What the first one decided is lost.")

    def check_either(self, name, answer, *, alike):
        """Theirs has an address; yours is done if sent again, or it is said why not."""
        if not answer.form.data:
            # It can no longer be done, and leads to how it stands.
            self.assertTrue(answer.context["back"])
            return
        again = self.send(self.ines, name, answer.carried())
        if again.done:
            # Where both want the same there may be nothing left to record.
            self.assertTrue(alike or last_written() != self.written, "Yours is on top.")
        else:
            self.assertTrue(again.said)
            self.assertEqual(last_written(), self.written)

    def test_what_is_shown_beside_is_in_words(self):
        with transaction.atomic():
            self.send(self.omar, "nobody")
            answer = self.send(self.ines, "split")
            transaction.set_rollback(True)

        told = {one.label: (one.theirs, one.yours) for one in answer.differences}
        first = next(iter(told))
        self.assertRegex(first, r"Quote \d+")
        self.assertRegex(told[first][0], "^omar \\(“Heard on tape”\\), ")
        self.assertEqual(told[first][1], "Split")
        self.assertEqual(told["Speaker"], ("–", "not changed by you"))
        self.assertEqual(told["First quotation"][0], "–")
        self.assertNotIn("+00:00", str(told), "Times are told as everywhere.")

    def test_what_was_to_be_done_is_called_by_its_button(self):
        for first, second, yours in (
            ("decline", "accept", "Accept"),
            ("same", "not the same", "Not the same"),
        ):
            with self.subTest(second), transaction.atomic():
                self.send(self.omar, first)
                self.assertEqual(
                    self.send(self.ines, second).differences[0].yours, yours
                )
                transaction.set_rollback(True)
