"""Somebody named by marriage."""

import pytest

from tests.extraction.attributions import speaker_name


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (
            "Mr. Orvane lit it. Mrs. Orvane came in. “It is late,” said his wife.",
            "his wife",
            "Orvane",
        ),
        (
            "Lady Orvane rose. Lord Orvane did not. “It is late,” said her husband.",
            "her husband",
            "Orvane",
        ),
        # Nobody of that name is there.
        ("Mr. Orvane lit it. “It is late,” said his wife.", "his wife", "his wife"),
    ],
)
def test_whom_two_titles_of_one_surname_name(text, source, name):
    assert speaker_name(text, source) == name
