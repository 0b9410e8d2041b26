"""A verb with a clause as its complement, before, behind or around it."""

import pytest

from quotes.extraction.spans.rules.complements import said_that
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "Mina Sol said the bridge was open.",
            "the bridge was open",
            "said",
        ),
        (
            "The bridge will open in May, Mina Sol said.",
            "The bridge will open in May",
            "said",
        ),
        (
            "Mina Sol pointed out that the bridge was open.",
            "the bridge was open",
            "pointed",
        ),
        (
            "Mina Sol asked whether the bridge was open.",
            "whether the bridge was open",
            "asked",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(said_that, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol pointed that the bridge was open.",
        "Mina Sol said on Monday.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(said_that, sentence) == []
