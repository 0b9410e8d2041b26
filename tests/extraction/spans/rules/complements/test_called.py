"""A verb that gives something a name: the name is the content, not the thing."""

import pytest

from quotes.extraction.spans.rules.complements import called
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "Mina Sol called the toll a disgrace.",
            "a disgrace",
            "called",
        ),
        (
            "Mina Sol called that “beyond belief.”",
            "beyond belief.",
            "called",
        ),
        (
            "Mina Sol termed the charges “frivolous and tiresome”.",
            "frivolous and tiresome",
            "termed",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(called, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol watched a show called Brokers.",
        "Mina Sol called the council.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(called, sentence) == []
