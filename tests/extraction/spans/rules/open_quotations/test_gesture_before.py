"""Somebody laughs, shrugs or looks away in the sentence before, and speaks then."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering

ABOUT_OTHERS = "The city said the tram was late. "


@pytest.mark.parametrize("gesture", ["laughs at that", "shook her head", "looked away"])
def test_it_answers(gesture):
    text = f"{ABOUT_OTHERS}Mina Sol {gesture}.\n“The tram is never late.”"
    assert answering(text)[-1] == "gesture_before"
    assert found(text)[-1] == ("The tram is never late.", "", "Mina Sol")


@pytest.mark.parametrize(
    "text",
    [
        "Mina Sol looked tired.\n“The tram is never late.”",
        "Mina Sol laughs.\nThe tram came.\n“The tram is never late.”",
        "The lever laughs at nobody.\n“The tram is never late.”",
    ],
)
def test_others_are_left_alone(text):
    assert "gesture_before" not in answering(text)
