"""The phrase "according to": the rest of its sentence is reported."""

import pytest

from quotes.extraction.spans.rules.phrases import according_to
from tests.extraction.spans.rules.asking import phrases


@pytest.mark.parametrize(
    ("sentence", "content", "cue", "source"),
    [
        (
            "According to Mina Sol, the bridge will open in May.",
            "the bridge will open in May",
            "According to",
            "Mina Sol",
        ),
        (
            "The bridge, according to Mina Sol, will open in May.",
            "The bridge | will open in May",
            "according to",
            "Mina Sol",
        ),
        (
            "The bridge will open in May, according to Mina Sol.",
            "The bridge will open in May",
            "according to",
            "Mina Sol",
        ),
        (
            "The ferries have, according to the port, already been sold.",
            "The ferries have | already been sold",
            "according to",
            "the port",
        ),
        (
            "But according to Mina Sol the bridge will open in May.",
            "the bridge will open in May",
            "according to",
            "Mina Sol",
        ),
    ],
)
def test_content_cue_and_source(sentence, content, cue, source):
    assert phrases(according_to, sentence) == [(content, cue, source)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The dockers acted accordingly.",
    ],
)
def test_what_is_nobodys_is_left_alone(sentence):
    assert phrases(according_to, sentence) == []
