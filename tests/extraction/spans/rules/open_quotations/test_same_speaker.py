"""A sentence that is nothing but a quotation, behind one that quotes its speaker."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "“The bridge is open,” Mina Sol said. “It will stay open.”",
            [
                ("The bridge is open, | It will stay open.", "said", "Mina Sol"),
            ],
        ),
    ],
)
def test_it_answers(text, answers):
    assert answering(text)[-1] == "same_speaker"
    assert found(text) == answers


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is open,” Mina Sol said. No doubt of it. “It will stay open.”",
    ],
)
def test_others_are_left_alone(text):
    assert "same_speaker" not in answering(text)


def test_words_that_name_the_speaker_before_are_anothers():
    text = (
        "“It is late,” Mina Sol said. Jon Reve called it “a clever bridge”.\n"
        "“Reve never crossed it.”"
    )
    assert found(text)[-1] == ("Reve never crossed it.", "", "Mina Sol")
