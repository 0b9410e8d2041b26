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
    ],
)
def test_it_answers(before, said):
    text = f"{KEEPER}{before}\n“{said}”"
    assert answering(text)[-1] == "about_whom"
    assert found(text)[-1] == (said, "", "Mina Sol")


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("Her colleague Jon Reve left in May.", "I had to leave."),
        ("Her colleague Jon Reve left in May.", "He was a good man."),
        ("In June President Jon Reve gave a speech.", "He was a good man."),
    ],
)
def test_others_are_left_alone(before, said):
    assert "about_whom" not in answering(f"{KEEPER}{before}\n“{said}”")
