"""From what the rules propose to what the finder answers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from quotes.extraction.budget import check_time
from quotes.extraction.cues import UTTERANCES, VERB_LEMMAS
from quotes.extraction.spans.rules.reading import kind_of
from quotes.extraction.text.marks import QuotedSpan
from quotes.extraction.types import Attribution, Kind, Range

PASSED_ON = "source of the whole sentence"
OF_NOUN = "what the “"
WHICH_IS_WHAT = "named behind the quoted words by “which is what … called it”"
_QUOTED = re.compile(r"[“”\"«»]")
_SAME = 0.7
_NEIGHBOURS = 8
# texted her: “…”
_TOLD_HER = re.compile(
    r"\b\w+\s(?:to\s|at\s)?(?:him|her|them|me|us|you)\s*[:,]\s*[“\"‘«'`]*$"
)
_LOOKED_AT = 60


def combined(
    text: str, proposals: Iterable[Attribution], spans: Sequence[QuotedSpan]
) -> list[Attribution]:
    """Return the proposals with their kinds, doubles dropped, in reading order."""
    starts = [span.start for span in spans]
    typed = []
    for proposal in proposals:
        check_time()
        content = _disjoint(proposal.content)
        if not content:
            continue
        low = max(0, bisect_right(starts, content[0][0]) - 1)
        near = spans[low : bisect_left(starts, content[-1][1])]
        kind = kind_of(text, content, near)
        typed.append(replace(proposal, content=content, kind=kind))
    typed.sort(key=lambda a: (a.content, -a.score))
    typed = _without_doubles(_without_told(text, typed))
    typed = _without_reactions(text, typed)
    return _without_nested(_relayed(text, typed))


def _disjoint(content: Sequence[Range]) -> tuple[Range, ...]:
    kept: list[Range] = []
    for start, end in sorted(content):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        elif start < end:
            kept.append((start, end))
    return tuple(kept)


def _without_doubles(attributions: Sequence[Attribution]) -> list[Attribution]:
    kept: list[Attribution] = []
    for attribution in attributions:
        check_time()
        rival = _double_of(kept, attribution)
        if rival is None:
            kept.append(attribution)
        elif _rank(attribution) > _rank(kept[rival]):
            kept[rival] = attribution
    return kept


def _without_told(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """With what is quoted inside a report a part of it: “said he told her: “…””.

    The parse gives the report to its cue, and the quotation, too.
    """
    kept: list[Attribution] = []
    for inner in attributions:
        check_time()
        outer = _report_around(text, kept, inner)
        if outer is None:
            kept.append(inner)
        elif kept[outer].content[-1][1] < inner.content[0][1]:
            content = _on_to(text, kept[outer].content, inner.content[0][1])
            kept[outer] = replace(kept[outer], content=content, kind=Kind.MIXED)
    return kept


def _report_around(
    text: str, before: Sequence[Attribution], inner: Attribution
) -> int | None:
    """Number of the report, by the same cue, in which somebody is told ``inner``."""
    start, end = inner.content[0]
    told = _TOLD_HER.search(text, max(0, start - _LOOKED_AT), start)
    if inner.kind is not Kind.DIRECT or told is None:
        return None
    for index in range(len(before) - 1, max(-1, len(before) - _NEIGHBOURS), -1):
        first, last = before[index].content[-1]
        near = last >= end or not text[last:start].strip(" :,“\"‘«'`")
        if before[index].cue == inner.cue and first < start and near:
            return index
    return None


def _on_to(text: str, content: tuple[Range, ...], end: int) -> tuple[Range, ...]:
    """The content up to ``end`` and the mark that closes there."""
    closed = text[end : end + 1] in tuple("”\"’»'")
    return (*content[:-1], (content[-1][0], end + closed))


def _relayed(text: str, attributions: Sequence[Attribution]) -> list[Attribution]:
    """“According to X, Y said …” is Y's, passed on by X."""
    answer = list(attributions)
    for index, outer in enumerate(attributions):
        if outer.method != PASSED_ON:
            continue
        first = max(0, index - _NEIGHBOURS)
        inner = [
            number
            for number in range(first, min(len(answer), index + _NEIGHBOURS))
            if number != index
            and _utters(text, answer[number])
            and _hides(outer, answer[number])
        ]
        for number in inner:
            answer[number] = replace(answer[number], relay=outer.source)
        if inner:
            answer[index] = replace(outer, content=())
    return [attribution for attribution in answer if attribution.content]


def _utters(text: str, attribution: Attribution) -> bool:
    if not attribution.cue or not attribution.source:
        return False
    start, end = attribution.cue[0]
    return VERB_LEMMAS.get(text[start:end].lower()) in UTTERANCES


def _without_reactions(
    text: str, attributions: Sequence[Attribution]
) -> list[Attribution]:
    """Without what somebody does about another's words, where these are quoted.

    “Sol mocked Reve’s promise to “walk on water””: Reve promised it.
    """
    kept = []
    for index, outer in enumerate(attributions):
        check_time()
        near = attributions[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS]
        may_react = outer.kind is Kind.MIXED and not _utters(text, outer)
        if not any(
            _opens_with_noun(outer, one)
            or _is_named_behind(outer, one)
            or (may_react and _is_of_other(outer, one, text))
            for one in near
        ):
            kept.append(outer)
    return kept


def _opens_with_noun(outer: Attribution, inner: Attribution) -> bool:
    """“voiced [concern that it is late]”, where what the concern is stands behind."""
    return (
        inner.method.startswith(OF_NOUN)
        and not inner.attitude
        and inner.source == outer.source
        and inner.cue[0][0] == outer.content[0][0]
    )


def _is_named_behind(outer: Attribution, inner: Attribution) -> bool:
    """Whether the sentence says behind the quoted words in ``outer`` whose they are.

    Or the verb by which it says so is the cue of ``outer``, too.
    """
    if inner.method != WHICH_IS_WHAT or outer is inner:
        return False
    start, cue = inner.content[0][0], inner.cue[0]
    holds = outer.content[0][0] < cue[0] and outer.content[-1][1] >= start
    return holds or outer.cue[:1] == (cue,)


def _is_of_other(outer: Attribution, inner: Attribution, text: str) -> bool:
    """Whether ``inner`` is what a noun of saying inside ``outer`` tells, quoted."""
    if not inner.method.startswith(OF_NOUN) or not inner.source or inner.attitude:
        return False
    if inner.source == outer.source or inner.kind is Kind.INDIRECT:
        return False
    start, end = inner.content[0][0], inner.content[-1][1]
    return any(
        first < inner.cue[0][0]
        and start < last <= end + 1
        and not _QUOTED.search(text, first, start - 1)
        for first, last in outer.content
    )


def _without_nested(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Drop what is reported inside another's words: the outer one counts.

    A belief never hides the speech inside it.
    """
    kept = []
    for index, attribution in enumerate(attributions):
        check_time()
        near = attributions[max(0, index - _NEIGHBOURS) : index + _NEIGHBOURS]
        if not any(_hides(other, attribution) for other in near):
            kept.append(attribution)
    return kept


def _hides(outer: Attribution, inner: Attribution) -> bool:
    if outer is inner or not inner.cue or (outer.attitude and not inner.attitude):
        return False
    first, last = inner.cue[0][0], inner.cue[-1][1]
    inside = any(start <= first and last <= end for start, end in outer.content)
    if not inside or not outer.cue:
        return inside
    around = inner.content[0][0] <= outer.cue[0][0] < inner.content[-1][1]
    return not around


def _rank(attribution: Attribution) -> tuple[bool, bool, float]:
    return bool(attribution.source), not attribution.attitude, attribution.score


def _double_of(kept: Sequence[Attribution], attribution: Attribution) -> int | None:
    for index in range(len(kept) - 1, max(-1, len(kept) - 6), -1):
        if _overlap(kept[index].content, attribution.content) >= _SAME:
            return index
    return None


def _overlap(first: Sequence[Range], second: Sequence[Range]) -> float:
    shared = sum(max(0, min(e, f) - max(s, b)) for s, e in first for b, f in second)
    total = sum(e - s for s, e in first) + sum(f - b for b, f in second) - shared
    return shared / total if total else 0.0


def is_speech(attribution: Attribution) -> bool:
    """Whether somebody is said to have said this, rather than to think it."""
    if attribution.kind is not Kind.INDIRECT:
        return bool(attribution.source) or not attribution.attitude
    return bool(attribution.source) and not attribution.attitude
