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


INTRODUCED = "We spoke to Mina Sol, who runs the port.\n"


@pytest.mark.parametrize(
    ("asks", "answers"), [("Q:", "A:"), ("Q.", "A."), ("Question:", "Answer:")]
)
def test_answers_are_of_whom_the_text_introduces(asks, answers):
    text = (
        f"{INTRODUCED}{asks} When will it open?\n{answers} In May.\n"
        f"{asks} And the toll?\n{answers} There is none."
    )

    assert found(text, attitudes=True) == [
        ("In May.", "", "Mina Sol"),
        ("There is none.", "", "Mina Sol"),
    ]


def test_initials_stand_for_a_name_and_a_clock_before_them_for_nothing():
    text = (
        "Mina Sol met Jon Reve.\n[00:01:05] JR: When?\n[00:01:09] MS: In May.\n"
        "[00:02:00] JR: Why?\n[00:02:04] M.S.: For the boats."
    )

    assert found(text, attitudes=True) == [
        ("In May.", "", "Mina Sol"),
        ("For the boats.", "", "Mina Sol"),
    ]


def test_a_surname_is_that_of_whom_the_text_introduces():
    text = (
        f"{INTRODUCED}Courier: Why at night?\nSol: It is cooler. I like that.\n"
        "Courier: And in winter?\nSol: Then I sleep."
    )

    assert [(said, who) for said, _, who in found(text)] == [
        ("It is cooler. I like that.", "Sol"),
        ("Then I sleep.", "Sol"),
    ]


def test_the_place_of_a_report_speaks_to_nobody():
    text = "KESSEL: A porter said he was hit by a crane."

    assert found(text)[0][2] == "A porter"


def test_initials_that_are_a_word_stand_for_the_name_in_another_line():
    text = (
        "The diver Ida Sol talked to the Tarn Post.\n"
        "Tarn Post: How deep is it?\nIda Sol: Forty metres.\n"
        "TP: And cold?\nIS: Always."
    )

    assert found(text)[-2:] == [
        ("Forty metres.", "", "Ida Sol"),
        ("Always.", "", "Ida Sol"),
    ]


def test_who_asks_is_left_out_without_a_name():
    text = (
        "Reporter: Will it open?\nMina Sol: In May.\n"
        "Second reporter: Who says so?\nMina Sol: The board."
    )

    assert [source for _, _, source in found(text, attitudes=True)] == ["Mina Sol"] * 2


def test_one_label_before_a_report_is_its_place():
    text = "OSK: The port will not open before May, its chief said on Monday."

    assert all(source != "OSK" for _, _, source in found(text))


def test_the_reporter_of_whom_the_text_tells_only_asks():
    text = (
        "Our port editor, Jon Reve, met the bridge warden Mina Sol.\n\n"
        "JR: Is the bridge open?\n\nMS: It is.\n\nJR: That is a surprise.\n\n"
        "MS: Not to me."
    )

    assert found(text)[-2:] == [
        ("It is.", "", "Mina Sol"),
        ("Not to me.", "", "Mina Sol"),
    ]


def test_a_label_of_the_screen_may_have_a_hyphen():
    text = "ON-SCREEN TEXT: Lorries: 61 percent\n\nSOL: The bridge is open."

    assert found(text) == [("The bridge is open.", "", "SOL")]


def test_a_host_asks_whatever_else_she_says():
    text = (
        "IDA REVE, HOST: The dam holds. Bo Marl is here. How bad is it?\n"
        "BO MARL: It is bad.\nREVE: And the town?\nMARL: Everybody is out.\n"
        "(END OF CLIP)\nREVE: Thank you."
    )
    assert found(text, attitudes=True) == [
        ("It is bad.", "", "BO MARL"),
        ("Everybody is out.", "", "MARL"),
    ]


def test_first_names_are_those_of_whom_the_host_welcomes():
    text = (
        "Ida: Welcome back. I'm Ida Reve, and with me is Boris Marl. Are you well?\n"
        "Boris: I am cold.\nIda: Who feeds the fox?\nBoris: I do."
    )
    assert found(text, attitudes=True) == [
        ("I am cold.", "", "Boris"),
        ("I do.", "", "Boris"),
    ]


def test_a_parliament_prints_the_office_before_the_name():
    text = (
        "Ida Reve (Tarn North): When will it open?\n"
        "The Minister for Roads (Bo Marl): In May.\n"
        "Ida Reve: Which May?\nBo Marl: The next one."
    )
    assert [source for _, _, source in found(text, attitudes=True)] == [
        "Ida Reve",
        "Bo Marl",
        "Ida Reve",
        "Bo Marl",
    ]


def test_people_with_their_ages_speak_a_line_each():
    text = (
        "Ida Reve, 44, baker: We open at three.\nBo Marl, 29, courier: I sleep here.\n"
        "Tove Sol, 61, retired: I go to bed at eight."
    )
    assert [source for _, _, source in found(text)] == [
        "Ida Reve",
        "Bo Marl",
        "Tove Sol",
    ]


def test_bold_questions_of_a_medium_are_questions():
    text = (
        "**The Ledger: You are mayor now. Any regrets?**\n**Bo Marl:** None.\n"
        "**The Ledger: And the bridge?**\n**Bo Marl:** In May."
    )
    assert found(text, attitudes=True) == [
        ("None.", "", "Bo Marl"),
        ("In May.", "", "Bo Marl"),
    ]
