"""As ``urged_to``, where the infinitive hangs on the object's relative clause."""

import pytest

from quotes.extraction.spans.rules.complements import urged_those_who
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "Mina Sol urged anyone who had seen the crane fall to come forward.",
            "anyone who had seen the crane fall to come forward",
            "urged",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(urged_those_who, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol urged the dockers to end their strike.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(urged_those_who, sentence) == []
