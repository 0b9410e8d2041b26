"""A speaker and a verb right beside the quotation, where the parse found neither."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“He earned it,” the baker, Jon Reve, told the Tide after the storm.",
            ("He earned it,", "told", "the baker, Jon Reve"),
        ),
        (
            "Reve ate. “Happy Harbour Day!,” he tweeted.",
            ("Happy Harbour Day!,", "tweeted", "he"),
        ),
        ("Reve said“The bridge is open.”", ("The bridge is open.", "said", "Reve")),
        (
            "“This is fantastic!” smirked Jon Reve of Orsk, who had come early.",
            ("This is fantastic!", "smirked", "Jon Reve"),
        ),
    ],
)
def test_it_answers(text, expected):
    assert "speaker_and_verb" in answering(text)
    assert expected in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "“Her mind is gone — resign!” Reve said the mayor would win.",
        "“Resign!”\n\nReve said the mayor would win.",
    ],
)
def test_the_next_sentence_is_no_tag(text):
    assert "speaker_and_verb" not in answering(text)


@pytest.mark.parametrize(
    "text",
    [
        "The headline “Who Lied?” angered Jon Reve.",
        "The word “Help!” startled Jon Reve, who ran.",
        "“What Have They Done?” angered Jon Reve.",
        "The song “Go home!” Jon Reve wrote in May is sung again.",
        "The cry “Liar!” rang across the quay.",
        "“Will it end?” He wrote to the mayor on Monday.",
    ],
)
def test_what_words_do_to_somebody_is_not_said(text):
    assert "speaker_and_verb" not in answering(text)


def test_a_name_ends_with_its_sentence():
    text = "“It is late!” smirked Mayor Jon Reve. Ada Holm left at once."
    assert found(text) == [("It is late!", "smirked", "Mayor Jon Reve")]
