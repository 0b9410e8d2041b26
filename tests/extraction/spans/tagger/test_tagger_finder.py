"""From texts to attributions, with predictions made by hand and with weights."""

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from quotes.extraction.errors import TaggerMissingError
from quotes.extraction.spans.tagger.model import MODEL_FILE, load_model, model_directory
from quotes.extraction.spans.tagger.tagger_finder import (
    SECTION,
    Section,
    TaggerFinder,
    sections,
)
from quotes.extraction.types import Kind
from tests.extraction.tagging import (
    CONTENT,
    CUE,
    SOURCE,
    ScriptedModel,
    linker,
    predicted,
)
from tests.properties import examples


def found(text, *tagged, **options):
    finder = TaggerFinder(ScriptedModel(predicted(text, *tagged, **options)), linker())
    (evidence,) = finder.find_with_evidence([text])
    return evidence


def printed(text, ranges):
    return [text[start:end] for start, end in ranges]


class TestAttributions:
    def test_a_direct_quotation(self):
        text = "“The lock is old,” Mara Quill said on Monday."
        (evidence,) = found(
            text, (CONTENT, "The lock is old"), (SOURCE, "Mara Quill"), (CUE, "said")
        )
        attribution = evidence.attribution

        assert printed(text, attribution.content) == ["The lock is old,"]
        assert printed(text, attribution.source) == ["Mara Quill"]
        assert printed(text, attribution.cue) == ["said"]
        assert attribution.kind is Kind.DIRECT
        assert attribution.method == "tagged with the cue ‘said’"
        assert attribution.attitude is False

    def test_contents_of_one_cue_are_one_quotation(self):
        text = "“The lock,” Quill said, “is old.” It rained."
        (evidence,) = found(
            text,
            (CONTENT, "The lock"),
            (SOURCE, "Quill"),
            (CUE, "said"),
            (CONTENT, "is old."),
        )
        assert printed(text, evidence.attribution.content) == ["The lock,", "is old."]

    def test_mixed_and_indirect(self):
        text = "Quill said the lock was “old”. She denied that it leaks."
        one, two = found(
            text,
            (SOURCE, "Quill"),
            (CUE, "said"),
            (CONTENT, "the lock was “old”"),
            (SOURCE, "She"),
            (CUE, "denied"),
            (CONTENT, "that it leaks"),
        )
        assert one.attribution.kind is Kind.MIXED
        assert two.attribution.kind is Kind.INDIRECT
        assert printed(text, two.attribution.content) == ["it leaks"]

    def test_a_content_alone_has_no_speaker(self):
        text = "“The lock is old.”"
        (evidence,) = found(text, (CONTENT, "The lock is old."))
        assert evidence.attribution.source == evidence.attribution.cue == ()
        assert evidence.attribution.method == "tagged without a speaker"
        assert evidence.source == evidence.cue == 0.0

    def test_cues_and_sources_alone_are_nothing(self):
        assert found("Quill said.", (SOURCE, "Quill"), (CUE, "said")) == []

    def test_attitude_and_evidence(self):
        text = "Quill hopes it rains."
        tagged = ((SOURCE, "Quill"), (CUE, "hopes"), (CONTENT, "it rains"))
        (evidence,) = found(text, *tagged, speech=0.2)

        assert evidence.attribution.attitude is True
        assert evidence.speech == pytest.approx(0.2)
        assert evidence.content == pytest.approx(0.95)
        assert evidence.cue == pytest.approx(0.95)
        assert evidence.source == pytest.approx(0.95)
        assert 0.5 < evidence.cue_choice < 1
        assert 0.5 < evidence.source_choice < 1
        assert evidence.attribution.score == pytest.approx(
            evidence.content * evidence.source_choice
        )

    def test_several_texts_keep_their_order(self):
        first, second = "Quill said it leaks.", "It rained all day in town."
        model = ScriptedModel(
            predicted(first, (SOURCE, "Quill"), (CUE, "said"), (CONTENT, "it leaks")),
            predicted(second),
        )
        one, two = TaggerFinder(model, linker()).find([first, second])
        assert (len(one), two) == (1, [])


class TestSections:
    def test_a_short_text_is_one(self):
        assert list(sections("Quill said so.")) == [Section(0, "Quill said so.")]
        assert list(sections("")) == []

    def test_a_long_text_is_cut_where_a_line_ends(self):
        line = "Quill said so once more and left the room.\n"
        text = line * (3 * SECTION // len(line))
        parts = list(sections(text))

        assert "".join(part.text for part in parts) == text
        assert [part.start for part in parts] == [
            sum(len(part.text) for part in parts[:number])
            for number in range(len(parts))
        ]
        assert all(part.text.endswith("\n") for part in parts)

    def test_a_text_without_any_end_is_cut_anyway(self):
        parts = [len(part.text) for part in sections("a" * (SECTION + 10))]
        assert parts == [SECTION, 10]

    def test_offsets_count_from_the_text(self):
        lead = "It rained. " * (SECTION // 11 + 1)
        text = lead + "\nQuill said it leaks."
        parts = [part.text for part in sections(text)]
        tail = predicted(
            parts[-1], (SOURCE, "Quill"), (CUE, "said"), (CONTENT, "it leaks")
        )
        model = ScriptedModel(*(predicted(part) for part in parts[:-1]), tail)
        ((attribution,),) = TaggerFinder(model, linker()).find([text])
        assert printed(text, attribution.content) == ["it leaks"]
        assert printed(text, attribution.cue) == ["said"]


class TestModelDirectory:
    def test_none_switches_the_tagger_off(self, monkeypatch):
        monkeypatch.setenv("QUOTES_MODEL", "none")
        assert model_directory() is None
        assert TaggerFinder.load() is None

    def test_another_directory(self, monkeypatch, tmp_path):
        monkeypatch.setenv("QUOTES_MODEL", str(tmp_path))
        assert model_directory() == tmp_path
        with pytest.raises(TaggerMissingError, match=MODEL_FILE):
            TaggerFinder.load()


@pytest.fixture(scope="module")
def shipped():
    directory = model_directory()
    if directory is None or not (directory / MODEL_FILE).exists():
        pytest.skip("no trained weights here")
    return TaggerFinder.load()


class TestWithWeights:
    def test_invented_texts(self, shipped):
        text = (
            "“The harbour wall will not last another winter,” Mara Quill, the port "
            "engineer, told reporters on Tuesday.\n\n"
            "According to the Port Council, repairs would cost two million crowns. "
            "“We cannot wait,” she added, “and we will not.”"
        )
        (attributions,) = shipped.find([text])
        assert [
            (printed(text, a.content), printed(text, a.source)) for a in attributions
        ] == [
            (
                ["The harbour wall will not last another winter,"],
                ["Mara Quill, the port engineer,"],
            ),
            (["repairs would cost two million crowns"], ["the Port Council"]),
            (["We cannot wait,", "and we will not."], ["she"]),
        ]

    def test_loads_once(self, shipped):
        assert load_model(shipped.model.directory) is shipped.model

    def test_nothing_to_read(self, shipped):
        assert shipped.find(["", "\n \n", "…"]) == [[], [], []]

    @examples(60, suppress=[HealthCheck.function_scoped_fixture])
    @given(
        st.lists(
            st.one_of(
                st.sampled_from(
                    ["“", "”", '"', "''", "‘", "’", "said", "Quill", ".", "\n", "he"]
                ),
                st.text(max_size=6),
            ),
            max_size=40,
        )
    )
    def test_ranges_lie_in_the_text_whatever_it_is(self, shipped, words):
        text = " ".join(words)
        (evidence,) = shipped.find_with_evidence([text])
        for one in evidence:
            attribution = one.attribution
            for ranges in (attribution.content, attribution.cue, attribution.source):
                flat = [edge for pair in ranges for edge in pair]
                assert flat == sorted(flat)
                assert all(0 <= start < end <= len(text) for start, end in ranges)
            assert attribution.content
            assert 0 <= attribution.score <= 1


def test_reading_needs_neither_torch_nor_django():
    code = (
        "import sys, quotes.extraction.spans.tagger.tagger_finder; "
        "sys.exit(bool({'torch', 'onnx', 'django'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code]
    assert subprocess.run(command, check=False).returncode == 0
