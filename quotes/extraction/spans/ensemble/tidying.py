"""A tagged content without what the grammar of its sentence excludes.

The tagger decides word by word. It may take for content what stands before the clause
that is reported, and leave out words in the middle of that clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extraction.cues import SPEECH_FRAMES, VERB_LEMMAS, Frame
from quotes.extraction.text.layout import after_dateline
from quotes.extraction.types import Attribution, Range

# "for the first [time that] it was unsafe".
THAT = re.compile(r"\s+(?:\w+\s+){0,2}that\s+")
# "those | who know her": relative clauses that name nobody by themselves.
THOSE = re.compile(
    r"\b(?:(?:some|many|most|all|several|a few|both|two|three) of )?"
    r"(?:those|people|anyone|everyone|others|many|some|few)\s+$",
    re.IGNORECASE,
)
LONGEST_THOSE = 24
_BEHIND_THAT = re.compile(r"(?<!and )(?<!but )(?<!or )\bthat\s+$")
_AS = re.compile(
    r"(?:(?!as\s)[^\s“”\"‘,;]+\s){1,8}as\s(?=\S)(?!(?:[^\s“”\"‘,;.]+\s){1,8}as\s)"
)
_MARKS = frozenset("“”\"'’‘«»")
_LONGEST_GAP = 40
_GAP = re.compile(r"\s(?:(?!(?:that|and|but|or)\b)[\w’'-]+\s){1,5}")
# A content part that is such a word alone says nothing.
_ONE_WORD = re.compile(r"(?:what|whom|which|who|it|this|that)", re.IGNORECASE)


def tidied(text: str, found: Attribution) -> tuple[Range, ...]:
    """The content ranges of a tagged attribution, sorted, at least one of them."""
    content = _of_one_paragraph(text, found)
    content = _behind_dateline(text, content)
    content = _behind_as(text, content, found.cue)
    content = _behind_that(text, content)
    content = _without_fronted(text, content, found)
    content = _without_pronouns(text, content)
    return _closed_up(text, content, (*found.cue, *found.source))


def is_place_of_report(text: str, found: Attribution) -> bool:
    """Whether the place that opens a report is taken for its speaker: "KARSK: …"."""
    if not found.source or not found.cue or text[slice(*found.cue[-1])] != ":":
        return False
    line = text.rfind("\n", 0, found.source[0][0]) + 1
    if text[line : found.source[0][0]].strip():
        return False
    last = text.find("\n", line)
    prose = after_dateline(text, (line, last if last >= 0 else len(text)))
    return prose > found.source[-1][1]


def with_antecedent(text: str, source: tuple[Range, ...]) -> tuple[Range, ...]:
    """With "those" before "who know her", and without the place of the report."""
    source = _without_dateline(text, source)
    if not source or not text.startswith("who ", source[0][0]):
        return source
    start, end = source[0]
    those = THOSE.search(text, max(0, start - LONGEST_THOSE), start)
    return ((those.start(), end), *source[1:]) if those else source


def _without_dateline(text: str, source: tuple[Range, ...]) -> tuple[Range, ...]:
    if not source:
        return source
    start, end = source[0]
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip():
        return source
    last = text.find("\n", start)
    prose = after_dateline(text, (line, last if last >= 0 else len(text)))
    return ((prose, end), *source[1:]) if start < prose < end else source


def _of_one_paragraph(text: str, found: Attribution) -> tuple[Range, ...]:
    """Without a quotation in the next paragraph, where its cue reports a clause.

    “Her husband said [he had not seen it]. ¶ Ida Holm pays by card. [“I have none.”]”
    """
    if len(found.content) < 2 or not found.cue:
        return found.content
    cue = found.cue[0]
    near = [
        span
        for span in found.content
        if "\n" not in text[min(span[0], cue[0]) : max(span[1], cue[1])]
    ]
    plain = near and not any(
        _is_marked(text, span) or _leaves_open(text[slice(*span)]) for span in near
    )
    rest = [span for span in found.content if span not in near]
    if plain and all(_is_marked(text, span) for span in rest):
        return tuple(near)
    return found.content


def _leaves_open(words: str) -> bool:
    """Whether a quotation opens in the words that goes on in the next paragraph."""
    return words.count("“") > words.count("”") or words.count('"') % 2 == 1


def _is_marked(text: str, span: Range) -> bool:
    around = text[max(0, span[0] - 1) : span[1] + 1]
    return not _MARKS.isdisjoint((around[:1], around[1:2], around[-1:]))


def _behind_dateline(text: str, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """Without the dateline that opens a paragraph: "HARBOUR CITY — Nine wells …"."""
    start, end = content[0]
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip():
        return content
    last = text.find("\n", content[-1][1])
    prose = after_dateline(text, (line, last if last >= 0 else len(text)))
    if len(content) > 1 and end <= prose <= content[1][0]:
        return content[1:]
    return ((prose, end), *content[1:]) if start < prose < end else content


def _behind_as(
    text: str, content: tuple[Range, ...], cue: tuple[Range, ...]
) -> tuple[Range, ...]:
    """What something is described as: “described [the charge as] a witch-hunt”."""
    (start, end), said = content[0], text[slice(*content[-1])]
    verb = text[slice(*cue[-1])].lower().split()[-1:] if cue else []
    frames = SPEECH_FRAMES.get(VERB_LEMMAS.get(verb[0], "") if verb else "", Frame(0))
    described = frames & Frame.AS and not frames & (Frame.CLAUSE | Frame.QUOTE)
    if len(content) > 1 or not described or text[cue[-1][1] : start].strip():
        return content
    as_ = _AS.match(said)
    return ((start + as_.end(), end),) if as_ is not None else content


def _behind_that(text: str, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """Without what stands before "that": "confirmed for the first time that …"."""
    while len(content) > 1 and THAT.fullmatch(text, content[0][1], content[1][0]):
        content = content[1:]
    return content


def _without_fronted(
    text: str, content: tuple[Range, ...], found: Attribution
) -> tuple[Range, ...]:
    """Without what opens the sentence: “After [a vote], Sol said that it was shut”."""
    last = content[-1][0]
    if len(content) < 2 or not _BEHIND_THAT.search(text, max(0, last - 12), last):
        return content
    named = min((start for start, _ in (*found.cue, *found.source)), default=0)
    kept = tuple(
        span
        for span in content
        if span[1] > named or not _MARKS.isdisjoint(text[slice(*span)])
    )
    return kept or content


def _without_pronouns(text: str, content: tuple[Range, ...]) -> tuple[Range, ...]:
    """Without "what" in “what she called a disgrace”."""
    kept = tuple(
        span for span in content if not _ONE_WORD.fullmatch(text, span[0], span[1])
    )
    return kept or content


def _closed_up(
    text: str, content: tuple[Range, ...], named: Sequence[Range]
) -> tuple[Range, ...]:
    """With words in the middle that belong to nobody else: “it [is meant] to last”."""
    kept = [content[0]]
    for start, end in content[1:]:
        gap = (kept[-1][1], start)
        taken = any(low < gap[1] and gap[0] < high for low, high in named)
        marked = not _MARKS.isdisjoint(text[kept[-1][0] : gap[1] + 1])
        short = gap[1] - gap[0] <= _LONGEST_GAP and _GAP.fullmatch(text, *gap)
        if taken or marked or not short:
            kept.append((start, end))
        else:
            kept[-1] = (kept[-1][0], end)
    return tuple(kept)
