"""“Which is what Mina Sol called it”, behind quoted words."""

import pytest

from quotes.extraction.spans.rules.phrases import which_is_what
from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import phrases


def test_the_quoted_words_before_are_those_of_whom_it_names():
    text = (
        "Bo Marl proposed a bill against “gross sloppiness” with ropes, which is what "
        "Warden Jon Reve described last week."
    )

    assert found(text) == [("gross sloppiness", "described", "Warden Jon Reve")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The “no way through” sign, which is what the dockers passed, was old.",
        "The pier was shut, which is what Mina Sol said.",
    ],
)
def test_others_are_left_alone(sentence):
    assert phrases(which_is_what, sentence) == []
