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
