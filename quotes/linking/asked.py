"""Which stretches of a text that somebody brings are to be looked up.

Pure, without Django. Offsets are characters into the text, half open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from quotes.extraction import Range, extract
from quotes.extraction.text.marks import quoted_spans

LONGEST_ALONE = 120
"""Words up to which a text without marks may be one quotation."""
_SENTENCE = re.compile(r"\S.*?(?:[.!?…][”\"’)\]]*(?=\s)|$)", re.DOTALL | re.MULTILINE)
_WORDS_OF_A_SENTENCE = 4


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches in reading order.

    instead: the first is the whole of the text, and the others, what it reports or
    its sentences, count only where the whole is not found.
    """

    all: list[Range]
    instead: bool = False


def spans_in(text: str) -> Spans:
    """Return what stands in quotation marks; without marks all, or its parts."""
    marked = [span.inner for span in quoted_spans(text) if span.closed]
    if marked:
        return Spans(marked)
    stripped = text.strip()
    start = text.index(stripped) if stripped else 0
    whole = (start, start + len(stripped))
    parts = [part for part in _reported(text) if part != whole]
    if len(stripped.split()) <= LONGEST_ALONE:
        return Spans([whole, *parts], instead=bool(parts))
    return Spans(parts or list(_sentences(text)) or [whole])


def _reported(text: str) -> list[Range]:
    """The contents of what the text reports somebody to have said."""
    return sorted({(found.start, found.end) for found in extract(text) if found.cue})


def _sentences(text: str) -> Iterator[Range]:
    for found in _SENTENCE.finditer(text):
        if len(found[0].split()) >= _WORDS_OF_A_SENTENCE:
            yield found.span()
