"""Whom “he” means where people talk with one another; all of them invented."""

import pytest

from quotes.extraction import extract


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        (
            "Peter Wick was on the radio with Adam Holm on Monday. Holm asked Wick how "
            "high the wall would be.\n\n“It could be higher,” he told Holm, to cheers.",
            "It could be higher,",
            "Peter Wick",
        ),
        (
            "Peter Wick, the mayor, came to the quay. Asked whether he would take more "
            "gifts from Adam Holm, he said: “Gifts are declared.”",
            "Gifts are declared.",
            "Peter Wick",
        ),
        (
            "“That would be a disaster,” Adam Holm said.\n\nAs for Peter Wick, he said "
            "he was not worried.",
            "he was not worried",
            "Peter Wick",
        ),
    ],
)
def test_who_speaks(text, said, speaker):
    names = {
        text[one.content[0][0] : one.content[-1][1]]: one.speaker.name
        for one in extract(text)
        if one.speaker
    }
    assert names.get(said) == speaker
