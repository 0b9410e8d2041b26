"""A clause whose subject has a relative clause, so that it was read as an object."""

import pytest

from quotes.extraction.spans.rules.complements import lost_subject
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "Mina Sol said the light that marks the reef had been dark since May.",
            "the light that marks the reef had been dark since May",
            "said",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(lost_subject, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol said a prayer.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(lost_subject, sentence) == []
