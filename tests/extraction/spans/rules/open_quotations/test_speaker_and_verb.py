"""A speaker and a verb right beside the quotation, where the parse found neither."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Reve ate. “Happy Harbour Day!,” he tweeted.",
            ("Happy Harbour Day!,", "tweeted", "he"),
        ),
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
