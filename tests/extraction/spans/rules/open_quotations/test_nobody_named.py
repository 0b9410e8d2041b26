"""Quoted words whose speaker stands nowhere: kept, attributed to nobody."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "The sign at the gate was repainted. “No way through for us.”",
            [
                ("No way through for us.", "", ""),
            ],
        ),
    ],
)
def test_it_answers(text, answers):
    assert answering(text)[-1] == "nobody_named"
    assert found(text) == answers


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is open.” — Mina Sol",
    ],
)
def test_others_are_left_alone(text):
    assert "nobody_named" not in answering(text)
