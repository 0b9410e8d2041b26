"""A quotation behind somebody whom it is about, and so cannot be from."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering

KEEPER = "Mina Sol keeps the lock at Tarn. "


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("Her colleague Jon Reve left in May.", "Jon sends me postcards."),
        ("In June President Jon Reve gave her a medal.", "He pinned it on badly."),
        ("His father Jon Reve cleaned fish.", "He smelled of the sea."),
        ("In June Jon Reve gave her two stars.", "Two stars! Nobody saw them."),
    ],
)
def test_it_answers(before, said):
    text = f"{KEEPER}{before}\n“{said}”"
    assert answering(text)[-1] == "about_whom"
    assert found(text)[-1] == (said, "", "Mina Sol")


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("Officer Jon Reve searched her at the quay.", "I found nothing on her."),
        ("Her colleague Jon Reve left in May.", "I had to leave."),
        ("In June Jon Reve drove her home.", "She was tired."),
        ("In June President Jon Reve gave a speech.", "He was a good man."),
    ],
)
def test_others_are_left_alone(before, said):
    assert "about_whom" not in answering(f"{KEEPER}{before}\n“{said}”")


def test_who_spoke_last_is_asked_where_no_name_opens_a_sentence():
    text = (
        "“I swim,” said Mina Sol.\nIn June Jon Reve of Tarn gave her two stars.\n"
        "“Two stars! I hid them.”"
    )
    assert found(text)[-1] == ("Two stars! I hid them.", "", "Mina Sol")


def test_a_father_is_spoken_of_in_the_same_paragraph_too():
    text = (
        "Mina Sol is 34. Sol grew up inland. Her father kept pigs. “He thought the sea "
        "was for others.”"
    )
    assert found(text) == [("He thought the sea was for others.", "", "Sol")]
