"""Two people who speak by turns."""

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering

DIALOGUE = (
    "“It was in June,” said Mina Sol.\n\n“In July,” replied Jon Reve. “Surely.”\n\n"
)


def test_it_answers():
    text = f"{DIALOGUE}“I was there.”\n\n“You slept.”"

    assert answering(text)[-2:] == ["taking_turns", "taking_turns"]
    assert found(text)[-2:] == [
        ("I was there.", "", "Mina Sol"),
        ("You slept.", "", "Jon Reve"),
    ]


def test_whoever_speaks_at_length_goes_on():
    text = f"{DIALOGUE}“{'I was there, and so were all the boats. ' * 3}”"
    assert answering(text) == ["same_speaker", "same_speaker"]


def test_who_is_not_answered_goes_on():
    text = f"{DIALOGUE.replace('replied', 'said')}“I was there.”"
    assert answering(text)[-1] == "same_speaker"


def test_one_who_spoke_twice_takes_no_turns():
    text = "“It was in June,” said Mina Sol.\n\n“In July,” Sol added.\n\n“I was there.”"
    assert answering(text) == ["same_speaker"]
