"""What editors decided, as something to learn from."""

import pytest
from django.core.management import call_command

from quotes import review
from quotes.management.commands import train_extractor
from quotes.training.editors import document_of, reviewed_documents, without
from quotes.training.training_corpus import Example
from tests.build import make_article, make_editor, make_quote
from tests.training.examples import EXAMPLE


@pytest.mark.django_db
class TestReviewedDocuments:
    def reviewed(self, editor, words):
        article = make_article(f"She said: “{words}.” It rained.")
        quote = make_quote(words, article=article, source_spans=[[0, 3]])
        return review.confirm(quote=quote, by=editor)

    def test_articles_with_a_decision(self, django_assert_num_queries):
        editor = make_editor()
        make_quote("Nobody looked at this")
        first, second = (self.reviewed(editor, w) for w in ("It leaks", "It is old"))

        with django_assert_num_queries(2):
            documents = list(reviewed_documents())

        assert [document.id for document in documents] == [
            f"article-{quote.article_id}" for quote in (first, second)
        ]
        assert documents[0].examples == (
            Example(content=((11, 19),), cue=(), source=((0, 3),)),
        )

    def test_the_command_learns_from_them_too(self, monkeypatch, tmp_path):
        jobs = []
        self.reviewed(make_editor(), "It leaks")
        monkeypatch.setattr(train_extractor, "MISSING", None)
        monkeypatch.setattr(train_extractor, "Recipe", dict, raising=False)
        monkeypatch.setattr(train_extractor, "Job", dict, raising=False)
        monkeypatch.setattr(
            train_extractor,
            "train",
            lambda job: jobs.append(job) or EMPTY_REPORT,
            raising=False,
        )

        call_command("train_extractor", from_database=True, out=tmp_path, verbosity=0)

        assert [len(job["documents"]) for job in jobs] == [1]


EMPTY_REPORT = {"documents": 1, "epochs": 0, "minutes": 0, "scored": 0, "figures": {}}


class FakeQuote:
    """As much of a Quote as a document to train on is made of."""

    def __init__(self, status, spans, *, speaker=1, read=1, source=((0, 5),)):
        self.status = status
        self.reviewed_at = None if status == "extracted" else "some time"
        self.spans, self.start, self.end = [spans], *spans
        self.cue_spans = [[6, 10]]
        self.source_spans = [list(pair) for pair in source]
        self.speaker_id, self.extracted = speaker, {"speaker": read}


class TestEditors:
    text = "Quill said it leaks.\nIt rained.\nOrr said it pours."

    def document(self, *quotes):
        return document_of(7, self.text, quotes)

    def test_a_confirmed_quote_judges_its_paragraph(self):
        document = self.document(FakeQuote("confirmed", (11, 19)))
        assert document.id == "article-7"
        assert document.examples == (EXAMPLE,)
        assert document.judged == ((0, 20),)

    def test_a_rejected_quote_is_no_quotation(self):
        document = self.document(FakeQuote("rejected", (11, 19)))
        assert document.examples == ()
        assert document.judged == ((0, 20),)

    def test_what_nobody_decided_on_is_left_out(self):
        document = self.document(
            FakeQuote("confirmed", (11, 13)), FakeQuote("extracted", (14, 19))
        )
        assert document.judged == ((0, 14), (19, 20))

    def test_another_speaker_says_nothing_about_where_the_source_is(self):
        document = self.document(FakeQuote("corrected", (11, 19), speaker=2))
        assert document.examples[0].source_known is False
        assert document.judged == ((5, 20),)

    def test_cutting_holes(self):
        assert without([(0, 10), (20, 30)], [(25, 26), (8, 22)]) == (
            (0, 8),
            (22, 25),
            (26, 30),
        )
        assert without([(0, 10)], [(0, 10)]) == ()
