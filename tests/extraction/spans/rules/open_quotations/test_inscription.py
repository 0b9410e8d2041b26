"""Quoted words that are written on something."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("“No way through” was painted across the gate.", [("No way through", "", "")]),
        (
            "A hand had sprayed “No way through” across the gate.",
            [("No way through", "", "")],
        ),
        (
            "A hand-made banner on the pier read “No way through”.",
            [("No way through", "", "")],
        ),
        ("“No way through” went the motto.", [("No way through", "", "")]),
        ("“No way through” read the brass plaque.", [("No way through", "", "")]),
        ("“Ever thus” proclaimed the plaque.", [("Ever thus", "", "")]),
        ("“No way through”, a banner read.", [("No way through", "", "")]),
        ("‘No way through’ was stitched on a sail.", [("No way through", "", "")]),
        ("“No way” ran the note on the door.", [("No way", "", "")]),
        ("“No way through” said the sign.", [("No way through", "", "")]),
    ],
)
def test_it_answers(text, answers):
    assert answering(text)[-1] == "inscription"
    assert found(text) == answers


@pytest.mark.parametrize(
    "text",
    [
        "“No way through” was the answer.",
        "Mina Sol wrote “No way through.”",
        "“No way through,” a note from Mina Sol said.",
        "Mina Sol signs off with “No way through”.",
    ],
)
def test_others_are_left_alone(text):
    assert "inscription" not in answering(text)
