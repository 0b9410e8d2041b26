"""Which words without marks are a report, where reported speech alone is wanted."""

import pytest

from quotes.extraction import extract
from quotes.extraction.report_evidence import report_evidence
from quotes.extraction.types import Attribution, Kind


def reported(text: str, *, attitudes: bool = False) -> list[str]:
    return [
        text[one.content[0][0] : one.content[-1][1]]
        for one in extract(text, attitudes=attitudes)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mina Sol blasted the plan for the pier.",
        "The mayor, Mina Sol, has repeatedly berated security guards for the noise.",
        "Mina Sol ripped into Filip Arne for a range of policy positions.",
    ],
)
def test_what_is_done_to_somebody_or_something_is_no_report(text: str) -> None:
    assert reported(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Mina Sol attacked her rival’s record, saying he had voted against it.",
            "he had voted against it",
        ),
        ("Mina Sol urged the town to remain calm.", "the town to remain calm"),
        ("The wardens griped that the pier was shut.", "the pier was shut"),
        ("Mina Sol complained that the pier was shut.", "the pier was shut"),
        ("The pier is shut, according to Mina Sol.", "The pier is shut"),
    ],
)
def test_what_is_said_is_one(text: str, said: str) -> None:
    assert reported(text) == [said]


def test_marks_are_never_left_out() -> None:
    text = "Mina Sol attacked her rival’s “long record of votes” on Monday."
    assert reported(text) == ["her rival’s “long record of votes”"]


def test_a_bare_noun_phrase_is_there_where_attitudes_are_wanted() -> None:
    text = "Mina Sol blasted the plan for the pier."
    assert reported(text, attitudes=True) == ["the plan for the pier"]


def test_evidence_is_of_construction_and_not_of_subject() -> None:
    text = "Mina Sol is emphasizing Trondvik in the race."
    (start, end), cue = (23, 44), (9, 23)
    one = Attribution(
        content=((start, end),),
        cue=(cue,),
        source=((0, 8),),
        kind=Kind.INDIRECT,
        score=0.5,
        method="tagged with the cue ‘emphasizing’",
    )
    known = dict(report_evidence(text, one))
    assert known["cue: progressive"] == 1
    assert known["no clause"] == 1
    assert known["score"] == 0.5
    assert not any("trondvik" in name.lower() for name in known)


def test_a_promise_is_a_report_without_marks() -> None:
    assert reported("Mina Sol promised to resign on Monday.") == ["to resign on Monday"]
