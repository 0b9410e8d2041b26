"""Words to the pieces of BERT's vocabulary (Wu et al. 2016, Devlin et al. 2019).

The vocabulary is BERT's uncased English one, cut to the pieces that news text
uses: the embedding table is half of the model's size.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from pathlib import Path

# BERT's vocabulary has the typewriter's marks, and was trained on them.
PLAIN_MARKS = str.maketrans("“”„‟‘’‚‛—–―…", "\"\"\"\"''''---.")
MAX_PIECES = 4
MAX_LETTERS = 60
MAX_REMEMBERED = 100_000


class Vocabulary:
    """Pieces by number, in the order of the embedding table.

    Raises KeyError where one of the special pieces is missing.
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self.all = tuple(pieces)
        self._number = {piece: number for number, piece in enumerate(pieces)}
        self.start = self._number["[CLS]"]
        self.separator = self._number["[SEP]"]
        self.unknown = self._number["[UNK]"]
        self.padding = self._number["[PAD]"]
        self._remembered: dict[str, tuple[int, ...]] = {}

    @classmethod
    def read(cls, path: Path) -> Vocabulary:
        """One piece a line, UTF-8. Raises OSError where the file is missing."""
        return cls(path.read_text(encoding="utf-8").split("\n")[:-1])

    def __len__(self) -> int:
        return len(self.all)

    def pieces(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces: one at least, four at most.

        Longest match first. What cannot be spelled is one unknown piece, and so
        is a word of more than 60 letters: no word, and matching it costs the
        square of its length.
        """
        found = self._remembered.get(word)
        if found is None:
            found = self._split(word)
            if len(self._remembered) < MAX_REMEMBERED:
                self._remembered[word] = found
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        if len(word) > MAX_LETTERS:
            return (self.unknown,)
        letters = normalise(word)
        numbers: list[int] = []
        start = 0
        while start < len(letters):
            number, start = self._longest(letters, start)
            if number is None:
                return (self.unknown,)
            numbers.append(number)
        return tuple(numbers[:MAX_PIECES]) or (self.unknown,)

    def _longest(self, letters: str, start: int) -> tuple[int | None, int]:
        prefix = "##" if start else ""
        for end in range(len(letters), start, -1):
            number = self._number.get(prefix + letters[start:end])
            if number is not None:
                return number, end
        return None, start


def normalise(word: str) -> str:
    """Lower case, without accents, with typewriter marks."""
    decomposed = unicodedata.normalize("NFD", word.lower().translate(PLAIN_MARKS))
    return "".join(c for c in decomposed if unicodedata.category(c) != "Mn")
