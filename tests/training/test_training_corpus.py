"""Reading a corpus to train on."""

import json

import pytest

from quotes.training.training_corpus import (
    CorpusError,
    Document,
    hold_back,
    read_corpus,
)
from tests.training.examples import EXAMPLE, TEXT, record


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
