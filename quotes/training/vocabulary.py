"""Which pieces of BERT's vocabulary the tagger keeps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from quotes.extraction.spans.tagger.features import WORD
from quotes.extraction.spans.tagger.wordpiece import Vocabulary

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
PLAIN = re.compile(r"(?:##)?[a-z0-9]+")
LAST_LATIN = 0x250


def choose_pieces(
    published: Sequence[str], texts: Iterable[str], *, size: int, least: int = 3
) -> list[int]:
    """Numbers of the pieces to keep, ascending.

    All single letters, digits and marks, what the texts use ``least`` times or
    more, then the vocabulary's own order, which is by frequency in its corpus.
    """
    whole = Vocabulary(published)
    counts: Counter[int] = Counter()
    for text in texts:
        for word in WORD.findall(text):
            counts.update(whole.pieces(word))
    keep = {
        number
        for number, piece in enumerate(published)
        if piece in SPECIAL or _is_letter(piece)
    }
    keep.update(number for number, times in counts.items() if times >= least)
    for number, piece in enumerate(published):
        if len(keep) >= size:
            break
        if PLAIN.fullmatch(piece):
            keep.add(number)
    return sorted(keep)


def _is_letter(piece: str) -> bool:
    letter = piece.removeprefix("##")
    return len(letter) == 1 and ord(letter) < LAST_LATIN
