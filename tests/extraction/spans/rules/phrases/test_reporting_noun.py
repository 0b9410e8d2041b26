"""A noun of saying with a clause, and whose it is."""

import pytest

from quotes.extraction.spans.rules.phrases import reporting_noun
from tests.extraction.spans.rules.asking import phrases


@pytest.mark.parametrize(
    ("sentence", "content", "cue", "source"),
    [
        (
            "The dockers heard a claim by Mina Sol that the bridge was safe.",
            "the bridge was safe",
            "claim",
            "Mina Sol",
        ),
        (
            "The dockers laughed at Mina Sol’s claim that the bridge was safe.",
            "the bridge was safe",
            "claim",
            "Mina Sol",
        ),
        (
            "A Norland claim that the bridge was safe was denied.",
            "the bridge was safe",
            "claim",
            "Norland",
        ),
        (
            "Mina Sol voiced confidence that the bridge was safe.",
            "the bridge was safe",
            "confidence",
            "Mina Sol",
        ),
        (
            "Mina Sol made the claim that the bridge was safe.",
            "the bridge was safe",
            "claim",
            "Mina Sol",
        ),
        (
            "Mina Sol’s promise to open the bridge was kept.",
            "to open the bridge",
            "promise",
            "Mina Sol",
        ),
        (
            "The dockers laughed at Mina Sol’s call for “a total closure.”",
            "a total closure.",
            "call",
            "Mina Sol",
        ),
        (
            "Sol campaign accusations that the bridge was unsafe were denied.",
            "the bridge was unsafe",
            "accusations",
            "Sol campaign",
        ),
    ],
)
def test_content_cue_and_source(sentence, content, cue, source):
    assert phrases(reporting_noun, sentence) == [(content, cue, source)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The claim that the bridge was safe was heard.",
    ],
)
def test_what_is_nobodys_is_left_alone(sentence):
    assert phrases(reporting_noun, sentence) == []
