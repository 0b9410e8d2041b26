"""How else a name that is looked for may be spelled where it is stored."""

import pytest

from quotes.names.spellings import LONGEST, MOST_WORDS, spellings_of


@pytest.mark.parametrize(
    ("typed", "spellings"),
    [
        ("Harvatschow", ["harvatschow", "harvachov"]),
        ("Loukine", ["loukine", "lukin"]),
        ("Мина Сол", ["мина сол", "mina sol"]),
        ("Mina de la Sol", ["mina de la sol", "mina sol"]),
        ("", []),
        ("!!", []),
    ],
)
def test_what_was_typed_comes_first(typed, spellings):
    assert spellings_of(typed) == spellings


def test_nothing_grows_beyond_what_is_looked_for():
    for spelling in spellings_of("ﷺ " * 200):
        assert len(spelling) <= LONGEST
        assert len(spelling.split()) <= MOST_WORDS
