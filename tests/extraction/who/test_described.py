"""Whom a description, a pronoun ahead of its name, and a poll mean; all invented."""

import pytest

from tests.extraction.reading import speakers


@pytest.mark.parametrize(
    ("text", "said", "speaker"),
    [
        pytest.param(
            "Sen. Adam Holm spoke first on Tuesday. “The pier will fall,” the Utah "
            "senator and Republican candidate said.\n\nSen. Peter Wick called for "
            "calm on Wednesday. “Nothing will fall,” the independent Vermont senator "
            "and Democratic candidate told reporters.",
            "Nothing will fall,",
            "Peter Wick",
            id="another state than the one learnt before",
        ),
        pytest.param(
            "Sen. Lindsey Holm (R-Utah) called out his rival Peter Wick on Thursday. "
            "Holm said, “How many of you like this pier?”\n\nHe continued, “I believe "
            "Peter Wick will ruin it.”",
            "I believe Peter Wick will ruin it.",
            "Lindsey Holm",
            id="a first name that men bear too",
        ),
        pytest.param(
            "Ada Holm led the agency for ten years. “From day one I made rivers the "
            "priority,” the tall, 71-year-old diplomat said in an interview.",
            "From day one I made rivers the priority,",
            "Ada Holm",
            id="several adjectives",
        ),
        pytest.param(
            "Ada Holm will skip the opening of the tunnel, the Ledger reported. The "
            "former mayor’s spokeswoman told reporters that Holm plans to stay away.",
            "Holm plans to stay away",
            "the former mayor’s spokeswoman",
            id="whose spokeswoman it is does not speak",
        ),
        pytest.param(
            "After he blasted the film “Winter Lamp” for being “too soft,” Pastor "
            "Tomas Hewel has set his sights on the scouts.",
            "too soft,",
            "Tomas Hewel",
            id="a pronoun ahead of its name",
        ),
        pytest.param(
            "A woman shouted at the rally. The woman identified herself to Radio "
            "Meridian as a 52-year-old resident named Marwa.\n\n“He truly cares,” she "
            "said of Holm.",
            "He truly cares,",
            "Marwa",
            id="who gives her name",
        ),
        pytest.param(
            "Ada Holm’s rival has failed to dent her lead, according to a Harbour "
            "Ledger/Radio Meridian survey.\n\nMrs. Holm has support from 52 percent "
            "of voters, the poll found.",
            "Mrs. Holm has support from 52 percent of voters",
            "Harbour Ledger/Radio Meridian",
            id="the poll told of as a survey",
        ),
    ],
)
def test_who_speaks(text, said, speaker):
    found = speakers(text)

    assert [name for words, name in found.items() if said in words] == [speaker]


def test_who_asks_does_not_reply():
    text = (
        "Ada Holm drew laughter when a voter asked if she might give the post to "
        "Peter Wick.\n\n“What a great idea,” she replied."
    )

    assert speakers(text)["What a great idea,"] == "Ada Holm"


def test_whoever_is_named_before_is_not_named_ahead():
    text = (
        "Peter Wick left the council. After he condemned the pier as “a heap of rust,” "
        "Adam Holm thanked the town."
    )

    assert set(speakers(text).values()) == {"Peter Wick"}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "A neighbor said the man introduced himself as Daniel Moor. “He was nice,” "
            "the neighbor said.",
            "a neighbor",
        ),
        (
            "When he resigned, saying “I have no choice,” his successor, Mark Holm, "
            "praised him.",
            None,
        ),
        (
            "Ann Moor and Tom Reed sued the police. They said the arrest was lawful.",
            None,
        ),
        (
            "Austin Port Agency closed. “At least six are missing,” the AFP reported.",
            "AFP",
        ),
        (
            "In a poll released Monday, Adam Holm said, he leads. “Voters want a "
            "change,” the poll found.",
            "the poll",
        ),
        (
            "The Harbour Agency said it had no comment. “The water is foul,” the study "
            "said.",
            "the study",
        ),
    ],
)
def test_nobody_else_is_given_the_words(text, speaker):
    assert [*speakers(text).values(), None][-1 if speaker is None else -2] == speaker
