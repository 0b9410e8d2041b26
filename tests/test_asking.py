"""What asks reads, what acts writes: see ``asking``."""

from unittest import TestCase as PlainTestCase

from django.test import TestCase

from quotes.linking.store import fingerprints
from quotes.models import Quote
from tests.asking import acts, changes, questions_watched
from tests.build import make_quote


class NameTests(PlainTestCase):
    def test_names_that_act_and_names_that_ask(self):
        for name, expected in (
            ("_find_named", False),
            ("fingerprints_of", False),
            ("settled_statements", False),
            ("plan_changes", False),
            ("choose", False),
            ("distinct_persons", False),
            ("find_or_create_speaker", True),
            ("store_article", True),
            ("_lock_pair", True),
            ("set_statements", True),
            ("tell_speakers_apart", True),
        ):
            with self.subTest(name):
                self.assertEqual(acts(name), expected)

    def test_what_changes_or_locks(self):
        for sql, expected in (
            ("SELECT 1", False),
            ("SET LOCAL enable_bitmapscan = off", False),
            ("SAVEPOINT one", False),
            ("\nUPDATE quotes_quote SET text = ''", True),
            ('INSERT INTO "quotes_quote" VALUES (1)', True),
            ('SELECT "id" FROM "quotes_quote" WHERE 1 = 1 FOR UPDATE OF x', True),
            ("SELECT pg_advisory_xact_lock(%s)", True),
            ("SELECT nextval('a') FROM generate_series(1, 2)", True),
        ):
            with self.subTest(sql):
                self.assertEqual(changes(sql), expected)


class WatchTests(TestCase):
    def test_a_question_that_writes_is_named(self):
        quote = make_quote()
        # Compiled as if it stood there, for the stack tells by file and name.
        source = "def find_it(quotes):\n    quotes.update(text='')\n"
        space = {}
        exec(compile(source, fingerprints.__file__, "exec"), space)  # noqa: S102

        with questions_watched() as offences:
            space["find_it"](Quote.objects.filter(pk=quote.pk))

        self.assertEqual(offences, {"linking/store/fingerprints.py: find_it"})
