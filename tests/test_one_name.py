"""One name, one thing: modules that share a name are about the same thing."""

from collections import defaultdict
from pathlib import Path
from unittest import TestCase

QUOTES = Path(__file__).parent.parent / "quotes"

# Packages whose modules are called after what they store, show or change: the model
# ``quote``, its pages for editors, and what the API shows of it are one thing.
OF_ONE_THING = (
    *("models", "admin", "admin/desk", "review", "review/desk", "review/desk/kinds"),
    *("api", "api/resources", "api/reconciliation", "pages"),
)

SHARED = {
    "articles": "the desk lists them, search finds them, distributed reads them",
    "calibration": "evaluation fits what extraction uses",
    "candidates": "of quotations in a text, and of names in a spreadsheet",
    "disputes": "linking finds those that wait on the desk",
    "errors": "what a package raises",
    "features": "what a learned model asks, one module for each model",
    "feed": "one is stored, shown and read",
    "lookups": "Django's own word for search, and questions by key for linking",
    "model": "a learned one, in the folder of what it is for",
    "passages": "verification finds those that the API shows",
    "provenance": "it is found out where an article comes in, stored and shown",
    "questions": "to a speaker in an article, and to editors",
    "reading": "of articles, of sentences, of a snapshot",
    "schema": "of a snapshot, and of the API",
    "tables": "of the database in a snapshot, and of files that are read",
    "told": "a rule, called after its verb; and changes as pages tell them",
    "urls": "Django's name for it",
    "versions": "of articles: stored by ingest, shown by the API",
    "vocabulary": "of word pieces, and of reconciliation",
    "words": "as search, linking and word lists have them",
}


def shared_names(paths):
    """The names of modules that are about several things, with where they stand."""
    places = defaultdict(set)
    for path in paths:
        if path.stem != "__init__" and "migrations" not in path.parts:
            place = path.parent.as_posix()
            places[path.stem].add("one thing" if place in OF_ONE_THING else place)
    return {name: held for name, held in places.items() if len(held) > 1}


class OneNameTests(TestCase):
    def test_modules_that_share_a_name_are_about_one_thing(self):
        found = shared_names(path.relative_to(QUOTES) for path in QUOTES.rglob("*.py"))

        self.assertCountEqual(found, SHARED)

    def test_a_name_for_two_things_is_found(self):
        paths = ("models/quote.py", "admin/quote.py", "pages/lines.py", "text/lines.py")

        found = shared_names(map(Path, paths))

        self.assertEqual(found, {"lines": {"one thing", "text"}})
