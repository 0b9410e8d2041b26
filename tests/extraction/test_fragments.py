"""Three quoted words or fewer that are no sentence."""

import pytest

from quotes.extraction.fragments import is_fragment, quoted_words
from quotes.extraction.types import Kind


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("heroes", Kind.DIRECT, True),
        ("very close friends", Kind.DIRECT, True),
        ("very close old friends", Kind.DIRECT, False),
        ("I quit.", Kind.DIRECT, False),
        ("Never again!", Kind.DIRECT, False),
        ("No way,", Kind.DIRECT, False),
        ("Heroes", Kind.DIRECT, True),
        ("the harbour was “out of reach” for now", Kind.MIXED, True),
        ("the harbour was “out of reach for years”", Kind.MIXED, False),
        ('the harbour was "closed"', Kind.MIXED, True),
        ("“closed” and “sealed off by law”", Kind.MIXED, False),
        ("the harbour was closed", Kind.INDIRECT, False),
        ("the harbour was ‘closed’ that day", Kind.MIXED, True),
        ("", Kind.DIRECT, False),
    ],
)
def test_is_fragment(text, kind, expected):
    assert is_fragment(text, [(0, len(text))], kind) is expected


def test_words_of_a_mixed_quotation_are_those_inside_its_marks():
    text = "she called it “a well-kept secret” of theirs"
    assert quoted_words(text, [(0, len(text))], Kind.MIXED) == [
        "a",
        "well-kept",
        "secret",
    ]


def test_two_ranges_count_together():
    text = "We go on XX and on"
    assert is_fragment(text, [(0, 8), (12, 18)], Kind.DIRECT) is False
