"""Phrases that name whose words or view the rest of the sentence is."""

import pytest

from quotes.extraction.spans.rules.phrases import in_words_of
from tests.extraction.spans.rules.asking import phrases


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("In the words of Mina Sol, the bridge is a disgrace.", "In the words of"),
        ("In the view of Mina Sol, the bridge is a disgrace.", "In the view of"),
        ("By the account of Mina Sol, the bridge is a disgrace.", "By the account of"),
        ("As per Mina Sol, the bridge is a disgrace.", "As per"),
    ],
)
def test_content_cue_and_source(sentence, cue):
    found = ("the bridge is a disgrace", cue, "Mina Sol")

    assert phrases(in_words_of, sentence) == [found]


def test_a_name_behind_a_role_is_part_of_the_source():
    sentence = "It is, in the words of the warden, Mina Sol, “a disgrace”."

    ((_, _, source),) = phrases(in_words_of, sentence)
    assert source == "the warden, Mina Sol"


@pytest.mark.parametrize(
    "sentence", ["The words of Mina Sol were heard.", "The toll is 40 per person."]
)
def test_what_is_nobodys_is_left_alone(sentence):
    assert phrases(in_words_of, sentence) == []
