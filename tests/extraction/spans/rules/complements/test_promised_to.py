"""A verb whose infinitive is what the speaker will do."""

import pytest

from quotes.extraction.spans.rules.complements import promised_to
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "Mina Sol promised to open the bridge.",
            "to open the bridge",
            "promised",
        ),
        (
            "Mina Sol refused to close the bridge.",
            "to close the bridge",
            "refused",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(promised_to, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol promised a bridge.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(promised_to, sentence) == []
