"""A verb with "as": the content is what follows it."""

import pytest

from quotes.extraction.spans.rules.complements import described_as
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "Mina Sol described the toll as a disgrace.",
            "a disgrace",
            "described | as",
        ),
        (
            "Mina Sol described the toll as “unfair”, “late” and “too high to pay”.",
            "“unfair”, “late” and “too high to pay”",
            "described | as",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(described_as, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol quoted the council as saying the bridge was shut.",
        "Mina Sol described the toll.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(described_as, sentence) == []
