"""A verb that the parser takes for a noun."""

import pytest

from quotes.extraction.spans.rules.phrases import claim_that
from tests.extraction.spans.rules.asking import phrases


def test_content_cue_and_source():
    sentence = "Those living nearest to the bridge claim that lorries shake it."

    assert phrases(claim_that, sentence) == [
        ("lorries shake it", "claim", "Those living nearest to the bridge")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Her repeated claim that the bridge was safe.",
        "Dockers heard the claim that the bridge was safe.",
    ],
)
def test_nouns_are_left_alone(sentence):
    assert phrases(claim_that, sentence) == []
