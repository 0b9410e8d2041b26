"""A verb and the names behind it."""

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


def test_it_answers():
    text = "“Why now?” reply Mina Sol and Jon Reve on Monday."

    assert answering(text) == ["verb_and_name_behind"]
    assert found(text) == [("Why now?", "reply", "Mina Sol and Jon Reve")]


def test_a_chorus_is_a_verb_where_names_follow():
    found_in = found("“It was the dog!” chorus Mina and Jon.")

    assert found_in == [("It was the dog!", "chorus", "Mina and Jon")]


def test_a_signature_is_left_alone():
    assert answering("“The bridge is open.” — Mina Sol") == ["signature"]
