"""A clause with "as": what stands around it is reported."""

import pytest

from quotes.extraction.spans.rules.complements import as_said
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "The bridge will open in May, as Mina Sol promised.",
            "The bridge will open in May",
            "promised",
        ),
        (
            "As Mina Sol said, the bridge is open.",
            "the bridge is open",
            "said",
        ),
        (
            "The bridge is unsafe, as the council has admitted.",
            "The bridge is unsafe",
            "admitted",
        ),
        (
            "The bridge will open in May, as reported by the Coast Agency.",
            "The bridge will open in May",
            "reported",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(as_said, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The dockers did as Mina Sol said.",
        "As Mina Sol attacked the plan, the dockers cheered.",
        "Mina Sol said the bridge was open.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(as_said, sentence) == []
