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


def test_the_cue_behind_the_last_paragraph_tells_of_all():
    said = "“The bridge is open.\n“It will stay open,” Mina Sol said."
    whole = ("The bridge is open. | It will stay open,", "said", "Mina Sol")

    # Not whom the sentence before names, nor who spoke before.
    assert found(f"She had spoken to the rowers on Friday.\n{said}") == [whole]
    assert found(f"“We wait,” Jon Reve said.\n{said}")[-1] == whole


@pytest.mark.parametrize(
    "text",
    [
        "“The bridge is open.”\n“It will stay open.”",
    ],
)
def test_others_are_left_alone(text):
    assert "next_paragraph" not in answering(text)
