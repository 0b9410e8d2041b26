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
            "Mina Sol put down her cup. “The bridge is open.”",
            [
                ("The bridge is open.", "", "Mina Sol"),
            ],
        ),
        # The paragraph before is about somebody, and nobody has spoken since.
        (
            "Mina Sol has kept the bridge since May. She sleeps in the tower.\n"
            "“The bridge is open.”",
            [
                ("The bridge is open.", "", "She"),
            ],
        ),
        # The parse takes "she described" for a relative clause.
        (
            "In a call with journalists she described the first night:\n"
            "“The bridge is open.”",
            [
                ("The bridge is open.", "", "she"),
            ],
        ),
        (
            "To Wanda Holm, the verdict meant little. “The bridge is open.”",
            [
                ("The bridge is open.", "", "Wanda Holm"),
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
        "The tower was cold that winter.\n“The bridge is open.”",
        "Jon Reve said it was shut. Mina Sol has the key.\n“The bridge is open.”",
    ],
)
def test_others_are_left_alone(text):
    assert "announced_before" not in answering(text)


def test_a_paragraph_turns_back_to_somebody_by_the_surname():
    text = (
        "Mina Sol runs. “I run,” Sol said.\n“She is fast,” Jon Reve said.\n"
        "Sol hopes for May.\n“After that I rest.”"
    )
    assert found(text)[-1] == ("After that I rest.", "", "Sol")


def test_whom_the_quotation_calls_they_has_not_said_it():
    text = "“I rest,” Mina Sol said. The doctors found nothing. “They know nothing.”"
    assert found(text)[-1] == ("They know nothing.", "", "Mina Sol")


def test_a_paragraph_about_somebody_comes_between():
    text = (
        "Mina Sol keeps the bridge.\n“It is late,” Jon Reve said.\n"
        "She counts the boats.\n“I like the dark.”"
    )
    assert found(text)[-1] == ("I like the dark.", "", "She")
