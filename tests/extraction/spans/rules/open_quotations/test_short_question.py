"""A short question alone in its paragraph."""

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


def test_it_answers():
    text = "“The bridge is open,” Mina Sol said.\n“Who says so?”"

    assert answering(text) == ["short_question"]
    assert found(text)[-1] == ("Who says so?", "", "")


def test_a_question_in_the_same_paragraph_goes_on():
    text = "“The bridge is open,” Mina Sol said. “Who says so?”"

    assert answering(text) == ["same_speaker"]


def test_a_long_one_that_follows_a_question_and_its_answer():
    text = (
        "“Is the bridge open?” asked Jon Reve.\n“It is,” said Mina Sol.\n"
        "“And who has paid for all the repairs?”\n“The dockers.”"
    )

    assert found(text)[2] == ("And who has paid for all the repairs?", "", "")
    assert found(text)[3] == ("The dockers.", "", "Mina Sol")


def test_a_long_one_without_a_question_before_goes_on():
    text = (
        "“The bridge is open,” said Jon Reve.\n“It is,” said Mina Sol.\n"
        "“And who has paid for all the repairs?”"
    )

    assert "short_question" not in answering(text)
