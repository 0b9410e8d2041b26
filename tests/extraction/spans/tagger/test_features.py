"""What the tagger reads: pieces, letter case, quotation state, position."""

import pytest

from quotes.extraction.spans.tagger.features import (
    Case,
    Position,
    Quoted,
    features,
    letter_case,
    quotation_states,
)
from quotes.extraction.spans.tagger.wordpiece import MAX_LETTERS, Vocabulary

PIECES = "[PAD] [UNK] [CLS] [SEP] \" ' . , the cafe har ##bour ##s said a ##a 1"
VOCABULARY = Vocabulary(PIECES.split(" "))
LETTER = dict(zip(Quoted, "oOiCu", strict=True))


def states(text):
    return "".join(LETTER[value] for value in quotation_states(text))


def spelled(word):
    return [VOCABULARY.all[number] for number in VOCABULARY.pieces(word)]


class TestVocabulary:
    def test_longest_pieces_first(self):
        assert spelled("Harbours") == ["har", "##bour", "##s"]

    def test_accents_and_curly_marks_are_plain(self):
        assert spelled("Café") == ["cafe"]
        assert spelled("“") == ['"']
        assert spelled("’") == ["'"]

    def test_what_cannot_be_spelled_is_unknown(self):
        assert spelled("harbourx") == ["[UNK]"]
        assert spelled("\u0301") == ["[UNK]"]

    def test_no_more_than_four_pieces(self):
        assert spelled("aaaaaaaa") == ["a", "##a", "##a", "##a"]

    def test_an_endless_word_is_not_spelled(self):
        assert spelled("a" * (MAX_LETTERS + 1)) == ["[UNK]"]

    def test_special_pieces_are_required(self):
        with pytest.raises(KeyError):
            Vocabulary(["the", "said"])

    def test_read_keeps_every_line(self, tmp_path):
        path = tmp_path / "vocabulary.txt"
        path.write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n\u2028\nthe\n", encoding="utf-8")
        assert len(Vocabulary.read(path)) == 6


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("said", Case.LOWER),
        ("Harbour", Case.CAPITALISED),
        ("A", Case.CAPITALISED),
        ("NATO", Case.UPPER),
        ("12", Case.NUMBER),
        (",", Case.OTHER),
    ],
)
def test_letter_case(word, case):
    assert letter_case(word) is case


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a “b” c", "ooOiCoo"),
        ('a "b" c', "ooOiCoo"),
        ("a ``b'' c", "ooOOiCCoo"),
        # Without a partner: to the end of the paragraph, no farther.
        ("a “b\nc", "ooOuoo"),
        # Closing where only opening makes sense.
        ("a ”b” c", "ooOiCoo"),
        # Single marks count where there are no double ones; apostrophes never.
        ("a ‘b’ c", "ooOiCoo"),
        ("it's 'b' c", "oooooOiCoo"),
        ("“a” 'b'", "OiCoooo"),
        # A second opening mark is inside.
        ("“a “b” c", "OiiiiCoo"),
    ],
)
def test_quotation_states(text, expected):
    assert states(text) == expected


class TestFeatures:
    def test_columns_of_a_small_document(self):
        read = features("“The harbours”\n\nsaid", VOCABULARY)

        printed = [VOCABULARY.all[piece] for piece in read.pieces]
        assert printed == (
            ["[SEP]", '"', "the", "har", "##bour", "##s", '"', "[SEP]", "said"]
        )
        assert read.case.tolist() == [0, 0, 2, 1, 1, 1, 0, 0, 1]
        assert read.quoted.tolist() == [0, 1, 2, 2, 2, 2, 3, 0, 0]
        assert read.position.tolist() == [
            Position.MIDDLE,
            Position.DOCUMENT_START,
            Position.MIDDLE,
            Position.MIDDLE,
            Position.WORD_CONTINUATION,
            Position.WORD_CONTINUATION,
            Position.MIDDLE,
            Position.MIDDLE,
            Position.PARAGRAPH_START,
        ]
        assert read.paragraphs.tolist() == [0, 7]
        assert read.word_piece.tolist() == [1, 2, 3, 6, 8]
        assert read.word_start.tolist() == [0, 1, 5, 13, 16]
        assert read.word_end.tolist() == [1, 4, 13, 14, 20]

    def test_words_of_a_range_and_back(self):
        read = features("the harbours said", VOCABULARY)

        assert read.words_in(4, 13) == (1, 2)
        assert read.words_in(5, 14) == (1, 3)
        assert read.words_in(3, 4) == (1, 1)
        assert read.characters(1, 3) == (4, 17)

    @pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0"])
    def test_nothing_to_read(self, text):
        read = features(text, VOCABULARY)
        assert len(read.pieces) == len(read.word_piece) == 0
