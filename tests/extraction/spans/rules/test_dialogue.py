"""Lines that open with a dash and have no marks."""

import pytest

from tests.extraction.reading import found


def test_each_line_is_said_by_whom_it_names():
    text = (
        "— I never had the key, said Mina Sol.\n\n"
        "– Who had it? asked the clerk. The bridge was shut.\n\n"
        "-- Nobody – answered Jon Reve – or all of us."
    )

    assert found(text) == [
        ("I never had the key", "said", "Mina Sol"),
        ("Who had it? | The bridge was shut.", "asked", "the clerk"),
        ("Nobody | or all of us.", "answered", "Jon Reve"),
    ]


def test_who_speaks_may_stand_before_the_verb_and_have_a_name_behind_a_role():
    text = "— We are full, the landlady said.\n\n— Why? asked the clerk, Jon Reve."

    assert found(text) == [
        ("We are full", "said", "the landlady"),
        ("Why?", "asked", "the clerk, Jon Reve"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "— The bridge is open, said Mina Sol.",  # a list of one is no dialogue
        "— Two keys\n— A lamp\n— Bread, cheese and salt",
    ],
)
def test_lists_are_none(text):
    assert all(source == "" for _, _, source in found(text)) or len(found(text)) < 2
