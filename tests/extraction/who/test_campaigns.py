"""A body that is named by whose it is."""

import pytest

from tests.extraction.attributions import speaker_name


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        (
            "Ada Holm opened the pier. Her campaign said that she would win.",
            "Her campaign",
            "Holm campaign",
        ),
        (
            "Ada Holm opened the pier. Jon Reve did not come. She was glad, and his "
            "administration said that it was shut.",
            "his administration",
            "Reve administration",
        ),
        # Nobody is known whose it could be.
        ("Her campaign said that she would win.", "Her campaign", "Her campaign"),
    ],
)
def test_a_campaign_is_that_of_whom_the_pronoun_means(text, source, name):
    assert speaker_name(text, source) == name
