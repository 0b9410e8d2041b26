"""A dash and a name behind the quotation, on its line or on the next."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "“The bridge is open.” — Mina Sol",
            [
                ("The bridge is open.", "", "Mina Sol"),
            ],
        ),
        (
            "“The bridge is open.”\n— Mina Sol, head of the council",
            [
                ("The bridge is open.", "", "Mina Sol, head of the council"),
            ],
        ),
    ],
)
def test_it_answers(text, answers):
    assert answering(text)[-1] == "signature"
    assert found(text) == answers


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is open.” — and shut again",
    ],
)
def test_others_are_left_alone(text):
    assert "signature" not in answering(text)
