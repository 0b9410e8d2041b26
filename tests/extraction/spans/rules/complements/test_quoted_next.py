"""Words in marks right behind a verb of manner."""

import pytest

from quotes.extraction.spans.rules.complements import quoted_next
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol whispered “no more boats” at the gate.",
        "Mina Sol whispered, “no more boats” as the light went.",
    ],
)
def test_content_is_what_stands_in_the_marks(sentence):
    assert complements(quoted_next, sentence) == [("no more boats", "whispered")]


def test_what_stands_on_a_thing():
    sentence = "Stickers saying “no more boats” covered the gate."

    assert complements(quoted_next, sentence) == [("no more boats", "saying")]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol said “no more boats” would come.",
        "Mina Sol whispered to the “boat people” of the bay.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(quoted_next, sentence) == []
