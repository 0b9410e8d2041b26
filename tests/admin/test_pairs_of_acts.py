"""Two editors at once, for every pair of acts, over the pages they are done on.

Both have opened their pages when the first one acts. Where that changed what the
second one's page showed, the second act is refused, theirs and yours stand side by
side, nothing of it is done, and sent again it is done or refused for what it is.
"""

import html
import re
from datetime import UTC, datetime
from itertools import product

from django.db import transaction
from django.test import Client, TestCase
from django.urls import reverse

from quotes import review
from quotes.linking.statements.summary import refresh_statements
from quotes.models import Quote, Speaker, Statement
from tests.admin.people import make_member
from tests.build import make_article, make_quote, make_speaker, make_statement
from tests.review.taking_back import state

DAY = datetime(2031, 3, 17, tzinfo=UTC)
FIRST, SECOND, THIRD = "Our patience is", "a rope.", "Nobody waits"
TEXT = f"“{FIRST} {SECOND}” said Ida Voss. “{THIRD},” she added."
SIDE_BY_SIDE = "Theirs and yours"


def written(*words):
    found = [(TEXT.index(part), TEXT.index(part) + len(part)) for part in words]
    return ", ".join(f"{start}-{end}" for start, end in found)


class Scene:
    """Rows on which every act can be done, and the page of each."""

    def __init__(self):
        self.ida = make_speaker("Ida Voss", kind="person")
        self.bo = make_speaker("Bo Lind", kind="person")
        self.rope, self.goats = make_statement("Rope"), make_statement("Goats")
        article = make_article(TEXT, published_at=DAY)
        options = {"article": article, "speaker": self.ida}
        self.quote = make_quote(f"{FIRST} {SECOND}", statement=self.rope, **options)
        self.beside = make_quote(THIRD, statement=self.goats, **options)
        self.other = make_quote(
            f"{FIRST} {SECOND}",
            speaker=self.bo,
            statement=self.rope,
            published_at=DAY,
        )
        refresh_statements([self.rope.pk, self.goats.pk])

    def address(self, name, *args):
        return reverse(f"admin:quotes_{name}", args=args)

    def acts(self):
        """Of each act: its page, what is filled in, and what rows its page shows."""
        quote, rope, goats = self.quote, self.rope, self.goats
        ida, bo = self.ida, self.bo
        page = self.address("quote_change", quote.pk)
        shown = {
            "speaker": ida.pk,
            "relayed_by": "",
            "stance": "states",
            "ranges": written(f"{FIRST} {SECOND}"),
        }
        acts = {
            "confirm": (page, shown | {"_confirm": "1"}, [quote]),
            "reject": (page, shown | {"_reject": "1"}, [quote]),
            "nobody": (page, shown | {"_nobody": "1"}, [quote]),
            "correct": (page, shown | {"stance": "denies", "_save": "1"}, [quote]),
            "split": (
                self.address("quote_split", quote.pk),
                {"first": written(FIRST), "second": written(SECOND)},
                [quote],
            ),
            "join": (
                self.address("quote_join", quote.pk),
                {"other": self.beside.pk},
                [quote, self.beside],
            ),
            "move": (
                self.address("statement_move", quote.pk),
                {"other": goats.pk},
                [quote],
            ),
            "settle": (
                self.address("statement_settle", rope.pk),
                {"side": ida.pk},
                [rope, quote, self.other],
            ),
            "split statement": (
                self.address("statement_split", rope.pk),
                {"quotes": [quote.pk]},
                [rope],
            ),
            "merge statements": (
                f"{self.address('statement_merge')}?chosen={rope.pk},{goats.pk}",
                {"stays": rope.pk},
                [rope, goats],
            ),
            "merge speakers": (
                f"{self.address('speaker_merge')}?chosen={ida.pk},{bo.pk}",
                {"target": bo.pk},
                [ida, bo],
            ),
            "tell speakers apart": (
                f"{self.address('speaker_apart')}?chosen={ida.pk},{bo.pk}",
                {},
                [ida, bo],
            ),
        }
        for name, more in (
            ("confirm", {}),
            ("reject", {}),
            ("set_speaker", {"speaker": bo.pk}),
        ):
            fields = {"chosen": str(quote.pk), **more}
            acts[f"{name} many"] = (self.address(f"quote_{name}"), fields, [quote])
        return acts


def hidden_fields(page):
    """What a page would send without being asked."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.text)
    return {
        name: html.unescape(value)
        for name, value in found
        if name != "csrfmiddlewaretoken"
    }


class PairTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.scene = Scene()
        cls.omar, cls.ines = Client(), Client()
        cls.omar.force_login(make_member("omar"))
        cls.ines.force_login(make_member("ines"))

    def open(self, client, act):
        """Open the page of ``act``; return what it carries along."""
        address, fields, _ = act
        if "chosen" in fields:
            listing = self.scene.address("quote_changelist")
            page = client.get(listing, {"review": "all"})
            seen = re.search(r'name="seen_at" value="([^"]*)"', page.text)[1]
            return {"seen_at": html.unescape(seen)}
        return hidden_fields(client.get(address))

    def send(self, client, act, carried):
        address, fields, _ = act
        reason = {"reason": "Heard on tape"}
        return client.post(address, carried | fields | reason)

    def watched(self, act):
        rows = [type(row)._default_manager.filter(pk=row.pk).first() for row in act[2]]
        return review.version_of_all(row for row in rows if row)

    def test_every_pair(self):
        acts = self.scene.acts()
        refused = 0
        for (first, one), (second, other) in product(acts.items(), repeat=2):
            with self.subTest(f"{second} after {first}"), transaction.atomic():
                refused += self.check(one, other)
                transaction.set_rollback(True)
        self.assertGreater(refused, 100)

    def check(self, one, other):
        """Do ``other`` from a page that was opened before ``one`` was done."""
        carried = self.open(self.ines, other)
        before = self.watched(other)
        done = self.send(self.omar, one, self.open(self.omar, one))
        self.assertEqual(done.status_code, 302, "The first is done.")
        if self.watched(other) == before:
            page = self.send(self.ines, other, carried)
            if page.status_code != 302:
                # It names something else that the first one changed.
                self.assertRegex(page.text, "omar|already")
            return False
        theirs = state()

        page = self.send(self.ines, other, carried)

        self.assertEqual(page.status_code, 200)
        self.assertContains(page, SIDE_BY_SIDE)
        self.assertContains(page, "omar")
        self.assertEqual(state(), theirs, "Nothing of the second is done.")
        self.assertContains(page, "Load theirs")
        carried = hidden_fields(page)
        if "overruling" in page.text:
            carried["overruling"] = self.scene.quote.pk
        again = self.send(self.ines, other, carried)
        self.assertIn(again.status_code, (200, 302))
        if again.status_code == 302:
            self.assertNotEqual(state(), theirs, "Yours is recorded on top of theirs.")
        else:
            self.assertEqual(state(), theirs)
        return True

    def test_what_is_shown_beside_is_in_words(self):
        acts = self.scene.acts()
        carried = self.open(self.ines, acts["split"])
        self.send(self.omar, acts["nobody"], self.open(self.omar, acts["nobody"]))

        page = self.send(self.ines, acts["split"], carried)

        self.assertRegex(
            page.text,
            rf'<th scope="row">Quote {self.scene.quote.pk}</th>'
            r"<td>omar \(“Heard on tape”\), [^<]*</td><td>Split</td>",
        )
        self.assertContains(page, '<th scope="row">Speaker</th><td>–</td>')
        self.assertContains(page, '<th scope="row">First quotation</th><td>–</td>')

    def test_rows_stay(self):
        """The scene has what the acts name."""
        self.assertEqual(
            [model.objects.count() for model in (Quote, Speaker, Statement)], [3, 2, 2]
        )
