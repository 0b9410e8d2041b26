"""Questions in lines of their own, and answers of somebody whom the text introduces."""

import pytest

from quotes.extraction.spans.rules.interviewed import interviewed, with_initials
from tests.extraction.reading import found

INTRODUCED = "Mina Sol has kept the bridge for nine years. She spoke to Jon Reve.\n\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("*What do you do at night?*", "*And when do you sleep?*"),
        ("1. What do you do at night?", "2. And when do you sleep?"),
        ("You are alone here. What do you do?", "When do you sleep?"),
    ],
)
def test_answers_are_of_whom_the_text_introduces(first, second):
    text = f"{INTRODUCED}{first}\n\nI count the boats.\n\n{second}\n\nIn May."

    assert found(text, attitudes=True) == [
        ("I count the boats.", "", "Mina Sol"),
        ("In May.", "", "Mina Sol"),
    ]


def test_answers_in_the_first_person_suffice():
    text = (
        "Mina Sol, 66, built the bridge. Now she wants it gone.\n\nIs that not odd?\n\n"
        "It is honest. I know where the cracks are.\n\nWhich part goes first?\n\n"
        "My own tower."
    )

    assert found(text)[-2:] == [
        ("It is honest. I know where the cracks are.", "", "Mina Sol"),
        ("My own tower.", "", "Mina Sol"),
    ]


def test_answers_in_marks_are_what_stands_between_them():
    text = (
        f"{INTRODUCED}What do you do?\n“I count the boats.”\nWhen do you sleep?\n"
        "“In May.”\nWhere would you go?\n“Nowhere.”"
    )

    assert [content for content, _, _ in found(text, attitudes=True)] == [
        "I count the boats.",
        "In May.",
        "Nowhere.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        # An explainer: nobody is asked.
        "Mina Sol spoke to reporters.\nWhat is the toll?\nThe toll is two crowns.\n"
        "Who pays the toll?\nLorries pay the toll.\nWhen does it end?\nIn May.",
        # One who is told of asks.
        "Mina Sol runs the port.\nDo I pay the toll?\nWe charge two crowns.\n"
        "Can I pay by card?\nWe take coins.",
        # Nobody is introduced.
        "What do you do?\nI count the boats.\nWhen do you sleep?\nI sleep in May.",
    ],
)
def test_other_questions_make_no_interview(text):
    assert [row for row in found(text) if row[2] and not row[1]] == []


@pytest.mark.parametrize(
    ("introduction", "name"),
    [
        ("The Ledger met Mina Sol, who runs the port of Jon Reve Bay.", "Mina Sol"),
        ("Novelist Mina Sol talks to the Ledger. Interview by Jon Reve.", "Mina Sol"),
        ("Mina Sol is an engineer. She talked with reporter Jon Reve.", "Mina Sol"),
        ("By Jon Reve\nWe sat down with bridge warden Mina de Sol.", "Mina de Sol"),
    ],
)
def test_whom_a_text_introduces(introduction, name):
    start, end = interviewed(introduction, len(introduction))

    assert introduction[start:end] == name


def test_nobody_is_introduced_by_places_and_bodies():
    text = "The Harbour Board met in Norland on Monday."

    assert interviewed(text, len(text)) is None


def test_whoever_talks_to_somebody_asks():
    text = (
        "The Tide’s Jon Reve talks to boxer-turned-MP Hon. Mina Sol.\n"
        "Why did you leave the ring?\nMy knees left first.\n"
        "Do you miss it?\nI do."
    )

    assert {who for _, _, who in found(text)} == {"Mina Sol"}


def test_he_speaks_to_whom_the_text_names_with_the_interview():
    text = (
        "Dr Mina Sol heads the clinic. In this interview with JON REVE, she speaks "
        "about ships.\nHow would you call the port?\nI call it mine.\n"
        "Are you worried?\nI am."
    )

    assert {who for _, _, who in found(text)} == {"Mina Sol"}


def test_a_line_behind_the_interview_may_name_who_answered():
    text = (
        "**What did you think?**\nI thought of lunch.\n**And your client?**\n"
        "I let her cry.\n*Barrister Mina Sol KC was talking to Jon Reve.*"
    )

    assert {who for _, _, who in found(text)} == {"Mina Sol"}


def test_a_surname_and_a_colon_are_no_part_of_the_answer():
    text = (
        "The sculptor Mina Sol talks to us.\nWhy do you work in stone?\n"
        "Sol: I like it.\nDo you carve by hand?\nSol: I do."
    )

    assert [said for said, _, _ in found(text)] == ["I like it.", "I do."]


def test_initials_are_those_of_a_name_before():
    text = "Mayor Mina de Sol met Jon Reve."

    start, end = with_initials(text, "MdS", len(text))
    assert text[start:end] == "Mina de Sol"
    assert with_initials(text, "XY", len(text)) is None


def test_what_is_put_to_somebody_need_be_no_question():
    text = (
        "Potter Mina Sol, 71, works at home. Jon Reve visited her.\n\n"
        "Tell me about the first pot.\n\nIt leaked. I still have it.\n\n"
        "You were married to a banker.\n\nI was. We parted as friends.\n\n"
        "Do you think of stopping?\n\nEvery Monday. By Tuesday I have forgotten."
    )
    assert [content for content, _, _ in found(text, attitudes=True)] == [
        "It leaked. I still have it.",
        "I was. We parted as friends.",
        "Every Monday. By Tuesday I have forgotten.",
    ]


def test_readers_ask():
    text = (
        "Dr Mina Sol answers.\n\nShould I move out? (Bo, Tarn)\nNot yet.\n\n"
        "Is the moon to blame? (Ida, Glim)\nI have seen it myself."
    )
    assert found(text, attitudes=True) == [
        ("Not yet.", "", "Mina Sol"),
        ("I have seen it myself.", "", "Mina Sol"),
    ]


def test_initials_of_a_double_name():
    text = "Mina Sol-Reve (MSR) rides."
    span = with_initials(text, "MSR", len(text))
    assert span is not None
    assert text[slice(*span)] == "Mina Sol-Reve"


def test_short_answers_to_you_are_answers():
    text = (
        "Five questions for… Mina Sol, glassblower\n\nWhat was your first job?\n"
        "I swept the floor.\n\nWhat keeps you awake?\nThe furnace.\n\n"
        "What would you save?\nNothing."
    )
    assert found(text, attitudes=True) == [
        ("I swept the floor.", "", "Mina Sol"),
        ("The furnace.", "", "Mina Sol"),
        ("Nothing.", "", "Mina Sol"),
    ]
