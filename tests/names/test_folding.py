"""What is equal of a name however it is printed."""

import pytest

from quotes.names.folding import fold, fold_once


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Sol Mina-Un", "sol mina un"),
        ("SOL MINA UN", "sol mina un"),
        ("ÉLODIE  Reve", "elodie reve"),
        ("Straße", "strasse"),
        ("van_Dorn", "van dorn"),
        ("O’Hara", "o hara"),
        ("…", ""),
    ],
)
def test_accents_case_and_punctuation_go(printed, folded):
    assert fold(printed) == fold_once(printed) == folded
