"""A verb with a bare noun phrase as its object, for those who ask for attitudes."""

import pytest

from quotes.extraction.spans.rules.complements import announced
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "Mina Sol announced a new bridge.",
            "a new bridge",
            "announced",
        ),
        (
            "A new bridge was announced by Mina Sol.",
            "A new bridge",
            "announced",
        ),
        (
            "Mina Sol expressed her gratitude to the dockers for their help.",
            "her gratitude to the dockers for their help",
            "expressed",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(announced, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol announced that the bridge was open.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(announced, sentence) == []
