"""Queueing without a broker: what it would have been told is kept in lists."""

from unittest import mock

from django.test import TestCase

from quotes.ingest.records import Record
from quotes.models import Article, QueuedArticle, Quote
from quotes.queueing import jobs, sweeping
from quotes.queueing.lane import store_waiting
from quotes.queueing.producing import hand_over
from quotes.queueing.working import read_queued

DAM = "“The dam will hold,” said Ana Tarn, an engineer. “It always has,” she added."
FERRY = "The ferry was late, according to Bo Lind."


def record(text=DAM, **fields):
    return Record("here", text=text, outlet="Harbour Herald", **fields)


def rows():
    """What is stored, without numbers and times, which differ by run."""
    columns = ("article__text", "start", "end", "speaker__name", "confidence", "stance")
    quotes = list(Quote.objects.order_by(*columns[:3]).values_list(*columns))
    groups = {}
    for statement, text in Quote.objects.values_list("statement", "text"):
        groups.setdefault(statement, []).append(text)
    copies = Article.objects.order_by("text").values_list(
        "text", "wire_copy_of__text", "extractor_version", "version"
    )
    return quotes, sorted(sorted(group) for group in groups.values()), list(copies)


class QueueTestCase(TestCase):
    """sent: the messages that tell of articles; woken: how often the lane was."""

    def setUp(self):
        self.sent, self.woken, self.waiting = [], 0, 0
        for place, name, act in (
            (jobs, "send_articles", self.send),
            (jobs, "wake_lane", self.wake),
            (sweeping, "wake_lane", self.wake),
            (sweeping, "count_messages", lambda queue: self.waiting),
        ):
            self.enterContext(mock.patch.object(place, name, side_effect=act))

    def send(self, pks, urgency, extractor):
        self.sent.append((list(pks), urgency, extractor))

    def wake(self):
        self.woken += 1

    def queue(self, *records, **options):
        return list(hand_over(records, **options))

    def work(self):
        """Do what the messages ask, and store what was found."""
        while self.sent:
            pks, _, extractor = self.sent.pop(0)
            read_queued(pks, extractor)
        store_waiting()

    def states(self, outcomes):
        return [str(getattr(one, "state", one)) for one in outcomes]


def only():
    """The one article that is with the queue."""
    return QueuedArticle.objects.get()
