"""Reported speech without marks, or with marks round a part of it."""

from __future__ import annotations

import pytest

from tests.extraction.reading import attributions, found, words

OPEN = "the bridge would open in May"


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        (f"Mina Sol said that {OPEN}.", OPEN, "said", "Mina Sol"),
        (f"Mina Sol told the Harbour Gazette that {OPEN}.", OPEN, "told", "Mina Sol"),
        (f"Mina Sol and Jon Reve said {OPEN}.", OPEN, "said", "Mina Sol and Jon Reve"),
        (f"Both leaders said {OPEN}.", OPEN, "said", "Both leaders"),
        (
            f"Mina Sol said in a statement released by the council that {OPEN}.",
            OPEN,
            "said",
            "Mina Sol",
        ),
        (
            "The bridge will open in May, Mina Sol said.",
            "The bridge will open in May",
            "said",
            "Mina Sol",
        ),
        (
            "The bridge, Mina Sol said, will open in May.",
            "The bridge | will open in May",
            "said",
            "Mina Sol",
        ),
        (
            "If it rains on Sunday, Mina Sol said, the fair will be moved.",
            "If it rains on Sunday | the fair will be moved",
            "said",
            "Mina Sol",
        ),
        (
            "Mina Sol told friends and family that the bridge was open.",
            "the bridge was open",
            "told",
            "Mina Sol",
        ),
        (
            "Neither has won a seat and Sol strongly suggested they should go.",
            "they should go",
            "suggested",
            "Sol",
        ),
        (
            "The bridge will open in May, according to Mina Sol.",
            "The bridge will open in May",
            "according to",
            "Mina Sol",
        ),
        (
            "According to Mina Sol, the bridge will open in May.",
            "the bridge will open in May",
            "According to",
            "Mina Sol",
        ),
        (
            "The port will close in May, as reported by the Coast Agency.",
            "The port will close in May",
            "reported",
            "the Coast Agency",
        ),
        (
            f"Mina Sol, who has led the council for nine years, said {OPEN}.",
            OPEN,
            "said",
            "Mina Sol",
        ),
        (
            "The council confirmed on Monday for the first time that it was unsafe.",
            "it was unsafe",
            "confirmed",
            "The council",
        ),
        (
            "The dockers heard claims by Mina Sol that the bridge was safe.",
            "the bridge was safe",
            "claims",
            "Mina Sol",
        ),
        (
            "The dockers laughed at Mina Sol’s claim that the bridge was safe.",
            "the bridge was safe",
            "claim",
            "Mina Sol",
        ),
        (
            "The council issued a statement saying the bridge was unsafe.",
            "the bridge was unsafe",
            "saying",
            "The council",
        ),
        (
            "Mina Sol urged the dockers to end their strike.",
            "the dockers to end their strike",
            "urged",
            "Mina Sol",
        ),
        (
            "Mina Sol urged anyone who had seen the crane fall to come forward.",
            "anyone who had seen the crane fall to come forward",
            "urged",
            "Mina Sol",
        ),
        (
            "Mina Sol said the light that marks the reef had been dark since May.",
            "the light that marks the reef had been dark since May",
            "said",
            "Mina Sol",
        ),
        (
            "Mina Sol called for the council to end the strike.",
            "the council to end the strike",
            "called for",
            "Mina Sol",
        ),
        (
            "Mina Sol accused the dockers of wrecking the crane.",
            "the dockers of wrecking the crane",
            "accused",
            "Mina Sol",
        ),
        (
            "Mina Sol put the number of injured at 40.",
            "the number of injured at 40",
            "put",
            "Mina Sol",
        ),
        (
            "Mina Sol denied the report, however, and said the bridge was safe.",
            "the bridge was safe",
            "said",
            "Mina Sol",
        ),
    ],
)
def test_reported_words_go_to_their_speaker(text, content, cue, source):
    assert found(text) == [(content, cue, source)]


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        (
            "Mina Sol said the toll was “a disgrace” for the town.",
            "the toll was “a disgrace” for the town",
            "said",
            "Mina Sol",
        ),
        (
            "Mina Sol described the toll as “a disgrace”.",
            "a disgrace",
            "described | as",
            "Mina Sol",
        ),
        (
            "Mina Sol called the toll “a disgrace” on Monday.",
            "a disgrace",
            "called",
            "Mina Sol",
        ),
        (
            "Mina Sol called that “beyond belief.”",
            "beyond belief.",
            "called",
            "Mina Sol",
        ),
        (
            "The yard is what Mina Sol called a “graveyard of ships”.",
            "a “graveyard of ships”",
            "called",
            "Mina Sol",
        ),
    ],
)
def test_quoted_parts_stay_in_their_clause(text, content, cue, source):
    assert found(text) == [(content, cue, source)]


def test_a_second_source_inside_the_sentence_has_its_own_words():
    text = "Mina Sol said the port was shut despite Ostra claiming its “rescue”."

    assert found(text) == [
        ("the port was shut", "said", "Mina Sol"),
        ("its “rescue”", "claiming", "Ostra"),
    ]


def test_what_another_verb_reports_is_another_quotation():
    text = "Mina Sol said the port was shut, adding that it would open in May."

    assert found(text) == [
        ("the port was shut", "said", "Mina Sol"),
        ("it would open in May", "adding", "Mina Sol"),
    ]


def test_speech_inside_reported_speech_is_not_reported_again():
    text = "Mina Sol said Jon Reve had claimed that the bridge was safe."

    assert found(text) == [
        ("Jon Reve had claimed that the bridge was safe", "said", "Mina Sol")
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"The Coast Agency quoted Mina Sol as saying {OPEN}.",
        f"Mina Sol was quoted by the Coast Agency as saying that {OPEN}.",
        f"According to the Coast Agency, Mina Sol said {OPEN}.",
    ],
)
def test_who_passes_it_on_is_the_relay_and_not_the_speaker(text):
    (only,) = attributions(text)

    assert words(text, only.content) == OPEN
    assert words(text, only.source) == "Mina Sol"
    assert words(text, only.relay).casefold() == "the coast agency"


@pytest.mark.parametrize(
    ("text", "content"),
    [
        (f"Mina Sol did not say that {OPEN}.", OPEN),
        (f"Mina Sol believes that {OPEN}.", OPEN),
        ("Mina Sol denied the report.", "the report"),
        (f"It was said that {OPEN}.", OPEN),
    ],
)
def test_what_is_no_reported_speech_is_left_out_unless_asked_for(text, content):
    assert found(text) == []
    assert content in [
        words(text, a.content) for a in attributions(text, attitudes=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Related: Mina Sol said the bridge would open in May",
        "Photo: Mina Sol said the bridge would open in May",
    ],
)
def test_lines_that_are_furniture_report_nothing(text):
    assert found(text, attitudes=True) == []


@pytest.mark.parametrize(
    ("text", "said", "who"),
    [
        (
            "Speaking to the Tide Wire, Al-Sol said the port was shut.",
            "the port was shut",
            "Al-Sol",
        ),
        (
            "The minister denied reports that tolls would rise, describing them as "
            "“rumours for summer”.",
            "rumours for summer",
            "The minister",
        ),
        (
            "In a statement posted on X, the striker’s agent, Mina Sol, wrote:\n"
            "“He stays.”",
            "He stays.",
            "Mina Sol",
        ),
    ],
)
def test_whose_it_is_where_the_parse_joins_too_much(text, said, who):
    assert (said, who) in [(one, name) for one, _, name in found(text)]


def test_a_dateline_is_no_part_of_the_source():
    text = "HARBOUR CITY (Coast Agency) — Mina Sol said the bridge was shut."

    assert found(text) == [("the bridge was shut", "said", "Mina Sol")]
