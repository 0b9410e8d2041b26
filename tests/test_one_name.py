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
    """The names of modules that are about several things, with their folders."""
    folders = defaultdict(set)
    for path in paths:
        if path.stem != "__init__" and "migrations" not in path.parts:
            folders[path.stem].add(path.parent.as_posix())
    return {name: held for name, held in folders.items() if things(held) > 1}


def things(folders):
    """How many things those are that modules of one name in ``folders`` are about."""
    others = folders.difference(OF_ONE_THING)
    return len(others) + (others != folders)


def differences(found, shared):
    """What to do, a line each: names that several things have and ``shared`` lacks,
    and those that ``shared`` explains for nothing."""
    new = [
        f"{name}.py stands in {', '.join(sorted(found[name]))}: call each after what it"
        " is about, or say in SHARED what they have in common"
        for name in sorted(found.keys() - shared.keys())
    ]
    gone = [
        f"{name}.py is about one thing now: take it out of SHARED"
        for name in sorted(shared.keys() - found.keys())
    ]
    return new + gone


class OneNameTests(TestCase):
    def test_modules_that_share_a_name_are_about_one_thing(self):
        found = shared_names(path.relative_to(QUOTES) for path in QUOTES.rglob("*.py"))

        if told := differences(found, SHARED):
            self.fail("\n".join(told))

    def test_a_name_for_two_things_is_found(self):
        paths = ("models/quote.py", "admin/quote.py", "pages/lines.py", "text/lines.py")

        found = shared_names(map(Path, paths))

        self.assertEqual(found, {"lines": {"pages", "text"}})

    def test_what_differs_is_told_with_its_folders_and_a_remedy(self):
        found = {"lines": {"text", "names/lists"}, "feed": {"ingest", "search"}}

        new, gone = differences(found, {"feed": "stored and read", "words": "as had"})

        self.assertIn("lines.py stands in names/lists, text: call each", new)
        self.assertIn("words.py is about one thing now", gone)
