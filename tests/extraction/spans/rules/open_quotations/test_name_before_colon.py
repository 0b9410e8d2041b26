"""A name and a colon before the quotation, on its line or on the one before."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "Mina Sol: “The bridge is open.”",
            [
                ("The bridge is open.", "", "Mina Sol"),
            ],
        ),
        (
            "Mina Sol (council):\n“The bridge is open.”",
            [
                ("The bridge is open.", "", "Mina Sol"),
            ],
        ),
        (
            "Sol’s advice to first-time rowers: “Wait.”",
            [("Wait.", "advice", "Sol")],
        ),
    ],
)
def test_it_answers(text, answers):
    assert answering(text)[-1] == "name_before_colon"
    assert found(text) == answers


@pytest.mark.parametrize(
    "text",
    [
        "the bridge: “The bridge is open now.”",
    ],
)
def test_others_are_left_alone(text):
    assert "name_before_colon" not in answering(text)
