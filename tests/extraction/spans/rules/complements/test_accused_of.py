"""A verb of blame or praise: its object and the reproach together."""

import pytest

from quotes.extraction.spans.rules.complements import accused_of
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "Mina Sol accused the dockers of wrecking the crane.",
            "the dockers of wrecking the crane",
            "accused",
        ),
        (
            "Mina Sol blamed the dockers for the delay.",
            "the dockers for the delay",
            "blamed",
        ),
        (
            "Mina Sol charged the dockers with wrecking the crane.",
            "the dockers with wrecking the crane",
            "charged",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(accused_of, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol thanked the dockers.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(accused_of, sentence) == []
