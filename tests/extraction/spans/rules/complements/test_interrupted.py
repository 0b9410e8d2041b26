"""A verb and its subject between commas inside the clause that they report."""

import pytest

from quotes.extraction.spans.rules.complements import interrupted
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "The council, Mina Sol warned, would close the bridge.",
            "The council | would close the bridge",
            "warned",
        ),
        (
            "The port, she added, would close in May.",
            "The port | would close in May",
            "added",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(interrupted, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The bridge Mina Sol mentioned will open in May.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(interrupted, sentence) == []
