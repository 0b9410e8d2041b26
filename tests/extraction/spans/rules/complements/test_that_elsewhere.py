"""A that-clause that the parser hung on another word than its verb."""

import pytest

from quotes.extraction.spans.rules.complements import that_elsewhere
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "The council confirmed for the first time that the bridge was unsafe.",
            "the bridge was unsafe",
            "confirmed",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(that_elsewhere, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The council announced a plan that closed the bridge.",
        "The council confirmed it, that the bridge was unsafe.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(that_elsewhere, sentence) == []
