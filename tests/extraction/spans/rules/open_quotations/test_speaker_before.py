"""A quotation without a cue: who spoke last, a few sentences before at most."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "Mina Sol said the bridge was open. No doubt of it. “It will stay open.”",
            [
                ("the bridge was open", "said", "Mina Sol"),
                ("It will stay open.", "", "Mina Sol"),
            ],
        ),
    ],
)
def test_it_answers(text, answers):
    assert answering(text)[-1] == "speaker_before"
    assert found(text) == answers


@pytest.mark.parametrize(
    "text",
    [
        "No doubt of it. “It will stay open.”",
    ],
)
def test_others_are_left_alone(text):
    assert "speaker_before" not in answering(text)
