"""What many of a kind say among themselves."""

import pytest

from quotes.extraction.spans.rules.phrases import talk_among
from tests.extraction.spans.rules.asking import phrases


@pytest.mark.parametrize("noun", ["speculation", "broad agreement", "talk"])
def test_content_cue_and_source(noun):
    sentence = f"There is {noun} among ship brokers that the bridge may close."

    cue = noun.split()[-1]
    assert phrases(talk_among, sentence) == [
        ("the bridge may close", cue, "ship brokers")
    ]


@pytest.mark.parametrize(
    ("sentence", "said", "who"),
    [
        (
            "Talk among the pilots that the port will shut has grown since May.",
            "the port will shut",
            "the pilots",
        ),
        (
            "Talk among staff that the paper would fold reached the owner.",
            "the paper would fold",
            "staff",
        ),
    ],
)
def test_a_sentence_about_the_talk_goes_on_behind_what_is_said(sentence, said, who):
    assert phrases(talk_among, sentence) == [(said, "Talk", who)]


@pytest.mark.parametrize(
    "sentence",
    [
        "There is a house among the trees that leaks.",
        "There was talk among the dockers.",
        "There was talk among the dockers, who knew that it was shut.",
    ],
)
def test_what_nobody_says_is_left_alone(sentence):
    assert phrases(talk_among, sentence) == []
