"""Texts whose accents are characters of their own are read like any other."""

from __future__ import annotations

import unicodedata

from quotes.extraction import extract
from quotes.extraction.text.composed import compose

TEXT = (
    "The mayor of Orle, José Peñalver, spoke on Monday. “Le café est fermé,” Peñalver "
    "said, according to the Tarn Ledger. Émile Zor told Thérèse Sol that it was late."
)


def test_names_and_words_are_the_same_and_offsets_those_of_the_text_given():
    apart = unicodedata.normalize("NFD", TEXT)

    one, other = extract(TEXT), extract(apart)

    assert len(one) == 2
    assert [q.speaker.name for q in other] == [q.speaker.name for q in one]
    for composed, decomposed in zip(one, other, strict=True):
        for part in ("content", "cue", "source", "relay"):
            assert [
                unicodedata.normalize("NFC", apart[slice(*span)])
                for span in getattr(decomposed, part)
            ] == [TEXT[slice(*span)] for span in getattr(composed, part)]
        if composed.clause is not None:
            words = apart[slice(*decomposed.clause)]
            assert unicodedata.normalize("NFC", words) == TEXT[slice(*composed.clause)]


def test_an_accent_that_no_single_character_has_stays():
    text = "q\u0301 e\u0301"

    assert compose(text).text == "q\u0301 é"
