"""Training: reading a corpus, labels, export, and one very small run."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from quotes import review
from quotes.extraction.spans.tagger.features import features
from quotes.extraction.spans.tagger.wordpiece import Vocabulary
from quotes.management.commands import train_extractor
from quotes.training.attitudes import Manner, manner
from quotes.training.corpus import (
    CorpusError,
    Document,
    Example,
    hold_back,
    read_corpus,
)
from quotes.training.editors import document_of, reviewed_documents, without
from quotes.training.labels import IGNORE, NOBODY, targets
from tests.build import make_article, make_editor, make_quote

VOCABULARY = Vocabulary(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "qu", "##ill", "said"])
TEXT = "Quill said it leaks."
EXAMPLE = Example(content=((11, 19),), cue=((6, 10),), source=((0, 5),))

needs_torch = pytest.mark.skipif(
    train_extractor.MISSING is not None,
    reason="training needs: pip install -r requirements-train.txt",
)


def record(number, **changes):
    quote = {"content": [[11, 19]], "cue": [[6, 10]], "source": [[0, 5]]}
    return {"id": f"{number:03}", "quotes": [quote], **changes}


@pytest.fixture
def corpus(tmp_path):
    """Six invented documents, two of them with speech between marks."""
    lines = []
    for number in range(6):
        name = ["Quill", "Orrin", "Mabry", "Tarny", "Selby", "Dwyer"][number]
        text = f"{name} said it leaks." if number % 2 else f"{name} said “it leaks”"
        (tmp_path / f"{number:03}.txt").write_text(text, encoding="utf-8")
        lines.append(json.dumps(record(number)))
    path = tmp_path / "corpus.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


class TestCorpus:
    def test_reads_ranges_and_texts(self, corpus):
        documents = read_corpus(corpus, corpus.parent)

        assert [document.id for document in documents] == [f"00{n}" for n in range(6)]
        assert documents[1].text == "Orrin said it leaks."
        assert documents[1].examples == (EXAMPLE,)
        assert documents[1].judged is None

    def test_a_record_may_carry_its_text(self, tmp_path):
        path = tmp_path / "corpus.jsonl"
        path.write_text(json.dumps(record(1, text=TEXT)), encoding="utf-8")
        (document,) = read_corpus(path, tmp_path)
        assert document.text == TEXT

    def test_arguable_quotations_are_left_out(self, tmp_path):
        line = record(1, text=TEXT)
        line["quotes"][0]["certainty"] = "arguable"
        path = tmp_path / "corpus.jsonl"
        path.write_text(json.dumps(line), encoding="utf-8")
        assert read_corpus(path, tmp_path)[0].examples == ()

    @pytest.mark.parametrize(
        ("line", "complaint"),
        [
            ("{", "line 1"),
            (json.dumps({"id": "9", "quotes": []}), "9.txt"),
            (json.dumps({"id": "9", "text": ""}), "quotes"),
            (json.dumps(record(1, text="Short")), "outside of the text"),
            ("", "no documents"),
        ],
    )
    def test_refuses_what_is_no_corpus(self, tmp_path, line, complaint):
        path = tmp_path / "corpus.jsonl"
        path.write_text(line, encoding="utf-8")
        with pytest.raises(CorpusError, match=complaint):
            read_corpus(path, tmp_path)

    def test_holding_back_is_random_and_repeatable(self):
        documents = [Document(str(number), "", ()) for number in range(40)]
        learned, held = hold_back(documents, 0.1, seed=1)

        assert (len(learned), len(held)) == (36, 4)
        assert hold_back(documents[::-1], 0.1, seed=1) == (learned, held)
        assert hold_back(documents, 0.1, seed=2)[1] != held
        assert [len(part) for part in hold_back(documents[:2], 0.01, seed=1)] == [1, 1]


class TestLabels:
    def read(self, *examples, text=TEXT, judged=None):
        document = Document("1", text, examples, judged)
        return targets(document, features(text, VOCABULARY))

    def test_one_attribution(self):
        # Pieces: separator, qu, ##ill, said, it, leaks, full stop.
        found = self.read(EXAMPLE)

        assert found.tag.tolist() == [0, 1, 2, 3, 5, 6, 0]
        ignore = IGNORE
        assert found.source.tolist() == [ignore, ignore, ignore, 1, 1, 1, ignore]
        assert found.cue.tolist() == [ignore, ignore, ignore, ignore, 3, 3, ignore]
        assert found.speech.tolist() == [ignore, ignore, ignore, 1, 1, 1, ignore]

    def test_nobody_speaks(self):
        found = self.read(Example(content=((11, 19),), cue=(), source=()))
        assert found.source.tolist()[4:6] == [NOBODY, NOBODY]
        assert found.cue.tolist()[4:6] == [NOBODY, NOBODY]

    def test_the_outer_quotation_keeps_the_words(self):
        inner = Example(content=((14, 19),), cue=((11, 13),), source=())
        assert self.read(EXAMPLE, inner).tag.tolist() == [0, 1, 2, 3, 5, 6, 0]

    def test_nothing_is_learned_outside_of_what_was_judged(self):
        found = self.read(EXAMPLE, judged=((0, 10),))
        assert found.tag.tolist() == [IGNORE, 1, 2, 3, IGNORE, IGNORE, IGNORE]
        assert found.cue.tolist() == [IGNORE] * 7

    def test_a_doubtful_source_is_not_pointed_at(self):
        doubtful = Example(EXAMPLE.content, EXAMPLE.cue, EXAMPLE.source, False)
        assert set(self.read(doubtful).source.tolist()) == {IGNORE}


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Quill said it leaks", "said", Manner.SPEECH),
        ("Quill hopes it leaks", "hopes", Manner.ATTITUDE),
        ("Quill hopes for “a leak”", "hopes", Manner.SPEECH),
        ("Quill proved it leaks", "proved", Manner.UNKNOWN),
    ],
)
def test_speech_or_attitude(text, cue, expected):
    start = text.index(cue)
    after = start + len(cue) + 1
    example = Example(((after, len(text)),), ((start, after - 1),), ((0, 5),))
    assert manner(text, example) is expected


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


@needs_torch
class TestCommand:
    def train(self, corpus, out, **options):
        printed = StringIO()
        call_command(
            "train_extractor",
            str(corpus),
            out=out,
            threads=1,
            verbosity=0,
            stdout=printed,
            **{"layers": 1, "epochs": 1, **options},
        )
        return printed.getvalue()

    def test_trains_reports_and_goes_on(self, corpus, tmp_path):
        out = tmp_path / "model"
        printed = self.train(corpus, out)

        assert "On 1 documents held back" in printed
        report = json.loads((out / "report.json").read_text(encoding="utf-8"))
        assert (report["documents"], report["held_back"]) == (5, 1)
        assert report["epochs"] == 1
        assert set(report["figures"]) == {"quoted", "indirect", "all"}
        names = {path.name for path in out.iterdir()}
        assert {
            "tagger.onnx",
            "vocabulary.txt",
            "linker.json",
            "ensemble.json",
        } <= names

        again = tmp_path / "again"
        self.train(corpus, again, start_from=out)
        report = json.loads((again / "report.json").read_text(encoding="utf-8"))
        assert report["start_from"] == "model"
        vocabularies = [(d / "vocabulary.txt").read_bytes() for d in (out, again)]
        assert vocabularies[0] == vocabularies[1]

    def test_a_model_is_cut_and_taught_by_the_whole_one(self, corpus, tmp_path):
        whole, short = tmp_path / "whole", tmp_path / "short"
        self.train(corpus, whole, layers=2)
        self.train(corpus, short, start_from=whole, layers=1, inner=256)

        sizes = [(path / "tagger.onnx").stat().st_size for path in (whole, short)]
        assert sizes[1] < sizes[0]
        with pytest.raises(CommandError, match="3 layers cannot be cut"):
            self.train(corpus, tmp_path / "long", start_from=whole, layers=3)
        with pytest.raises(CommandError, match="name one to start from"):
            self.train(corpus, tmp_path / "none", inner=8)

    def test_the_same_seed_gives_the_same_model(self, corpus, tmp_path):
        for name in ("one", "two"):
            self.train(corpus, tmp_path / name)
        one, two = (tmp_path / name / "tagger.onnx" for name in ("one", "two"))
        assert one.read_bytes() == two.read_bytes()

    def test_a_broken_corpus_is_refused(self, tmp_path):
        path = tmp_path / "corpus.jsonl"
        path.write_text("{", encoding="utf-8")
        with pytest.raises(CommandError, match="line 1"):
            self.train(path, tmp_path / "model")


def test_nothing_to_train_on_is_refused(monkeypatch):
    monkeypatch.setattr(train_extractor, "MISSING", None)
    with pytest.raises(CommandError, match="--from-database"):
        call_command("train_extractor")


def test_missing_packages_are_named(monkeypatch):
    monkeypatch.setattr(train_extractor, "MISSING", "torch")
    with pytest.raises(CommandError, match=r"requirements-train\.txt"):
        call_command("train_extractor", "corpus.jsonl")
