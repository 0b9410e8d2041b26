"""Quotations in marks, and who the sentence or the text around them names."""

from __future__ import annotations

import pytest

from quotes.extraction.types import Kind
from tests.extraction.reading import attributions, found, words

OPEN = "The bridge will open in May"


@pytest.mark.parametrize(
    ("text", "content", "cue", "source"),
    [
        (f"“{OPEN},” Mina Sol said.", f"{OPEN},", "said", "Mina Sol"),
        (
            f"“{OPEN},” said Mina Sol, head of the Port Council.",
            f"{OPEN},",
            "said",
            "Mina Sol, head of the Port Council",
        ),
        (f"Mina Sol said: “{OPEN}.”", f"{OPEN}.", "said", "Mina Sol"),
        (f"“{OPEN}”, said Mina Sol.", OPEN, "said", "Mina Sol"),
        (f"''{OPEN},'' Mina Sol said.", f"{OPEN},", "said", "Mina Sol"),
        (f"‘{OPEN},’ Mina Sol said.", f"{OPEN},", "said", "Mina Sol"),
        ("“Why is it shut?” Mina Sol asked.", "Why is it shut?", "asked", "Mina Sol"),
        (
            f"Sol said no, and then the crowd reprised its chant “{OPEN}!”",
            f"{OPEN}!",
            "reprised",
            "the crowd",
        ),
        (
            f"In Ostra, West Norland, Sol rose and said, “{OPEN}.”",
            f"{OPEN}.",
            "said",
            "Sol",
        ),
        (
            f"“{OPEN},” said the 46-year-old.",
            f"{OPEN},",
            "said",
            "the 46-year-old",
        ),
        (
            f"“{OPEN},” said one longtime adviser to Mina Sol.",
            f"{OPEN},",
            "said",
            "one longtime adviser to Mina Sol",
        ),
        (
            "Holding signs that named Sol, the dockers chanted “No bridge, no vote.”",
            "No bridge, no vote.",
            "chanted",
            "the dockers",
        ),
        (
            "Mina Sol said the captain told her: “Stay where you are.”",
            "the captain told her: “Stay where you are.”",
            "said",
            "Mina Sol",
        ),
        (
            f"“{OPEN},” said Mina Sol (D-Nord.), who chairs it.",
            f"{OPEN},",
            "said",
            "Mina Sol (D-Nord.)",
        ),
        (
            f"Mina Sol, who once worked for the Port Council, said: “{OPEN}.”",
            f"{OPEN}.",
            "said",
            "Mina Sol",
        ),
        (
            f"“{OPEN},” Mina Sol told the Harbour Gazette.",
            f"{OPEN},",
            "told",
            "Mina Sol",
        ),
        (
            "“The bridge,” Mina Sol said, “will open in May.”",
            "The bridge, | will open in May.",
            "said",
            "Mina Sol",
        ),
        (
            f"“{OPEN},” Mina Sol said, adding, “We have waited long enough.”",
            f"{OPEN}, | We have waited long enough.",
            "said | adding",
            "Mina Sol",
        ),
        (
            f"“{OPEN},” Mina Sol said. “We have waited long enough.”",
            f"{OPEN}, | We have waited long enough.",
            "said",
            "Mina Sol",
        ),
        (
            f"“{OPEN},” said Mina Sol on Harbour Radio’s “Daybreak” show. “We wait.”",
            f"{OPEN}, | We wait.",
            "said",
            "Mina Sol",
        ),
        (f"Mina Sol:\n“{OPEN}.”", f"{OPEN}.", "", "Mina Sol"),
        (f"“{OPEN}.” — Mina Sol", f"{OPEN}.", "", "Mina Sol"),
        (f"“{OPEN}.”\n― Mina Sol", f"{OPEN}.", "", "Mina Sol"),
    ],
)
def test_a_quotation_goes_to_its_cue_and_speaker(text, content, cue, source):
    assert found(text) == [(content, cue, source)]


def test_a_question_does_not_swallow_the_next_sentence_with_its_own_report():
    text = "“Is it open?” Jon Reve asked. She said that it was."

    assert found(text) == [
        ("Is it open?", "asked", "Jon Reve"),
        ("it was", "said", "She"),
    ]


def test_a_full_stop_before_a_second_quotation_keeps_their_speakers_apart():
    text = "Jon Reve replied, “It is shut.” Mina Sol added, “It will open.”"

    assert found(text) == [
        ("It is shut.", "replied", "Jon Reve"),
        ("It will open.", "added", "Mina Sol"),
    ]


def test_a_paragraph_of_nothing_but_quotation_goes_on_from_the_one_before():
    text = "“It is shut,” Mina Sol said on Monday.\n\n“It will open in May.”"

    assert found(text) == [("It is shut, | It will open in May.", "said", "Mina Sol")]


def test_a_quotation_of_several_paragraphs_is_one():
    text = "Mina Sol said: “It is shut.\n\n“It was never safe.\n\n“It will open.”"

    assert found(text) == [
        ("It is shut. | It was never safe. | It will open.", "said", "Mina Sol")
    ]


def test_a_quotation_on_the_next_line_belongs_to_the_sentence_before_the_colon():
    text = "Mina Sol then spoke and said the wait was over:\n“The bridge is open.”"

    assert found(text)[-1] == ("The bridge is open.", "said", "Mina Sol")


def test_a_letter_announced_by_a_participle_goes_to_who_wrote_it():
    text = "Mina Sol praised the divers, declaring in a letter:\n“They owe us nothing.”"

    assert found(text) == [("They owe us nothing.", "declaring", "Mina Sol")]


def test_a_quotation_after_a_gesture_goes_to_who_made_it():
    text = "“It is shut,” Jon Reve said.\n\nMina Sol shook her head. “Not for long.”"

    assert found(text) == [
        ("It is shut,", "said", "Jon Reve"),
        ("Not for long.", "", "Mina Sol"),
    ]


def test_told_somebody_so_and_did_something_ends_with_the_quotation():
    text = "Mina Sol told the rowers “I am going home now” and left the pier."

    assert found(text) == [("I am going home now", "told", "Mina Sol")]


def test_what_a_sign_says_is_nobodys():
    text = "The sign on the pier said: “No boats after dark.”"

    assert found(text) == [("No boats after dark.", "said", "")]


@pytest.mark.parametrize(
    "text",
    [
        "On the pier a painted sign said “Mind the gap in the boards”.",
        "Caps at the quay bore the words “Mind the gap in the boards”.",
        "The Tide ran it under a headline that read “Mind the gap in the boards”.",
    ],
)
def test_what_is_written_on_something_is_nobodys(text):
    ((content, _, source),) = found(text)

    assert (content, source) == ("Mind the gap in the boards", "")


def test_a_board_that_speaks_is_no_sign():
    text = "The school board said: “No boats after dark.”"

    assert found(text) == [("No boats after dark.", "said", "The school board")]


def test_a_sign_of_something_is_none():
    ((content, _, source),) = found("In a sign of his anger Jon Reve said “enough”.")

    assert (content, "Jon Reve" in source) == ("enough", True)


def test_what_somebody_is_said_to_have_told_another_is_part_of_the_report():
    text = "Rower Mina Sol says the warden texted her: “Leave the quay or swim.”"

    assert found(text) == [
        ("the warden texted her: “Leave the quay or swim.”", "says", "Rower Mina Sol")
    ]


def test_who_recorded_himself_shouting_is_who_shouts():
    text = "The rower recorded himself shouting “the pier is mine now” at a gull."

    assert found(text) == [("the pier is mine now", "shouting", "The rower")]


def test_what_a_speaker_did_next_is_no_part_of_the_report():
    text = "The warden said the case was “very thin” before leaving the hall."

    assert found(text) == [("the case was “very thin”", "said", "The warden")]


def test_a_word_that_only_opens_a_sentence_is_not_taken_for_a_name():
    text = "Stormwater stood in the shed of Grace Sol’s yard. “I lost nine boats.”"

    assert found(text) == [("I lost nine boats.", "", "Grace Sol")]


def test_what_an_agency_passes_on_names_it_as_the_relay():
    text = f"“{OPEN},” the Coast Agency quoted Mina Sol as saying."

    (only,) = attributions(text)

    assert words(text, only.source) == "Mina Sol"
    assert words(text, only.cue) == "quoted | as saying"
    assert words(text, only.relay) == "the Coast Agency"


def test_turns_of_a_transcript_go_to_the_name_before_the_colon():
    text = "SOL: The bridge is open.\nREVE: Since when?"

    assert found(text, attitudes=True) == [
        ("The bridge is open.", "", "SOL"),
        ("Since when?", "", "REVE"),
    ]


def test_quoted_words_without_a_speaker_are_kept_bare():
    text = (
        "The sign at the gate of the old yard was repainted. “No way through for us.”"
    )

    assert found(text) == [("No way through for us.", "", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Mina Sol reads “The Long Way Home” to children every Friday.",
        "Jon “Red” Reve won the race on Sunday.",
        "Her memoir, “Nine Winters at the Bridge,” sold well.",
        "He starred in a show called “Brokers,” which was cancelled.",
    ],
)
def test_titles_and_nicknames_are_nobodys_words(text):
    assert found(text) == []


def test_an_odd_mark_costs_no_more_than_its_own_paragraph():
    text = f"They read “it is shut on the sign.\n\nRain fell. “{OPEN},” Mina Sol said."

    assert found(text) == [(f"{OPEN},", "said", "Mina Sol")]


def test_content_wholly_in_marks_is_direct_and_partly_mixed():
    text = f"“{OPEN},” Mina Sol said. Jon Reve said it was “a disgrace” to wait."

    kinds = [attribution.kind for attribution in attributions(text)]

    assert kinds == [Kind.DIRECT, Kind.MIXED]
