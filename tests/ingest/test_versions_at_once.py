"""Two processes read versions of one article at the same moment: nothing is lost."""

import io
import json
import os
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from unittest import mock
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import TransactionTestCase

from quotes import review
from quotes.models import Article, ArticleVersion, Quote, QuoteVersion, Speaker
from tests.build import make_editor
from tests.ingest.articles import ADDRESS, GOATS, LAMPS, TIDE, text_of

ROUNDS = 6
RULES = {"QUOTES_MODEL": "none"}
KEPT = "“The mayor of Tarn never signed anything,” said Dag Holm.\n\n"


def texts_of(process):
    """What one process reads in turn: the lines come, go and change their places."""
    for number in range(ROUNDS):
        own = f"“Reader {process} counted {number} boats,” said Eda Roe.\n\n"
        parts = [TIDE, GOATS, LAMPS][: 1 + (number + process) % 3]
        if number % 2:
            parts.reverse()
        yield text_of(KEPT, *parts, own)


class AtOnceTests(TransactionTestCase):
    def setUp(self):
        if connection.vendor != "postgresql":
            self.skipTest("SQLite has one writer at a time, and a database in memory.")
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def environment(self):
        # The server's address as it was given, with the name of the tests' database.
        given = urlsplit(os.environ["DATABASE_URL"])
        name = connection.settings_dict["NAME"]
        return {
            "DATABASE_URL": given._replace(path=f"/{name}").geturl(),
            "PATH": "/usr/bin:/bin",
            "QUOTES_ENV": "local",
        } | RULES

    def write(self, name, texts, *, first):
        """A file of records, every other hour one: two files take turns."""
        lines = [
            {
                "outlet": "Harbour Herald",
                "url": ADDRESS,
                "text": text,
                "updated_at": f"2031-03-17T{first + 2 * number:02}:00:00Z",
            }
            for number, text in enumerate(texts)
        ]
        path = self.folder / name
        path.write_text("\n".join(map(json.dumps, lines)))
        return str(path)

    def start(self, path):
        return subprocess.Popen(
            [sys.executable, "manage.py", "extract_quotes", path, "--workers", "1"],
            cwd=settings.BASE_DIR,
            env=self.environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def read_at_once(self, *paths):
        processes = [self.start(path) for path in paths]
        for process in processes:
            _, told = process.communicate(timeout=120)
            self.assertEqual(process.returncode, 0, told)

    def check_whole(self, texts):
        """Every text is a version, and every range lies on the words it says."""
        article = Article.objects.get()
        versions = list(ArticleVersion.objects.in_time())
        self.assertEqual(sorted(v.text for v in versions), sorted(texts))
        self.assertEqual(
            sorted(v.number for v in versions), list(range(1, len(texts) + 1))
        )
        for earlier, later in pairwise(versions):
            self.assertLess(earlier.stood_from, later.stood_from)
        self.assertEqual(article.text, versions[-1].text)
        self.assertEqual(article.version, versions[-1].number)
        for one in Quote.objects.filter(gone_in=0):
            printed = " … ".join(article.text[s:e] for s, e in one.spans)
            self.assertEqual(one.text, printed)
        for row in QuoteVersion.objects.select_related("version"):
            if row.change != QuoteVersion.Change.GONE:
                printed = " … ".join(row.version.text[s:e] for s, e in row.spans)
                self.assertEqual(row.text, printed)
        standing = Quote.objects.standing().values_list("text", flat=True)
        self.assertEqual(len(standing), len(set(standing)))
        self.assertEqual(len(standing), article.text.count("“"))

    def test_both_are_the_first_to_read_it(self):
        texts = [list(texts_of(process)) for process in (0, 1)]

        self.read_at_once(
            *(self.write(f"{n}.jsonl", own, first=n) for n, own in enumerate(texts))
        )

        self.check_whole([*texts[0], *texts[1]])
        self.assertEqual(Speaker.objects.filter(name="Dag Holm").count(), 1)

    def test_a_decision_is_kept_through_all_of_them(self):
        first = text_of(KEPT, TIDE)
        path = self.write("first.jsonl", [first], first=0)
        with mock.patch.dict(os.environ, RULES):
            call_command("extract_quotes", path, workers=1, stdout=io.StringIO())
        kept = Quote.objects.get(text__contains="mayor")
        gone = Quote.objects.get(text__contains="tide")
        editor = make_editor("ines")
        review.confirm(quote=kept, by=editor)
        review.reject(quote=gone, by=editor, reason="A title")
        texts = [list(texts_of(process)) for process in (0, 1)]

        self.read_at_once(
            *(self.write(f"{n}.jsonl", own, first=n + 1) for n, own in enumerate(texts))
        )

        for quote, status in ((kept, "confirmed"), (gone, "rejected")):
            quote.refresh_from_db()
            self.assertEqual((quote.status, quote.reviewed_by), (status, editor))
        self.assertEqual(Quote.objects.filter(text__contains="mayor").count(), 1)
        self.assertEqual(Quote.objects.filter(text__contains="tide").count(), 1)
