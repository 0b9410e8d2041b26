"""Which cue and source belong to a content."""

import json

import pytest

from quotes.extraction.spans.tagger.decode import Role, spans
from quotes.extraction.spans.tagger.decode import best_tags as tags
from quotes.extraction.spans.tagger.linker import (
    CUE_FEATURES,
    GEOMETRY,
    MODELS,
    SOURCE_FEATURES,
    Linker,
    LinkerMismatchError,
    Surroundings,
)
from tests.extraction.tagging import CONTENT, CUE, SOURCE, linker, predicted

TEXT = "Quill said it leaks. Mara Orr, who came later, denied it was old."
TAGGED = (
    (SOURCE, "Quill"),
    (CUE, "said"),
    (CONTENT, "it leaks"),
    (SOURCE, "Mara Orr"),
    (CUE, "denied"),
    (CONTENT, "it was old"),
)


def surroundings(text=TEXT, tagged=TAGGED, **options):
    prediction = predicted(text, *tagged, **options)
    table = prediction.log_probabilities
    return Surroundings(text, spans(tags(table), table), prediction)


def printed(around, span):
    features = around.prediction.features
    return around.text[slice(*features.characters(span.first, span.last))]


def row(around, choice, words):
    """The features of one option by name."""
    number = [printed(around, option) for option in choice.options].index(words)
    return dict(zip(MODELS[choice.model], choice.table[number].tolist(), strict=True))


class TestSurroundings:
    def test_options_are_the_cues_around_and_none(self):
        around = surroundings()
        choice = around.cue_of_content(around.by_role[CONTENT][0])

        assert [printed(around, option) for option in choice.options] == (
            ["said", "denied"]
        )
        assert choice.table.shape == (3, len(CUE_FEATURES))
        none = dict(zip(CUE_FEATURES, choice.table[-1].tolist(), strict=True))
        assert none["nothing"] == 1.0
        assert not any(none[name] for name in GEOMETRY)

    def test_geometry(self):
        around = surroundings()
        choice = around.cue_of_content(around.by_role[CONTENT][0])
        said, denied = (row(around, choice, word) for word in ("said", "denied"))

        assert said["before"] == 1.0
        assert said["adjacent before"] == 1.0
        assert said["sentence end before"] == 0.0
        assert denied["before"] == 0.0
        assert denied["sentence end after"] == 1.0
        assert denied["comma between after"] == 1.0
        assert denied["source between"] == 1.0
        assert denied["distance after"] == pytest.approx(2.197, abs=1e-3)

    def test_geometry_sees_line_breaks_colons_and_marks(self):
        around = surroundings(
            "Quill said:\n\n\n“It leaks”", ((CUE, "said"), (CONTENT, "It leaks"))
        )
        choice = around.cue_of_content(around.by_role[CONTENT][0])
        said = row(around, choice, "said")

        for name in (
            "line break before",
            "several line breaks",
            "colon between",
            "quotation mark between",
        ):
            assert said[name] == 1.0

    def test_pointers_speak_for_their_target(self):
        tagged = [(role, words.removeprefix("Mara ")) for role, words in TAGGED]
        around = surroundings(tagged=tagged, pointing=[("source", "it leaks", "Orr")])
        content, cue = around.by_role[CONTENT][0], around.by_role[CUE][0]
        choice = around.source_of(content, cue)

        quill, orr = (row(around, choice, name) for name in ("Quill", "Orr"))
        assert quill["pointed at by content"] < -5
        assert orr["pointed at by content"] > -0.1
        assert orr["pointed at by cue"] == quill["pointed at by cue"]

    def test_only_the_nearest_are_options(self):
        text = "Quill said. " * 30 + "It leaks."
        tagged = [(CUE, "said")] * 30 + [(CONTENT, "It leaks")]
        around = surroundings(text, tagged)
        assert len(around.cue_of_content(around.by_role[CONTENT][0]).options) == 3


class TestLinker:
    def test_takes_the_near_one(self):
        around = surroundings()
        first, second = around.by_role[CONTENT]
        chosen = linker().decide(around.cue_of_content(first))
        assert printed(around, chosen.span) == "said"
        chosen = linker().decide(around.cue_of_content(second))
        assert printed(around, chosen.span) == "denied"
        assert 0.5 < chosen.probability < 1

    def test_a_pointer_outweighs_distance(self):
        around = surroundings(pointing=[("source", "it leaks", "Mara Orr")])
        content = around.by_role[CONTENT][0]
        pointed = linker(pointed_at_by_content=2.0)
        chosen = pointed.decide(around.source_of(content, None))
        assert printed(around, chosen.span) == "Mara Orr"

    def test_nothing_where_there_is_nothing(self):
        around = surroundings("It leaks.", [(CONTENT, "It leaks")])
        chosen = linker().decide(around.source_of(around.by_role[CONTENT][0], None))
        assert chosen.span is None
        assert chosen.probability == 1.0

    def test_reads_weights_by_name(self, tmp_path):
        path = tmp_path / "linker.json"
        weights = {model: dict.fromkeys(names, 0.5) for model, names in MODELS.items()}
        path.write_text(json.dumps(weights), encoding="utf-8")
        around = surroundings()
        chosen = Linker.read(path).decide(
            around.cue_of_content(around.by_role[CONTENT][0])
        )
        assert 0 < chosen.probability < 1

    def test_refuses_weights_of_other_features(self, tmp_path):
        path = tmp_path / "linker.json"
        weights = {model: dict.fromkeys(names, 0.5) for model, names in MODELS.items()}
        del weights["source of cue"]["before"]
        path.write_text(json.dumps(weights), encoding="utf-8")
        with pytest.raises(LinkerMismatchError, match="source of cue"):
            Linker.read(path)


def test_every_model_has_its_own_features():
    assert set(GEOMETRY) < set(CUE_FEATURES)
    assert set(GEOMETRY) < set(SOURCE_FEATURES)
    assert all(len(set(names)) == len(names) for names in MODELS.values())
    assert Role.SOURCE == "source"
