"""A text without the words that tell the tagger nothing, and the way back.

The network's time goes with the number of words. Sentences without a cue or a
quotation mark hold no quotation, "Related: …" and picture credits none that we
want, and who said a long quotation shows at its ends, not in its middle.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.extraction.budget import check_time
from quotes.extraction.cues import ATTRIBUTION_AFTER, holds_cue
from quotes.extraction.text.layout import is_boilerplate, paragraphs, sentences
from quotes.extraction.text.marks import QuotedSpan, quoted_spans
from quotes.extraction.types import Range

# Words of a quotation that are kept at either end. Cutting fewer than as many
# again saves too little to risk anything.
ENDS = 6
WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Condensed:
    """text: what is left. starts, origins: where each piece of it begins, there
    and in the whole text.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def original(self, span: Range) -> Range:
        """The range in the whole text; what was cut within it comes back."""
        return self._offset(span[0]), self._offset(span[1] - 1) + 1

    def _offset(self, offset: int) -> int:
        piece = bisect_right(self.starts, offset) - 1
        return self.origins[piece] + offset - self.starts[piece]


def condense(text: str) -> Condensed:
    """Cut what says nothing. Takes time linear in the length of ``text``."""
    spans = quoted_spans(text)
    starts: list[int] = []
    origins: list[int] = []
    parts: list[str] = []
    length = at = 0
    for start, end in (*_cuts(text, spans), (len(text), len(text))):
        if at < start:
            starts.append(length)
            origins.append(at)
            parts.append(text[at:start])
            length += start - at
        at = max(at, end)
    return Condensed("".join(parts), tuple(starts), tuple(origins))


def _cuts(text: str, spans: Sequence[QuotedSpan]) -> Iterator[Range]:
    """Ranges to leave out, in order."""
    number = 0
    for start, end in paragraphs(text):
        check_time()
        first = number
        while number < len(spans) and spans[number].start < end:
            number += 1
        inside = spans[first:number]
        silent = not inside and not holds_cue(text[start:end])
        if silent or is_boilerplate(text, (start, end)):
            yield start, end
        else:
            yield from _within(text, (start, end), inside)


def _within(
    text: str, paragraph: Range, spans: Sequence[QuotedSpan]
) -> Iterator[Range]:
    """Sentences without a cue or a mark, and the middles of long quotations.

    spans: those of the paragraph; no sentence begins or ends inside one.
    """
    number = 0
    for start, end in sentences(text, paragraph, spans, ATTRIBUTION_AFTER):
        first = number
        while number < len(spans) and spans[number].start < end:
            number += 1
        if first == number and not holds_cue(text[start:end]):
            yield start, end
        for span in spans[first:number]:
            middle = _middle(text, span)
            if middle is not None:
                yield middle


def _middle(text: str, span: QuotedSpan) -> Range | None:
    if not span.closed or span.inner[1] - span.inner[0] < 12 * ENDS:
        return None
    words = [match.start() for match in WORD.finditer(text, *span.inner)]
    if len(words) < 3 * ENDS:
        return None
    return words[ENDS], words[-ENDS]
