"""Whether two first names may be one person's."""

import pytest

from quotes.names.first_names import first_names_alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sam", "samuel"),
        ("jon", "john"),
        ("m", "mina"),
        ("khalid", "khaled"),
        ("bill", "william"),
    ],
)
def test_short_forms_initials_and_spellings_may_be_one(one, other):
    assert first_names_alike(one, other)
    assert first_names_alike(other, one)


@pytest.mark.parametrize(("one", "other"), [("mina", "jon"), ("m", "jon")])
def test_other_names_are_not(one, other):
    assert not first_names_alike(one, other)
