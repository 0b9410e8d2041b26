"""Names that differ by a romanisation, a hyphen, a blank or the order of words."""

import pytest

from quotes.names.transliteration import (
    family_name,
    name_words,
    same_spelling,
    skeleton,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zorinskyy", "Zorinsky"),
        ("Kharvo", "Harvo"),
        ("Sol Mina-un", "Sol Minaun"),
        ("Ada Holm", "Holm Ada"),
        ("Defence Council", "Defense Council"),
    ],
)
def test_spellings_of_one_name_are_the_same(one, other):
    assert same_spelling(one, other)
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(("one", "other"), [("Mina Sol", "Jon Reve"), ("Tab", "Bat")])
def test_other_names_are_not(one, other):
    assert not same_spelling(one, other)


def test_an_anagram_shares_the_skeleton_alone():
    assert skeleton("Tab") == skeleton("Bat")


def test_the_family_name_is_the_last_word():
    assert family_name("Mina van Sol") == "sol"
    assert family_name("…") == ""


def test_little_words_do_not_count():
    assert len(name_words("The Ministry of Ports")) == 2
