"""Host sentences as the parser gets them: quotations replaced by a short clause.

A parser trained on edited prose reads “It is so,” Mina said far better than a
quotation of five sentences with its own verbs, and faster. Quoted fragments
that are grammatical parts of their sentence stay, without their marks.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.cues import ATTRIBUTION_AFTER, VERB_LEMMAS
from quotes.extraction.text.marks import QuotedSpan
from quotes.extraction.types import Range

_SENTENCE_INSIDE = re.compile(r"[.!?…]+[\"'’”)\]]*\s+(?=[\"'‘“(\[]?[A-Z])")
_LAST_WORDS = re.compile(r"[\w’'-]+")
_LONG_ENOUGH = 4
# said “members matter” and left the hall: what the speaker did next.
_WENT_ON = re.compile(
    r"\s+(?:and|then|before)\s+(?:then\s|promptly\s|abruptly\s|simply\s)?"
    r"(?:[a-z]{2,}ed|left|burst|went|sat|stood|hung|threw|shook|took|put|ran|drove|fell|rose"
    r"|got|gave|wept|broke|cut|shut|held|came|quit|swept|strode|[a-z]{2,}ing)\b"
)
_TOLD_WHOM = re.compile(r"\b(?:told|tells|telling)\s(?:[\w’'-]+\s){0,3}[\w’'-]+$")
_TITLE_WORD = re.compile(r"\b[^\W\d_]{4,}\b")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted span inside its host sentence.

    full: it is clauses of its own (replaced for the parser), not a part of
        the grammar around it.
    """

    span: QuotedSpan
    full: bool

    @property
    def inner(self) -> Range:
        return self.span.inner


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of what the parser reads, and the stretch of the document it shows.

    masked: where it begins in the parser's sentence; it ends where the next begins.
    start, end: offsets into the document. replaced: it is not shown letter by letter.
    """

    masked: int
    start: int
    end: int
    replaced: bool


@dataclass(frozen=True, slots=True)
class Masked:
    """What the parser reads of a sentence.

    segments: in order, one at least. starts: where each begins in ``text``.
    """

    text: str
    segments: tuple[Segment, ...]
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HostSentence:
    """One sentence of a document, with the quotations inside it.

    start, end: offsets into the document. paragraph: number of its paragraph.
    shown: what the parser reads; ``to_text`` maps its offsets back.
    is_quotation: whether nothing but quotations and punctuation stands here.
    boilerplate: whether its paragraph is furniture, not prose.
    """

    start: int
    end: int
    paragraph: int
    quotes: tuple[Quote, ...]
    shown: Masked
    is_quotation: bool
    boilerplate: bool = False

    @property
    def masked(self) -> str:
        return self.shown.text

    @property
    def segments(self) -> tuple[Segment, ...]:
        return self.shown.segments

    def to_text(self, offset: int, *, is_end: bool = False) -> int:
        """Map an offset into ``masked`` to one into the document.

        An offset inside a replaced quotation maps to the quotation's first
        character, or one past its last where ``is_end``.
        """
        probe = offset - 1 if is_end else offset
        shown = self.shown
        segment = shown.segments[max(0, bisect_right(shown.starts, probe) - 1)]
        if segment.replaced:
            return segment.end if is_end else segment.start
        return min(segment.start + offset - segment.masked, segment.end)

    def quote_at(self, offset: int) -> Quote | None:
        """The quotation whose inner part holds a document offset, if any."""
        for quote in self.quotes:
            if quote.inner[0] <= offset < quote.inner[1]:
                return quote
        return None


def host_sentence(
    text: str, bounds: Range, paragraph: int, spans: Sequence[QuotedSpan]
) -> HostSentence:
    """Build the host sentence at ``bounds`` from the spans that lie in it."""
    start, end = bounds
    first = next((i for i in range(start, end) if text[i].isalnum()), end)
    quotes = tuple(
        Quote(span, span.closed and _is_full(text, span, first, end)) for span in spans
    )
    shown = _mask(text, bounds, quotes)
    alone = bool(quotes) and not _outside(shown)
    return HostSentence(start, end, paragraph, quotes, shown, alone)


def _outside(shown: Masked) -> bool:
    """Whether words stand outside the replaced quotations."""
    ends = (*shown.starts[1:], len(shown.text))
    return any(
        not segment.replaced
        and any(c.isalnum() for c in shown.text[segment.masked : end])
        for segment, end in zip(shown.segments, ends, strict=True)
    )


class _Builder:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.segments: list[Segment] = []

    def add(self, shown: str, start: int, end: int, *, replaced: bool = False) -> None:
        if shown:
            self.segments.append(Segment(self.length, start, end, replaced))
            self.parts.append(shown)
            self.length += len(shown)

    def built(self) -> Masked:
        starts = tuple(segment.masked for segment in self.segments)
        return Masked("".join(self.parts), tuple(self.segments), starts)


def _mask(text: str, bounds: Range, quotes: Sequence[Quote]) -> Masked:
    builder = _Builder()
    position = bounds[0]
    for quote in quotes:
        span = quote.span
        builder.add(text[position : span.start], position, span.start)
        left, right = quote.inner
        if quote.full:
            if span.start and text[span.start - 1] in ":,":  # Mina Sol said:“…”
                builder.add(" ", span.start, span.start)
            builder.add(_stand_in(text, right, bounds[1]), left, right, replaced=True)
            if text[span.end : span.end + 1].isalnum():  # “…,”said Mina Sol
                builder.add(" ", span.end, span.end)
        else:
            inside = _SENTENCE_INSIDE.search(text, left, right)
            shown_end = inside.start() if inside else right
            builder.add(text[left : shown_end - 1], left, shown_end - 1)
            # The last character stands for all that was left out.
            last = text[shown_end - 1 : shown_end]
            builder.add(last, shown_end - 1, right, replaced=right > shown_end)
        position = max(span.end, position)
    builder.add(text[position : bounds[1]], position, bounds[1])
    if not builder.segments:
        builder.segments.append(Segment(0, bounds[0], bounds[1], False))
    return builder.built()


def _stand_in(text: str, right: int, end: int) -> str:
    last = text[right - 1]
    if last in "?!":
        return f"“It is so{last}”"
    rest = text[right:end]
    if any(c.isalnum() for c in rest):
        return "“It is so,”"
    return "“It is so.”"


def _is_full(text: str, span: QuotedSpan, first: int, end: int) -> bool:
    """Whether a quotation stands as clauses of its own.

    first: the first letter or digit of the sentence; end: where that ends.
    """
    words = text[slice(*span.inner)]
    after = text[span.end : min(end, span.end + 160)]
    before = text[max(first, span.start - 60) : span.start].rstrip()
    if not _ends_clause(words, after):
        went_on = _length(words) > 1 and _WENT_ON.match(after) is not None
        return went_on and (
            _ends_with_cue(before) or _TOLD_WHOM.search(before) is not None
        )
    if is_title(words):
        return False
    if first >= span.start or not before:
        return _is_full_at_start(words, after)
    opened = text[max(0, first - 1) : first] in tuple("“\"'‘`«")
    if opened and before[-1] == "," and _ends_all(words, after):
        return True
    return _is_full_behind(before, words)


def _ends_all(words: str, after: str) -> bool:
    """Whether the sentence ends with a quotation, as after an interruption."""
    return _last_sign(words) in ".!?" and not any(c.isalnum() for c in after)


def _ends_clause(words: str, after: str) -> bool:
    return _last_sign(words) in ",.!?…—–-:;" or after.lstrip()[:1] in (",", "")


def _is_full_at_start(words: str, after: str) -> bool:
    """“The bridge is open,” Mina Sol said; or a sentence that nobody is named for."""
    if ATTRIBUTION_AFTER.match(after.lstrip(",").replace("\n", " ")):
        return True
    ends = _last_sign(words) in ".!?" or _length(words) >= _LONG_ENOUGH
    return _begins_sentence(words) and ends


def _is_full_behind(before: str, words: str) -> bool:
    """Mina Sol said, “The bridge is open”; not: Mina Sol spoke of “Open bridges”.

    before: what the sentence says in front of the mark; it ends with no blank.
    """
    sign, capital, count = before[-1], _begins_sentence(words), _length(words)
    if sign == ":":
        return capital or count >= _LONG_ENOUGH
    if sign in ",;—–-.?!":
        return (capital and count > 1) or count >= _LONG_ENOUGH
    if sign in "’”\"'" and capital:
        return _last_sign(words) in ".!?"
    return capital and count > 1 and _ends_with_cue(before)


def _last_sign(words: str) -> str:
    """The last sign of quoted words, marks inside them left out."""
    return words.rstrip(" '\"’”»)")[-1:] or " "


def _begins_sentence(words: str) -> bool:
    first = words[0]
    return first.isupper() or first.isdigit() or first in "[(…$£€@#."


def _length(words: str) -> int:
    return words.count(" ") + 1


def _ends_with_cue(before: str) -> bool:
    last_word = _LAST_WORDS.findall(before[-40:])[-1:]
    return bool(last_word) and last_word[0].lower() in VERB_LEMMAS


def is_title(words: str) -> bool:
    """Whether the quoted words look like the title of a work."""
    long_words = _TITLE_WORD.findall(words[:200])
    enough = 3 if words[-1] in ".!?" else 2
    return len(long_words) >= enough and all(word[0].isupper() for word in long_words)
