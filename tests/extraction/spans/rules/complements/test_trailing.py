"""A verb and its subject at the end of a sentence whose clause is not linked to it."""

import pytest

from quotes.extraction.spans.rules.complements import trailing
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "The bridge will open in May, Mina Sol wrote in her diary.",
            "The bridge will open in May",
            "wrote",
        ),
        (
            "The bridge opens in May and the port in June, Mina Sol said in a speech.",
            "The bridge opens in May and the port in June",
            "said",
        ),
        (
            "The bridge opens in May, Mina Sol said, according to the Coast Agency.",
            "The bridge opens in May",
            "said",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(trailing, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The old bridge, Mina Sol wrote.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(trailing, sentence) == []
