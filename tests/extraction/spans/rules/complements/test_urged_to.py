"""A verb that asks somebody to do something: object and infinitive together."""

import pytest

from quotes.extraction.spans.rules.complements import urged_to
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "Mina Sol urged the dockers to end their strike.",
            "the dockers to end their strike",
            "urged",
        ),
        (
            "Mina Sol called for the council to end the strike.",
            "the council to end the strike",
            "called for",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(urged_to, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol was urged to end the strike.",
        "Mina Sol urged calm.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(urged_to, sentence) == []
