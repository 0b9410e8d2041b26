"""Hard cases with tagger and rules together; need the weights."""

from __future__ import annotations

import pytest

from quotes.extraction import extract
from quotes.extraction.spans.ensemble.ensemble_finder import EnsembleFinder

pytestmark = pytest.mark.skipif(
    EnsembleFinder.load() is None,
    reason="no weights: QUOTES_MODEL is none, or none are installed",
)
OPEN = "The bridge will open in May"


def said(text: str, *, attitudes: bool = False) -> list[tuple[str, str | None]]:
    """Content and speaker of every quotation, in reading order."""
    return [
        (
            " | ".join(text[start:end] for start, end in one.content),
            one.speaker.name if one.speaker else None,
        )
        for one in extract(text, attitudes=attitudes)
    ]


def relays(text: str) -> list[tuple[str | None, str | None]]:
    """Speaker and relay of every quotation."""
    return [
        (one.speaker.name if one.speaker else None, one.relayed_by)
        for one in extract(text)
    ]


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (f"“{OPEN},” Mina Sol said.", f"{OPEN},"),
        ("“The bridge,” Mina Sol said, “will open.”", "The bridge, | will open."),
        (f"Mina Sol said: “{OPEN}.”", f"{OPEN}."),
        (f"''{OPEN},'' Mina Sol said.", f"{OPEN},"),
        (f"“{OPEN}.”\n— Mina Sol", f"{OPEN}."),
        ("Mina Sol said that the bridge would open.", "the bridge would open"),
        ("According to Mina Sol, the bridge would open.", "the bridge would open"),
        ("The bridge would open, Mina Sol said.", "The bridge would open"),
        ("Mina Sol described the toll as “a disgrace”.", "a disgrace"),
        ("Mina Sol told the council the bridge was shut.", "the bridge was shut"),
    ],
)
def test_words_and_who_said_them(text, content):
    assert said(text) == [(content, "Mina Sol")]


def test_two_sentences_of_one_speaker_are_one_quotation():
    text = f"“{OPEN},” Mina Sol said. “We have waited long enough.”"
    assert said(text) == [(f"{OPEN}, | We have waited long enough.", "Mina Sol")]


def test_a_transcript_goes_by_its_names():
    text = (
        "MARA SOL: We were told “this is fine” by the council.\n"
        "TOM REED: And you believed it?\n"
        "MARA SOL: I said “no” at once."
    )
    assert [who for _, who in said(text)] == ["MARA SOL", "TOM REED", "MARA SOL"]


def test_turns_may_stand_between_marks():
    text = '"SOL: Is it open?\n"REED: It is not.\n"SOL: Then why “free passage”?"'
    assert said(text) == [
        ("Is it open?", "SOL"),
        ("It is not.", "REED"),
        ("Then why “free passage”?", "SOL"),
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "relay"),
    [
        (
            "The Tavran News Agency quoted Mina Sol as saying the bridge was shut.",
            "Mina Sol",
            "Tavran News Agency",
        ),
        (
            f"“{OPEN},” Mina Sol told the Harbour Gazette.",
            "Mina Sol",
            "Harbour Gazette",
        ),
    ],
)
def test_who_passed_it_on_is_not_who_said_it(text, speaker, relay):
    assert relays(text) == [(speaker, relay)]


@pytest.mark.parametrize(
    "text",
    [
        "Mina Sol hopes the bridge will open in May.",
        "Mina Sol did not say that the bridge would open in May.",
        "Related: Mina Sol said the bridge would open in May",
        "The bridge is grey and long.",
        "",
        "“",
    ],
)
def test_nothing_is_reported(text):
    assert said(text) == []


def test_a_hope_counts_where_attitudes_are_asked_for():
    text = "Mina Sol hopes the bridge will open in May."
    assert said(text, attitudes=True) == [("the bridge will open in May", "Mina Sol")]


def test_the_method_says_who_decided():
    (one,) = extract(f"“{OPEN},” Mina Sol said.")
    assert one.method.startswith("subject of “said” in the same sentence; the tagger")
    assert 0.5 < one.confidence <= 1.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"“{OPEN},” Mina Sol said, adding, “We have waited long enough.”",
            [(f"{OPEN}, | We have waited long enough.", "Mina Sol")],
        ),
        (
            "Mina Sol put the number of injured at 40.",
            [("the number of injured at 40", "Mina Sol")],
        ),
        (
            "The dockers laughed at Mina Sol’s claim that the bridge was safe.",
            [("the bridge was safe", "Mina Sol")],
        ),
    ],
)
def test_where_our_definition_and_the_corpus_differ_ours_is_followed(text, expected):
    assert said(text) == expected


def test_a_source_ends_before_its_relative_clause():
    text = "Mina Sol, who has led the council for nine years, said the bridge is shut."

    (one,) = extract(text)

    assert [text[start:end] for start, end in one.source] == ["Mina Sol"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"“{OPEN},” Jon Reve said.\n\nMina Sol shook her head. “It will not.”",
            [(f"{OPEN},", "Jon Reve"), ("It will not.", "Mina Sol")],
        ),
        (
            "Mina Sol said the port was shut despite Ostra claiming its “rescue”.",
            [("the port was shut", "Mina Sol"), ("its “rescue”", "Ostra")],
        ),
        (
            "Mina Sol confirmed for the first time that the bridge was unsafe.",
            [("the bridge was unsafe", "Mina Sol")],
        ),
        (
            "The sign at the gate was repainted. “No way through for us.”",
            [("No way through for us.", None)],
        ),
        (
            "While the queue at the pier was “a trial,” a bridge was possible by"
            " May, Mina Sol told the Ledger.",
            [
                (
                    "While the queue at the pier was “a trial,” a bridge was possible"
                    " by May",
                    "Mina Sol",
                )
            ],
        ),
        (
            "Mina Sol said the queue was “a trial” before leaving the pier.",
            [("the queue was “a trial”", "Mina Sol")],
        ),
        (
            "The pilot said “brace” and turned off the lights.",
            [("brace", "the pilot")],
        ),
        ("“No bridge!” shouted the crowd at the pier.", [("No bridge!", "the crowd")]),
        ("Mina Sol reads “The Long Way Home” to children every Friday.", []),
    ],
)
def test_what_our_definition_decides_whatever_the_corpus_taught(text, expected):
    assert said(text) == expected
