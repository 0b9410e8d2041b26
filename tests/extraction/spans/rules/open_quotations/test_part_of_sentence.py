"""Quoted words that are part of a sentence which reports nothing."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "The dockers walked past the “no way through” sign on the quay.",
            [
                ("no way through", "", ""),
            ],
        ),
        (
            "The dockers walked past the “heroes” sign on the quay.",
            [],
        ),
    ],
)
def test_it_answers(text, answers):
    assert answering(text)[-1] == "part_of_sentence"
    assert found(text) == answers


@pytest.mark.parametrize(
    "text",
    [
        "The sign was repainted. “No way through for us.”",
    ],
)
def test_others_are_left_alone(text):
    assert "part_of_sentence" not in answering(text)
