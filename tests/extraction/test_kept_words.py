"""Words whose speaker the text does not name: which of them are kept."""

import pytest

from quotes.extraction import extract


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '"Folly, Mr. “Long” Reve, folly, when I have seen\n the chart myself!"',
            "Folly, Mr. “Long” Reve, folly, when I have seen\n the chart myself!",
        ),
        ("Rowers walked by. A placard read “Lower the toll”.", "Lower the toll"),
        ("They left to chants of “Lower the toll”.", "Lower the toll"),
    ],
)
def test_sentences_and_what_is_written_or_chanted_are_kept(text, said):
    (one,) = extract(text)

    assert text[one.start : one.end] == said
    assert one.speaker is None


def test_the_name_of_a_song_without_a_cue_is_nobodys():
    assert extract("The band played “Rowing round the bay” before the race.") == []
