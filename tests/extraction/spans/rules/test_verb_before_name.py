"""Sentences that open with their verb."""

import pytest

from tests.extraction.reading import found


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("Said coach Mina Sol: “We lost.”", "Said", "coach Mina Sol"),
        (
            "Explained the curator, Dr Mina Sol: “We lost.”",
            "Explained",
            "the curator, Dr Mina Sol",
        ),
        ("Quipped one commuter on Monday: “We lost.”", "Quipped", "one commuter"),
        ("Said one rower in Orsk: “We lost.”", "Said", "one rower in Orsk"),
        (
            "Tweeted Sen. Mina Sol on Sunday: “We lost.”",
            "Tweeted",
            "Sen. Mina Sol",
        ),
        ("Added Mrs. Sol: “We lost.”", "Added", "Mrs. Sol"),
    ],
)
def test_the_source_is_what_stands_behind_the_verb(text, cue, source):
    assert found(text) == [("We lost.", cue, source)]
