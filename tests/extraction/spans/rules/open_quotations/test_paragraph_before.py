"""A quotation in a paragraph of its own, nobody having spoken before."""

import pytest

from tests.extraction.reading import found
from tests.extraction.spans.rules.asking import answering

SAID = "They have no idea who I am."


def test_it_answers():
    text = f"Mina Sol opens the gate herself. The goats come first.\n“{SAID}”"
    assert answering(text)[-1] == "paragraph_before"
    assert found(text)[-1] == (SAID, "", "Mina Sol")


@pytest.mark.parametrize(
    "before",
    [
        "The gate opens at noon. The goats come first.",
        "Dear reader, the gate is shut. The goats come first.",
        "Mina Sol opens the gate herself.\nThe goats come first.",
        "Mina Sol hates “the mob”. The goats come first.",
    ],
)
def test_others_are_left_alone(before):
    assert "paragraph_before" not in answering(f"{before}\n“{SAID}”")
