"""A verb that estimates: what is counted and the number together."""

import pytest

from quotes.extraction.spans.rules.complements import put_at
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "Mina Sol put the number of injured at 40.",
            "the number of injured at 40",
            "put",
        ),
        (
            "Mina Sol estimated the cost at $40 million.",
            "the cost at $40 million",
            "estimated",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(put_at, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol put the dockers at risk.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(put_at, sentence) == []
