"""A sentence without quotation marks that leads up to a quotation in the next."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "Mina Sol wrote in her diary:\n“The bridge is open.”",
            [
                ("The bridge is open.", "wrote", "Mina Sol"),
            ],
        ),
        (
            "Mina Sol shook her head. “The bridge is open.”",
            [
                ("The bridge is open.", "", "Mina Sol"),
            ],
        ),
    ],
)
def test_it_answers(text, answers):
    assert answering(text)[-1] == "announced_before"
    assert found(text) == answers


@pytest.mark.parametrize(
    "text",
    [
        "Mina Sol wrote in her diary.\n“The bridge is open.”",
    ],
)
def test_others_are_left_alone(text):
    assert "announced_before" not in answering(text)
