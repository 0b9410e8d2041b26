"""Reporters, channels and programmes that a report passed through; all invented."""

import pytest

from quotes.extraction import extract


@pytest.mark.parametrize(
    ("text", "relay"),
    [
        (
            "Ada Sol, a freelance reporter for the Glim Tide, met him there.\n\n"
            '"We need someone," Peter Wick told Sol.',
            "Ada Sol",
        ),
        (
            "Ada Sol wrote from the harbour for years.\n\n"
            "“Let us face it together,” Peter Wick, the mayor, said, via Sol.",
            "Ada Sol",
        ),
        (
            '"There is only one place for him," Peter Wick told the Norland '
            "state-owned Al-Marsa television.",
            "Al-Marsa",
        ),
        (
            'Speaking to the Daily Tide Peter Wick claimed: "It happened in May."',
            "Daily Tide",
        ),
        (
            '"It is over," Captain Peter Wick said just after midnight on CNN.',
            "CNN",
        ),
        ('"It is over," Peter Wick told people on the quay.', None),
        ('"It is over," Peter Wick told investors of New Harbour Media.', None),
        ('"It is over," Peter Wick declared on national television.', None),
    ],
)
def test_who_passed_it_on(text, relay):
    (found,) = extract(text)
    assert found.relayed_by == relay


def test_what_goes_on_without_a_cue_was_told_the_same_medium():
    text = (
        "Peter Wick told the Glim Herald that it was not the whole truth. "
        '"They are trying to make this about money, which it never was."'
    )
    found = extract(text)
    assert [one.relayed_by for one in found] == ["Glim Herald", "Glim Herald"]
