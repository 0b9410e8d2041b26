"""manage.py train_extractor: one very small run, and what it refuses."""

import json
from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

from quotes.evaluation import refit_set
from quotes.management.commands import train_extractor
from tests.training.examples import needs_torch


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


class TestRefitSet:
    """Who has no corpus fits on the articles that come with the project."""

    @pytest.fixture
    def jobs(self, monkeypatch):
        jobs = []

        def refit(job):
            jobs.append(job)
            return {"documents": len(job.documents)}

        for name, value in (
            ("MISSING", None),
            ("Recipe", SimpleNamespace),
            ("Job", SimpleNamespace),
            ("refit", refit),
        ):
            monkeypatch.setattr(train_extractor, name, value, raising=False)
        return jobs

    def test_it_is_used_whole_and_named(self, jobs, tmp_path):
        out = StringIO()
        call_command("train_extractor", refit=True, out=tmp_path, stdout=out)

        (job,) = jobs
        assert (len(job.documents), job.held_back) == (15, 1)
        assert sum(len(document.examples) for document in job.documents) > 150
        assert "fitted to fixtures/expected.jsonl (15 documents)" in out.getvalue()

    def test_a_corpus_of_ones_own_goes_before(self, jobs, corpus):
        out = StringIO()
        call_command("train_extractor", str(corpus), refit=True, stdout=out)

        (job,) = jobs
        assert (len(job.documents), job.held_back) == (6, train_extractor.HELD_BACK)
        assert "/corpus.jsonl (6 documents)" in out.getvalue()

    def test_in_an_installed_package_there_is_none(self, jobs, monkeypatch, tmp_path):
        monkeypatch.setattr(refit_set, "GOLD", tmp_path / "expected.jsonl")
        with pytest.raises(CommandError, match="name a corpus of your own"):
            call_command("train_extractor", refit=True)


@needs_torch
def test_a_model_is_refitted_to_all_of_what_it_has_not_seen(corpus, tmp_path):
    out = tmp_path / "model"
    call_command(
        "train_extractor", str(corpus), out=out, threads=1, layers=1, epochs=1,
        verbosity=0, stdout=StringIO(),
    )  # fmt: skip

    call_command("train_extractor", refit=True, out=out, threads=1, stdout=StringIO())

    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["ensemble"]["corpus"] == "fixtures/expected.jsonl"
    assert report["ensemble"]["documents"] == 15
