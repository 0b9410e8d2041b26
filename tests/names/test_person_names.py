"""Names taken apart, and what a run of capitalised words names."""

import pytest

from quotes.names.given_and_family import family_first, gender, surnames
from quotes.names.person_names import (
    Gender,
    NameKind,
    fold_word,
    judge,
)
from quotes.names.split_names import split_name


def split(run):
    return split_name(tuple(run.split()))


@pytest.mark.parametrize(
    ("run", "before", "kind"),
    [
        ("Ada Holm", 0, NameKind.PERSON),
        ("President Ada Holm", 1, NameKind.PERSON),
        ("Gen Olek Syrsk", 1, NameKind.PERSON),
        ("Sen. Ted Crane", 1, NameKind.PERSON),
        ("Secretary of State John Kell", 3, NameKind.PERSON),
        ("Chief of Staff Valery Orlin", 3, NameKind.PERSON),
        ("U.S. President Donald Tarr", 2, NameKind.PERSON),
        ("Mr. Holm", 1, NameKind.PERSON),
        ("Republican Ted Crane", 1, NameKind.PERSON),
        ("Bill Crane", 0, NameKind.PERSON),
        ("Dean Crane", 0, NameKind.PERSON),
        ("Energy CS Achieng Holm", 2, NameKind.PERSON),
        ("CP Bello Tarn", 1, NameKind.PERSON),
        ("CP", 0, NameKind.ORGANISATION),
        ("Senator Alhaji Musa Kell", 2, NameKind.PERSON),
        ("Datuk Seri Halim Orlin", 2, NameKind.PERSON),
        ("Tan Sri Halim Orlin", 2, NameKind.PERSON),
        ("Tan Wei Ling", 0, NameKind.PERSON),
        ("Sri Dewi Orlin", 0, NameKind.PERSON),
        ("Trade Undersecretary Jun Salon", 2, NameKind.PERSON),
        ("Police Scotland", 0, NameKind.ORGANISATION),
        ("Glim Harbour Authority", 0, NameKind.ORGANISATION),
        ("University of Glim", 0, NameKind.ORGANISATION),
        ("XNA", 0, NameKind.ORGANISATION),
        ("South Korea", 0, NameKind.PLACE),
        ("New Jersey", 0, NameKind.PLACE),
        ("White House Press Secretary", 0, NameKind.ROLE),
        ("Secretary of Homeland Security Ole Vale", 4, NameKind.PERSON),
        ("Secretary of State Vale", 3, NameKind.PERSON),
        ("Director of Public Prosecutions Max Vale", 4, NameKind.PERSON),
        ("Secretary of Homeland Security", 0, NameKind.OTHER),
        ("Judge Daniel Porter Vale III", 1, NameKind.PERSON),
        ("Glim News Sean Vale", 2, NameKind.PERSON),
        ("Glim News Channel", 0, NameKind.ORGANISATION),
        ("Glim-born Monte Vale", 1, NameKind.PERSON),
        ("Marine John Vale", 1, NameKind.PERSON),
        ("Marine Le Vale", 0, NameKind.PERSON),
        ("Director of Player Personnel Mika Vale", 4, NameKind.PERSON),
        ("HARBOUR FAVOURS VALE", 0, NameKind.OTHER),
        ("Office of Mobile Harbour Deployment", 0, NameKind.ORGANISATION),
        ("Glim Center for Justice", 0, NameKind.ORGANISATION),
        ("Bank of Glim Governor Ada Vale", 4, NameKind.PERSON),
        ("Mr. Paris", 1, NameKind.PERSON),
        ("Marc Vale Footwear", 0, NameKind.ORGANISATION),
    ],
)
def test_split_name(run, before, kind):
    found = split(run)
    assert (found.before, found.kind) == (before, kind)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Zorvat Kelm", NameKind.PERSON),
        ("ADA HOLM", NameKind.PERSON),
        ("Glim Herald", NameKind.ORGANISATION),
        ("Election Day", NameKind.OTHER),
        ("The Monday", NameKind.OTHER),
        ("Holm", NameKind.OTHER),
    ],
)
def test_judge(name, kind):
    assert judge(tuple(name.split())) is kind


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ada Holm", ("holm",)),
        ("Ada Holm Jr.", ("holm",)),
        ("Ada van Dorn", ("van dorn", "dorn")),
        ("Kim Rae-sun", ("kim", "rae sun")),
        ("Moon Seong Mook", ("moon", "mook")),
        ("Ada Wick Holm", ("holm", "wick holm")),
        ("Ada P. Holm", ("holm",)),
        ("Holm", ("holm",)),
    ],
)
def test_surnames(name, expected):
    assert surnames(tuple(name.split())) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Kim Rae-sun", True),
        ("Koo Byoungsam", True),
        ("Moon Seong Mook", True),
        ("Kim Wilde", False),
        ("Kim Peter", False),
        ("Ada Lee", False),
    ],
)
def test_family_first(name, expected):
    assert family_first(tuple(name.split())) is expected


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("Ada Holm", "", None),
        ("Anna Holm", "", Gender.FEMALE),
        ("Peter Holm", "", Gender.MALE),
        ("Robin Holm", "Mr.", Gender.MALE),
        ("Zor Kelm", "the spokeswoman", Gender.FEMALE),
        ("Kim Rae-sun", "", None),
        ("Holm", "Mrs.", Gender.FEMALE),
    ],
)
def test_gender(name, title, expected):
    assert gender(tuple(name.split()), title) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Holm’s", "holm"), ("O’Dell,", "o dell"), ("ÉLAN", "elan"), ("“Ada”", "ada")],
)
def test_fold_word(word, expected):
    assert fold_word(word) == expected
