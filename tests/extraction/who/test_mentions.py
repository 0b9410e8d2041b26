"""Names in a text: titles before them, appositions beside them, acronyms behind."""

import pytest

from quotes.extraction.text.outline import Outline
from quotes.extraction.who.appositions import role_phrase
from quotes.extraction.who.head_mentions import find_heads
from quotes.extraction.who.mentions import find_mentions
from quotes.extraction.who.phrases import body_of_role
from quotes.names.person_names import NameKind


def mentions(text):
    return find_mentions(text, Outline(text))


def the_person(text):
    (found,) = [m for m in mentions(text) if m.kind is NameKind.PERSON]
    return found


@pytest.mark.parametrize(
    ("text", "name", "title", "description"),
    [
        (
            "It rains, Ada Holm, president of the University of Glim, said.",
            "Ada Holm",
            "",
            "president of the University of Glim",
        ),
        (
            "Glimland’s president, Bo Vale, said so.",
            "Bo Vale",
            "",
            "Glimland’s president",
        ),
        (
            "The harbour spokesman Peter Wick spoke.",
            "Peter Wick",
            "harbour spokesman",
            "",
        ),
        ("Gen. Peter Wick spoke.", "Peter Wick", "Gen.", ""),
        (
            "Peter Wick, a cook at the Anchor, said.",
            "Peter Wick",
            "",
            "a cook at the Anchor",
        ),
        ("Peter “Pip” Wick spoke.", "Peter “Pip” Wick", "", ""),
        ("Peter Wick, 34, spoke.", "Peter Wick", "", ""),
        ("But Peter Wick spoke.", "Peter Wick", "", ""),
        ("Peter van der Wick spoke.", "Peter van der Wick", "", ""),
        ("Peter Wick, even as a candidate, spoke.", "Peter Wick", "", ""),
    ],
)
def test_a_person(text, name, title, description):
    found = the_person(text)
    assert (found.name, found.title, found.description) == (name, title, description)


def test_offsets_are_those_of_the_name_without_its_title():
    text = "Then President Peter Wick spoke."
    found = the_person(text)
    assert text[found.start : found.end] == "Peter Wick"


def test_an_acronym_behind_a_name_belongs_to_it():
    found = mentions("the Xandrian News Agency (XNA) wrote")[0]
    assert (found.name, found.acronym) == ("Xandrian News Agency", "XNA")


def test_of_continues_the_name_of_a_body():
    assert [m.name for m in mentions("a Council of Glim vote")] == ["Council of Glim"]


def test_a_day_does_not_continue_the_name_of_a_body():
    assert mentions("the Glim Council on Monday")[0].name == "Glim Council"


def test_a_possessive_is_no_subject():
    found = the_person("Peter Wick’s boat sank.")
    assert (found.possessive, found.subject) == (True, False)


def test_a_headline_gives_no_names():
    text = "Peter Wick Praises Harbour Workers After Storm\nPeter Wick spoke."
    assert [m.start for m in mentions(text)] == [text.index("\n") + 1]


def test_a_reduced_relative_clause_is_no_title():
    assert the_person("Peter Wick won. It is a judge Wick attacked.").title == ""


def test_bodies_and_groups_named_in_lower_case():
    text = "The Glim state department and Glimland officials met the commission."
    assert [(h.name, h.head) for h in find_heads(text)] == [
        ("The Glim state department", "department"),
        ("Glimland officials", "officials"),
        ("the commission", "commission"),
    ]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("an analyst at the Glim Institute", "an analyst at the Glim Institute"),
        ("president of Glimland said on Monday", "president of Glimland"),
        ("in a hurry", ""),
        ("even as a candidate", ""),
        ("who left early", ""),
        ("the day before", ""),
    ],
)
def test_role_phrase(phrase, expected):
    assert role_phrase(phrase) == expected


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Kremlin spokesman", "Kremlin"),
        ("president of the University of Glim in Oxmoor", "University of Glim"),
        ("Glimland’s president", "Glimland"),
        ("a state department spokesperson", "state department"),
        ("Glim campaign manager", "Glim campaign"),
        ("Senate Majority Leader", "Senate"),
        ("former presidential candidate", ""),
        ("his chief aide", ""),
        ("Holm’s wife", ""),
        (
            "an analyst at the Center for Maritime and Coastal Law",
            "Center for Maritime and Coastal Law",
        ),
    ],
)
def test_body_of_role(phrase, expected):
    assert body_of_role(phrase) == expected
