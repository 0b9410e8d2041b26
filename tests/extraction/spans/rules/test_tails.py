"""What is cut off a content because it is somebody else's."""

import pytest

from quotes.extraction.spans.rules.tails import cut_tail
from tests.extraction.spans.rules.asking import read


@pytest.mark.parametrize(
    "tail",
    [
        ", adding that it would open in May",
        ", as reported by the Coast Agency",
        ", with both calling it a disgrace",
        " according to the Coast Agency",
        " despite Ostra claiming it was open",
        " and said it would open in May",
        ", as she dismissed the council's complaints",
    ],
)
def test_what_another_verb_reports_is_cut_off(tail):
    reading = read(f"Mina Sol said the port was shut{tail}.")
    tokens = reading.tree.words
    first = tokens.index("the")

    last = cut_tail(reading, first, len(tokens) - 2)

    assert reading.text[slice(*reading.content(first, last))] == "the port was shut"


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("She said ‘fine, keep it’ gave me the rope.", "fine, keep it"),
        ("She says ‘what ticket’ gets on the bus.", "what ticket"),
        (
            "She said ‘the old, the lame’ left the port.",
            "‘the old, the lame’ left the port",
        ),
    ],
)
def test_a_verb_behind_a_quoted_clause_is_no_part_of_it(sentence, said):
    reading = read(sentence)
    last = len(reading.tree) - 2

    last = cut_tail(reading, 2, last)

    assert reading.text[slice(*reading.content(2, last))] == said


def test_where_it_was_said_is_no_part_of_quoted_words():
    reading = read("Mina Sol called the plan “thin” in a note to dockers.")
    first = reading.tree.lower.index("plan") + 1

    last = cut_tail(reading, first, len(reading.tree) - 2)

    assert reading.text[slice(*reading.content(first, last))] == "thin"


@pytest.mark.parametrize(
    "rest",
    [
        ", as she had promised",
        ", as the river was high",
        " and the river was high",
        " despite the rain",
    ],
)
def test_what_belongs_to_the_clause_stays(rest):
    reading = read(f"Mina Sol said the port was shut{rest}.")
    last = len(reading.tree) - 2

    assert cut_tail(reading, 3, last) == last


def test_a_deed_behind_words_that_are_all_of_the_content_is_the_speakers():
    reading = read("Mina Sol said “no more” and signed the order.")
    tokens = reading.tree.words
    last = cut_tail(reading, tokens.index("said") + 1, len(tokens) - 2)

    assert tokens[last + 1] == "and"


def test_what_a_clause_with_quoted_words_goes_on_with_stays():
    reading = read("Mina Sol said the bridge was “weak” and needed steel.")
    last = len(reading.tree) - 2

    assert cut_tail(reading, 3, last) == last
