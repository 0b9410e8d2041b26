"""A passive verb that reports its own subject: subject and infinitive together."""

import pytest

from quotes.extraction.spans.rules.complements import is_said_to
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "The bridge is said by the council to be unsafe.",
            "The bridge | to be unsafe",
            "said",
        ),
        (
            "Jon Reve is believed to have left.",
            "Jon Reve | to have left",
            "believed",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(is_said_to, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol said the bridge was open.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(is_said_to, sentence) == []
