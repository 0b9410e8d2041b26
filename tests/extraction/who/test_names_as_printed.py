"""What a speaker is called: a stretch of the text, of the right kind, no more."""

import pytest

from tests.extraction.attributions import speaker_name


@pytest.mark.parametrize(
    ("text", "source", "expected"),
    [
        # Words cut short are widened, words that name nobody cut off.
        (
            "The Tarn diver, Ada Holm, fell. “No,” said the 41-year-old. no end",
            "old",
            "Ada Holm",
        ),
        ("Ex-friends said it was over", "Ex", "Ex-friends"),
        ("Labour’s Ada Holm said it was over", "Labour’s Ada Holm", "Ada Holm"),
        ("PG&E said it was over", "PG", "PG&E"),
        ("As many as nine in ten say so", "As many as nine in ten", "nine in ten"),
        ("Just 28 percent of voters say so", "Just 28 percent of voters",
         "28 percent of voters"),
        ("It was over, The Tarn Herald reported", "The Tarn Herald",
         "The Tarn Herald"),
        ("Her co-author, Ida Holm, warned it was over", "Her co", "Ida Holm"),
        ("The mayor, Ida Holm, said it was over", "The mayor", "Ida Holm"),
        ("Ida Holm, a guide from Tarn, said so", "a guide from Tarn", "Ida Holm"),
        ("In West Tarn, a guide, tired, said so", "a guide", "a guide"),
        ("A new report by T! News said it was over", "A new report by T", "T! News"),
        ("TPUC President Ada Holm said it was over", "TPUC", "Ada Holm"),
        ("Tide editor-in-chief Ada Holm said no more", "Tide", "Ada Holm"),
        ("The Glim Ledger on Friday said so.", "The Glim Ledger on", "Glim Ledger"),
        ("The officials, though, said no more.", "The officials, though",
         "the officials"),
        ("Edda.com, a dealer, said it was over", "Edda.com, a", "Edda.com"),
        ("The group, Tarn Coalition, said it is over", "The", "Tarn Coalition"),
        ("Those close to the party said it was over", "Those close to the party",
         "Those close to the party"),
        # Titles and trades belong to the description, whatever the trade.
        ("The plumber, Silas Kemble, said it was over", "The plumber, Silas Kemble",
         "Silas Kemble"),
        ("A passer-by, Ida Wren, said so today", "A passer-by, Ida Wren", "Ida Wren"),
        ("Lead author and harbour engineer Ada Holm said it was over",
         "Lead author and harbour engineer Ada Holm", "Ada Holm"),
        ("Said Ada Holm: “It was over long ago.”", "Said Ada Holm", "Ada Holm"),
        # In a headline the verb has a capital, too.
        ("Norland Confirms It Was Over Long Ago", "Norland", "Norland"),
        # Texts speak for whoever issued them.
        ("It is over, a statement issued by the Tarn Board said.",
         "a statement issued by the Tarn Board", "Tarn Board"),
        ("It is over, a memo by engineer Ada Holm seen by the Ledger said.",
         "a memo by engineer Ada Holm seen by the Ledger", "Ada Holm"),
        ("A poll of 900 voters conducted by Redmond and Wilt for the Ledger said so.",
         "A poll of 900 voters conducted by Redmond and Wilt for the Ledger",
         "Redmond and Wilt"),
        ("A draft report by the state audit office said it was over",
         "A draft report by the state audit office", "state audit office"),
        ("The Glim Party’s letter to Ada Holm, the commissioner, said no.",
         "The Glim Party’s letter to Ada Holm, the commissioner", "Glim Party"),
        # No name is made of words that the text never has together.
        ("Tarn North police met. A police officer said it was over", "A police officer",
         "a police officer"),
        # A capital word that opens a question is no first name.
        ("Can Holm win? Ada Holm met John Vale. Holm said it was over", "Holm",
         "Ada Holm"),
        # A company and a longer name that contains it are two.
        ("Camp Velora closed in May. Velora said it was over", "Velora", "Velora"),
        # An unusual first name alone.
        ("Kris Andersby came. Kris said it was over", "Kris", "Kris Andersby"),
    ],
)  # fmt: skip
def test_a_name_is_what_a_reader_takes_for_it(text, source, expected):
    at = text.rfind(source) if source in ("old", "Holm", "Velora", "Kris") else 0
    assert speaker_name(text, source, after=at) == expected


def test_a_word_for_a_body_refers_to_the_body_introduced_by_it():
    text = (
        "Nordalen Bank, the lender, and the retailer Tallow met on Monday. "
        "Tallow left. "
        "The lender said it was over"
    )
    at = text.index("The lender said")
    assert speaker_name(text, "The lender", after=at) == "Nordalen Bank"


def test_two_men_are_the_two_who_were_named_together():
    text = (
        "Kevin Orr and Timothy Wick were freed. Scott Vale, the premier, was glad. "
        "Both men said it was over"
    )
    assert speaker_name(text, "Both men", after=60) == "Kevin Orr and Timothy Wick"


def test_which_belongs_to_the_body_before_it():
    text = "He left the Tarn Dialogue Group, which said it was over"
    assert speaker_name(text, "which", after=30) == "Tarn Dialogue Group"
