"""A verb before its subject, behind the clause that it reports."""

import pytest

from quotes.extraction.spans.rules.complements import inverted
from tests.extraction.spans.rules.asking import complements


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        (
            "The bridge will open in May, said Mina Sol.",
            "The bridge will open in May",
        ),
        (
            "Jobs will be cut in areas that do not serve the port, said the firm's "
            "recently named chair Ada Holm in an email to staff.",
            "Jobs will be cut in areas that do not serve the port",
        ),
    ],
)
def test_the_clause_before_the_comma_is_reported(sentence, content):
    assert complements(inverted, sentence) == [(content, "said")]


@pytest.mark.parametrize(
    "sentence",
    [
        "The old bridge, said Mina Sol.",
        "The bridge has stood since May, said it was shut and fell.",
        "Mina Sol came home late in May, said goodbye and left.",
    ],
)
def test_other_constructions_are_left_alone(sentence):
    assert complements(inverted, sentence) == []
