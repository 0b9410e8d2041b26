"""Answers to a reporter's question, and to what a line names."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "I ask the baker whether she slept.\n\n“Not a minute.”",
            [("Not a minute.", "", "the baker")],
        ),
        (
            "We asked Mina Sol why she stays. “I have the key.”",
            [("I have the key.", "", "Mina Sol")],
        ),
        (
            "Mina Sol met the Tide on the bridge.\n\nOn sleep: “I never do.”\n\n"
            "On boats:\n“Too many.”",
            [("I never do.", "", "Mina Sol"), ("Too many.", "", "Mina Sol")],
        ),
    ],
)
def test_it_answers(text, answers):
    assert answering(text)[-1] == "asked_by_reporter"
    assert found(text)[-len(answers) :] == answers


@pytest.mark.parametrize(
    "text",
    [
        "I ask myself why. “It was late.”",
        "On Monday: “Bread, two crowns.”",
    ],
)
def test_others_are_left_alone(text):
    assert "asked_by_reporter" not in answering(text)
