"""A verb with the one who was told as its object, and a clause."""

import pytest

from quotes.extraction.spans.rules.complements import told
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "Mina Sol told the council that the bridge was open.",
            "the bridge was open",
            "told",
        ),
        (
            "Mina Sol told them the bridge was open.",
            "the bridge was open",
            "told",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(told, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol told the council to go home.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(told, sentence) == []
