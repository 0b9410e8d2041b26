"""The sentence behind a quotation says whose it was."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "“A quay is a promise.” That line by harbour master Mina Sol is carved.",
            [("A quay is a promise.", "", "harbour master Mina Sol")],
        ),
        (
            "“A quay is a promise.” So wrote Mina Sol in May.",
            [("A quay is a promise.", "", "Mina Sol")],
        ),
        (
            "“A quay is a promise.” The line belongs to the warden Jon Reve.",
            [("A quay is a promise.", "", "the warden Jon Reve")],
        ),
        (
            "“A quay is a promise.” That quote is from Mina Sol. Reve hung it up.",
            [("A quay is a promise.", "", "Mina Sol")],
        ),
    ],
)
def test_it_answers(text, answers):
    assert answering(text)[-1] == "quote_from"
    assert found(text) == answers


@pytest.mark.parametrize(
    "text",
    [
        "“A quay is a promise.” That line of rowers stood on the pier.",
        "“A quay is a promise.” The sentence of Judge Mina Sol was long.",
        "“A quay is a promise.” The thought of Jon Reve frightens all.",
    ],
)
def test_others_are_left_alone(text):
    assert "quote_from" not in answering(text)
