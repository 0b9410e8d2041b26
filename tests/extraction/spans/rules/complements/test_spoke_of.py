"""A verb with its particle and what that governs."""

import pytest

from quotes.extraction.spans.rules.complements import spoke_of
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "Mina Sol spoke of closing the bridge.",
            "closing the bridge",
            "spoke of",
        ),
        (
            "Mina Sol called for calm.",
            "calm",
            "called for",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(spoke_of, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol spoke on Monday.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(spoke_of, sentence) == []
