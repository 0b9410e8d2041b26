"""A verb with a gerund: what was done, or should be."""

import pytest

from quotes.extraction.spans.rules.complements import denied_doing
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "Mina Sol denied closing the bridge.",
            "closing the bridge",
            "denied",
        ),
        (
            "Mina Sol suggested closing the bridge.",
            "closing the bridge",
            "suggested",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(denied_doing, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol denied the report.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(denied_doing, sentence) == []
