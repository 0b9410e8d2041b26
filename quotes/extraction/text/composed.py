"""Letters and their accents as one character each, and the way back.

Some systems store "é" as "e" and a combining accent. Patterns of words, the parser and
the tagger know the single character alone, so they read a text in which each such pair
is composed (Unicode Standard Annex 15, form NFC); offsets stay those of the text given.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, replace

from quotes.extraction.types import Quotation, Range

_WITH_ACCENTS = re.compile(r"[^\W\d_][\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff]{1,8}")


@dataclass(frozen=True, slots=True)
class Composed:
    """text: what is read. ends, lost: where in it each composed letter ends, and by how
    many characters all up to there are fewer than in the text that was given.
    """

    text: str
    ends: tuple[int, ...] = ()
    lost: tuple[int, ...] = ()

    def in_given(self, found: Quotation) -> Quotation:
        """The quotation with all its offsets those of the text that was given."""
        if not self.ends:
            return found
        return replace(
            found,
            content=self._ranges(found.content),
            cue=self._ranges(found.cue),
            source=self._ranges(found.source),
            relay=self._ranges(found.relay),
            clause=self._range(found.clause) if found.clause else None,
        )

    def _ranges(self, ranges: tuple[Range, ...]) -> tuple[Range, ...]:
        return tuple(self._range(span) for span in ranges)

    def _range(self, span: Range) -> Range:
        return self._offset(span[0]), self._offset(span[1])

    def _offset(self, offset: int) -> int:
        before = bisect_right(self.ends, offset)
        return offset + (self.lost[before - 1] if before else 0)


def compose(text: str) -> Composed:
    """Compose every letter and accent of ``text`` that one character stands for."""
    if unicodedata.is_normalized("NFC", text):
        return Composed(text)
    parts: list[str] = []
    ends: list[int] = []
    lost: list[int] = []
    at = fewer = 0
    for match in _WITH_ACCENTS.finditer(text):
        letter = unicodedata.normalize("NFC", match.group())
        if len(letter) == len(match.group()):
            continue
        parts += (text[at : match.start()], letter)
        at = match.end()
        fewer += len(match.group()) - len(letter)
        ends.append(at - fewer)
        lost.append(fewer)
    return Composed("".join([*parts, text[at:]]), tuple(ends), tuple(lost))
