"""What many call together: “chants of … from the stands”."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "There were shouts of “Mind the rope” from the rowers as the boat turned.",
            [("Mind the rope", "shouts", "the rowers")],
        ),
        (
            "The rowers erupted in chants of “Mind the rope”.",
            [("Mind the rope", "chants", "The rowers")],
        ),
        (
            "Mina Sol roused the rowers to loud chants of “Mind the rope”.",
            [("Mind the rope", "chants", "the rowers")],
        ),
        (
            "The warden left the quay to cries of “Mind the rope”.",
            [("Mind the rope", "cries", "")],
        ),
        (
            "Cries of “Mind the rope!” greeted Warden Jon Reve.",
            [("Mind the rope!", "Cries", "")],
        ),
    ],
)
def test_it_answers(text, answers):
    assert answering(text)[-1] == "chants_of"
    assert found(text) == answers


@pytest.mark.parametrize(
    "text",
    [
        "A pair of “mind the rope now” signs stood on the quay.",
    ],
)
def test_others_are_left_alone(text):
    assert "chants_of" not in answering(text)
