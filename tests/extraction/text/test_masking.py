"""What the parser reads of a sentence with quotations, and the way back."""

from __future__ import annotations

import pytest

from quotes.extraction.text.marks import quoted_spans
from quotes.extraction.text.masking import HostSentence, host_sentence, is_title


def host(sentence: str) -> HostSentence:
    return host_sentence(sentence, (0, len(sentence)), 0, quoted_spans(sentence))


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("“The bridge is open,” Mina Sol said.", "“It is so,” Mina Sol said."),
        ("“Why is it shut?” Mina Sol asked.", "“It is so?” Mina Sol asked."),
        ("“open,” Mina Sol said.", "“It is so,” Mina Sol said."),
        ("Mina Sol said: “The bridge is open.”", "Mina Sol said: “It is so.”"),
        ("Mina Sol said, “Open soon.”", "Mina Sol said, “It is so.”"),
        ("Mina Sol said “The bridge is open.”", "Mina Sol said “It is so.”"),
        ("“The bridge is open.”", "“It is so.”"),
        ("“Who?” “The Sols.”", "“It is so?” “It is so.”"),
    ],
)
def test_a_quotation_of_its_own_is_a_short_clause(sentence, shown):
    assert host(sentence).masked == shown


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        (
            "Mina Sol called it “a disgrace” to wait.",
            "Mina Sol called it a disgrace to wait.",
        ),
        ("Mina Sol said, “open.”", "Mina Sol said, open."),
        ("Mina Sol’s plan: “more.”", "Mina Sol’s plan: more."),
        ("The old “Gate,” it was shut.", "The old Gate, it was shut."),
        ("Mina Sol read “Nine Winters There.”", "Mina Sol read Nine Winters There."),
    ],
)
def test_quoted_parts_of_a_sentence_stay_without_their_marks(sentence, shown):
    assert host(sentence).masked == shown


def test_every_letter_shown_is_found_again_and_a_clause_is_the_whole_quotation():
    sentence = "Mina Sol said: “The bridge is open. Go and see.” Nobody went."
    read = host(sentence)
    clause = read.masked.index("It is so")
    nobody = read.masked.index("Nobody")

    said = read.to_text(clause), read.to_text(clause + 5, is_end=True)
    assert sentence[slice(*said)] == "The bridge is open. Go and see."
    assert sentence[read.to_text(nobody) :] == "Nobody went."
    assert read.to_text(0) == 0


def test_a_sentence_of_nothing_but_quotations_is_known():
    assert host("“The bridge is open.”").is_quotation
    assert not host("“The bridge is open,” she said.").is_quotation
    assert not host("The bridge is open.").is_quotation


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Nine Winters at the Bridge", True),
        ("Nine winters at the bridge", False),
        ("Open Today.", False),
        ("Open This Very Gate!", True),
    ],
)
def test_titles_are_known_by_their_capitals(words, title):
    assert is_title(words) is title
