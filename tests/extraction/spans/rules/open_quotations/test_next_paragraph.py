"""A quotation that runs over several paragraphs, each opened by a mark of its own."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "Mina Sol said: “The bridge is open.\n“It will stay open.”",
            [
                ("The bridge is open. | It will stay open.", "said", "Mina Sol"),
            ],
        ),
        (
            "“The bridge is open.\n“It will stay open.”",
            [
                ("The bridge is open. | It will stay open.", "", ""),
            ],
        ),
    ],
)
def test_it_answers(text, answers):
    assert answering(text)[-1] == "next_paragraph"
    assert found(text) == answers


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is open.”\n“It will stay open.”",
    ],
)
def test_others_are_left_alone(text):
    assert "next_paragraph" not in answering(text)
