"""The title of a book, a film or a song between quotation marks: nobody's words."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "Her memoir, “Nine Winters at the Bridge,” sold well.",
            [],
        ),
        (
            "He starred in a show called “brokers in the night,” which was cancelled.",
            [],
        ),
    ],
)
def test_it_answers(text, answers):
    assert answering(text)[-1] == "title_of_work"
    assert found(text) == answers


@pytest.mark.parametrize(
    "text",
    [
        "The dockers walked past the “no way through” sign on the quay.",
    ],
)
def test_others_are_left_alone(text):
    assert "title_of_work" not in answering(text)
