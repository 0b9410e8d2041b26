"""What storing costs: as much for each article, whatever is in it or stored already."""

from unittest import mock

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from quotes.extraction import DocumentSpeaker, Kind, Quotation, SpeakerKind
from quotes.ingest import batch, pipeline
from quotes.ingest.outcomes import State
from quotes.ingest.pipeline import run
from quotes.ingest.records import Record
from quotes.models import Article, Outlet, Quote, Speaker

NAMES = ("Ana Tarn", "Bo Lind", "Cleo Marsh", "Dag Holm")
WORDS = (
    "The ferry leaves before the tide does",
    "Nobody has counted the goats of Ferrow",
    "A council that whispers is no council",
    "Lamps burn longer in the harbour chapel",
)


def record(number, speakers=4, **fields):
    lines = zip(WORDS[:speakers], NAMES[:speakers], strict=True)
    said = [f"“{words},” said {name}." for words, name in lines]
    text = " ".join([f"Number {number}.", *said])
    outlet = fields.pop("outlet", "Harbour Herald")
    return Record(f"{number}.txt", outlet, text, **fields)


def quotations(text):
    """What extraction would find in the text of a ``record``."""
    return [
        Quotation(
            content=((start, start + len(words)),),
            cue=((printed - 5, printed - 1),),
            source=((printed, printed + len(name)),),
            kind=Kind.DIRECT,
            speaker=DocumentSpeaker(name, SpeakerKind.PERSON, (name,)),
            confidence=0.9,
            method="subject of ‘said’",
        )
        for words, name in zip(WORDS, NAMES, strict=True)
        if (start := text.find(words)) >= 0
        for printed in (text.find(name),)
    ]


def store(*records):
    """Read ``records`` and store them as one batch, not grouping their quotes."""

    def extract_all(pairs, *, workers, limits):
        yield [(task, quotations(text) if text else []) for task, text in pairs]

    with (
        mock.patch.object(pipeline, "extract_all", extract_all),
        mock.patch.object(batch, "group_quotes"),
    ):
        return list(run(records, workers=1))


def cost(*records):
    """How many queries ``store`` takes, savepoints included."""
    with CaptureQueriesContext(connection) as queries:
        store(*records)
    return len(queries)


class CostTests(TestCase):
    """The queries of reading, storing and linking speakers; grouping is left out.

    batch: beginning, lock, outlets, end; how PostgreSQL is to look rows up, and that it
    need not any more. article: whether it is stored, asked when it
    is read and when it is stored, its row with a way back, that it has been read.
    names: who bears them, in the order of the index. known: speakers and their names.
    new: numbers, slugs, speakers, names. quotes: their rows.
    """

    postgres = connection.vendor == "postgresql"
    batch = 6 if postgres else 3
    article = 6
    names = 3 if postgres else 1
    known, new, quotes = 2, 4, 1

    def setUp(self):
        store(record(0, 0))

    def test_an_article_without_quotations(self):
        self.assertEqual(cost(record(1, 0)), self.batch + self.article)

    def test_one_new_speaker(self):
        expected = self.batch + self.article + self.names + self.new + self.quotes
        self.assertEqual(cost(record(1, 1)), expected)

    def test_four_new_speakers_cost_no_more(self):
        expected = self.batch + self.article + self.names + self.new + self.quotes
        self.assertEqual(cost(record(1, 4)), expected)

    def test_one_known_speaker(self):
        store(record(1))

        expected = self.batch + self.article + self.names + self.known + self.quotes
        self.assertEqual(cost(record(2, 1)), expected)

    def test_four_known_speakers_cost_no_more(self):
        store(record(1))

        expected = self.batch + self.article + self.names + self.known + self.quotes
        self.assertEqual(cost(record(2, 4)), expected)

    def test_new_articles_of_a_batch_cost_what_they_cost_together(self):
        store(record(1))
        read = 1

        three = cost(*[record(number) for number in (2, 3, 4)])
        six = cost(*[record(number) for number in range(5, 11)])

        self.assertEqual(six - three, 3 * read)
        self.assertLess(six - 6 * read, 22)


class BatchTests(TestCase):
    def test_what_a_batch_has_twice_is_stored_once(self):
        states = [done.state for done in store(record(1), record(2), record(1))]

        self.assertEqual(states, [State.STORED, State.STORED, State.EXTRACTED])
        self.assertEqual(Article.objects.count(), 2)
        self.assertEqual(Quote.objects.count(), 8)
        self.assertEqual(Speaker.objects.count(), 4)

    def test_another_text_of_an_address_of_the_batch_is_its_next_version(self):
        address = "https://herald.example/1"

        stored, changed = store(record(1, url=address), record(2, url=address))

        self.assertEqual((stored.state, changed.state), (State.STORED, State.VERSION))
        article = Article.objects.get()
        self.assertEqual((article.url, article.version), (address, 2))
        self.assertEqual(article.text, record(2).text)
        self.assertEqual(Quote.objects.standing().count(), 4)

    def test_an_outlet_of_which_nothing_is_stored_is_not_made(self):
        address = "https://herald.example/1"

        store(record(1, url=address), record(2, url=address, outlet="Brenn Courier"))

        self.assertFalse(Outlet.objects.filter(name="Brenn Courier").exists())
