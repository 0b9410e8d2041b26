"""Articles as an outlet edits them, read by the real extractor, for tests."""

from quotes.ingest.pipeline import run
from quotes.ingest.records import Record

ADDRESS = "https://herald.example/ferry"

HEAD = "The ferry line changes its hours in spring.\n\n"
TIDE = "“The ferry leaves before the tide does,” said Ana Tarn.\n\n"
GOATS = "“Nobody has counted the goats of Ferrow this year,” said Bo Lind.\n\n"
LAMPS = "“The lamps burn longer in the harbour chapel,” said Cleo Marsh.\n\n"
TAIL = "The council meets again on Monday."


def text_of(*parts):
    return "".join((HEAD, *parts, TAIL))


def record(text, **fields):
    values = {"outlet": "Harbour Herald", "url": ADDRESS} | fields
    return Record("here", text=text, **values)


def read(*texts, **fields):
    """Read one text after another as the same article; return what became of each."""
    return [
        outcome
        for text in texts
        for outcome in run([record(text, **fields)], workers=1)
    ]
