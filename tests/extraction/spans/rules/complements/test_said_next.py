"""Words behind a verb of speech in which the parser saw no clause."""

import pytest

from quotes.extraction.spans.rules.complements import said_next
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content", "cue"),
    [
        (
            "Mina Sol said “a disgrace” would follow every winter.",
            "“a disgrace” would follow every winter",
            "said",
        ),
        (
            "The council said that with the bridge shut the whole port would wait.",
            "with the bridge shut the whole port would wait",
            "said",
        ),
    ],
)
def test_content_and_cue(sentence, content, cue):
    assert complements(said_next, sentence) == [(content, cue)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Mina Sol said nothing of the bridge.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(said_next, sentence) == []
