"""Turns of a transcript."""

import pytest

from tests.extraction.reading import found


def test_turns_go_to_the_name_before_the_colon():
    text = "SOL: The bridge is open.\nREVE: Since when?"

    assert found(text, attitudes=True) == [
        ("The bridge is open.", "", "SOL"),
        ("Since when?", "", "REVE"),
    ]


def test_three_turns_make_a_transcript_in_which_marks_decide_nothing():
    turns = ("SOL: “The bridge is open.”", "REVE: Since when?", "SOL: “May.”")

    contents = [content for content, _, _ in found("\n".join(turns), attitudes=True)]

    assert contents == ["“The bridge is open.”", "Since when?", "“May.”"]


@pytest.mark.parametrize("text", ["Q: Is the bridge open?", "The sign: Open."])
def test_other_lines_are_no_turns(text):
    assert found(text, attitudes=True) == []
