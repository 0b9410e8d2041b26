"""“As Mina Sol puts it”, between dashes, before the quoted words."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        (
            "The toll was — as the warden Jon Reve puts it — “a tax on rowing”.",
            [("a tax on rowing", "puts it", "the warden Jon Reve")],
        ),
        (
            "Reve stepped back as she angrily said, “I am tired of this”.",
            [("I am tired of this", "said", "she")],
        ),
        (
            "It is, as Mina Sol once said, “a very long wait”.",
            [("a very long wait", "said", "Mina Sol")],
        ),
    ],
)
def test_it_answers(text, answers):
    assert answering(text)[-1] == "as_puts_it"
    assert found(text) == answers


@pytest.mark.parametrize(
    "text",
    [
        "As the tide rose, the dockers walked past the “no way through” sign.",
    ],
)
def test_others_are_left_alone(text):
    assert "as_puts_it" not in answering(text)
