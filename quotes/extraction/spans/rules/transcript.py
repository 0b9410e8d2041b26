"""Transcripts and interviews: lines that a name opens, without quotation marks.

"SOL: We are ready.", "SOL, MINISTER (through translator): …", "Ada Holm: …", "Q: …",
"A: …", "AH: …", "[00:12] SOL: …". What the interviewer asks is no quotation, and one
line in capitals that goes on with "…, Sol said" opens with its place.

    SOL: The bridge is open.
    REVE: It is shut.
    SOL: Since May.
    → The bridge is open.; ; SOL
    → It is shut.; ; REVE
    → Since May.; ; SOL

Source: interviews and debates as newspapers print them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.spans.rules.interviewed import (
    interviewed,
    is_reporter,
    is_surname,
    with_initials,
)
from quotes.extraction.types import Attribution, Kind, Range
from quotes.names.gazetteer import organisations
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import fold_word, is_function_word, is_place

METHOD = "turn of a transcript"
_CAPITALS = r"[A-Z][A-Z.’'-]*(?:\s+[A-Z0-9][A-Z0-9.’'-]*){0,3}"
_NAME = (
    r"(?:(?:First|Second|Third|Another|Male|Female)\s[a-z]+(?=\s?:)"
    r"|[A-Z][\w.’'-]*(?:\s+(?:de|van|von|bin|al|el|la|[A-Z][\w.’'-]*)){0,3})"
)
_QUESTION_OR_ANSWER = re.compile(
    r"\s*[\"“*_]{0,2}(?P<label>Q|A|Question|Answer)"
    r"(?:[*_]{0,2}[.)][*_]{0,2}|(?<=Q)(?=\s[A-Z]))\s+(?P<said>\S.*)$",
    re.DOTALL,
)
# "KARSK: The port is shut, its chief said on Monday."
_REPORTS = re.compile(
    r"\b(?:said|says|told|announced|warned|reported)\b(?:\s(?:on|in|that|at|late|early)\s"
    r"|[.,]|$)|\baccording to\b"
)
_TELLS = re.compile(r"\b(?:said|says|told|announced|warned|reported|alleged|claimed)\b")
_SPEAKS = re.compile(r"\b(?:I|[Ww]e|[Yy]ou|[Mm]y|[Oo]ur|[Yy]our)\b")
_CLOCK = r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*[–—-]?\s*)?"
_LINE = re.compile(
    rf"\s*{_CLOCK}(?P<mark>[\"“*_]{{0,2}})(?:(?P<capitals>{_CAPITALS})(?P<title>,\s[^:.!?\n]{{2,90}})?"
    rf"|(?P<name>{_NAME})(?P<role>,\s[^:.!?\n]{{2,60}})?)"
    r"(?P<how>\s*\([^)]{1,40}\))?\s?[*_]{0,2}:[*_]{0,2}\s+(?P<said>\S.*)$",
    re.DOTALL,
)
# Labels of pages and of what stands on a screen: nobody of that name speaks.
_LABELS = word_set(
    """
    text graphic graphics caption captions photo photos picture image video watch audio
    listen read related more also see note notes update updated breaking live source
    sources topics topic tags share warning click correction clarification editor
    super disclaimer advertisement ad poll score scores result results final location
    date time when where who what why how price cost rating address phone email website
    contact headline summary key points background context analysis opinion review
    verdict fact facts claim ruling conclusion warning exclusive chyron title subtitle
    interview transcript podcast episode excerpt excerpts profile q&a
    on screen banner map chart table figure data weather traffic sport sports news
    """
)
_OPEN_LABELS = frozenset(("also", "read", "see", "more", "watch", "listen", "click"))
_ASKS = re.compile(r"\?[\"”’']?\s*$")
_LEAST_TURNS = 3
_ASKERS = word_set(
    "q question reporter reporters interviewer journalist journalists press moderator"
    " host presenter anchor"
)
_FEWEST_QUESTIONS = 2


@dataclass(frozen=True, slots=True)
class _Line:
    """One labelled line: its label, where that stands, and what follows it."""

    number: int
    label: str
    name: Range
    said: Range
    sure: bool


def turns(text: str, lines: Sequence[Range]) -> dict[int, Attribution | None]:
    """By number of line, the turn it holds; None where the interviewer asks.

    Lines are paragraphs. A label printed like a name counts only where the text is a
    transcript: at least three such lines, or two and a name that comes back.
    """
    found = [
        line
        for number, span in enumerate(lines)
        if (line := _labelled(text, number, span)) is not None
    ]
    whole = _are_of_transcript(text, found)
    keys = _keys(found)
    kept = [line for line in found if line.sure or whole]
    if not kept:
        return {}
    if len(found) == 1 and _is_dateline(text, found[0]):
        return {}
    before = lines[kept[0].number][0]
    answered = interviewed(text, before)
    askers = _askers(text, kept, answered) if whole else frozenset()
    answer: dict[int, Attribution | None] = {}
    for line in kept:
        if keys[line.label] in askers:
            answer[line.number] = None
            continue
        name = _name_of(text, line, answered)
        if name is not None:
            answer[line.number] = _turn(line.said, name)
    if whole and askers:
        _add_rest(text, lines, kept, answer)
    return answer


def is_transcript(found: dict[int, Attribution | None]) -> bool:
    """Whether turns are so many that quotation marks stand inside them."""
    return len(found) >= _LEAST_TURNS


def _are_of_transcript(text: str, found: Sequence[_Line]) -> bool:
    """Whether labelled lines are enough, and alike enough, to be a transcript's."""
    if len(found) < _LEAST_TURNS:
        return False
    labels = {line.label for line in found}
    if {"Q", "A"} <= labels or {"Question", "Answer"} <= labels:
        return True
    keys = _keys(found)
    counts = Counter(keys[line.label] for line in found)
    again = [line for line in found if counts[keys[line.label]] > 1]
    full = any(
        " " in line.label
        or with_initials(text, line.label, line.name[0])
        or is_surname(text, line.label, found[0].name[0])
        for line in again
    )
    return full or all(line.sure for line in found)


def _name_of(text: str, line: _Line, answered: Range | None) -> Range | None:
    """Where the speaker of a line is named: for "A:", whom the text introduces."""
    if line.label in ("A", "Answer"):
        return answered
    return with_initials(text, line.label, line.name[0]) or line.name


def _is_dateline(text: str, line: _Line) -> bool:
    """Whether the one label is the place of a report: "KARSK: …, an envoy said"."""
    if _REPORTS.search(text, *line.said) is not None:
        return True
    told = _TELLS.search(text, *line.said) is not None
    return told and _SPEAKS.search(text, *line.said) is None


def _labelled(text: str, number: int, span: Range) -> _Line | None:
    """The line ``span`` as one that a name opens, or None."""
    start, end = span
    match = _LINE.match(text[start:end])
    if match is None:
        return _asked_or_answered(text, number, span)
    group = "capitals" if match["capitals"] else "name"
    label = match[group]
    if _names_nobody(label) and not with_initials(text, label, start):
        return None
    left, right = match.span("said")
    while right > left and (text[start + right - 1].isspace() or _closes(match, right)):
        right -= 1
    first, last = match.span(group)
    sure = group == "capitals" and len(label) > 2
    return _Line(
        number,
        label,
        (start + first, start + last),
        (start + left, start + right),
        sure,
    )


def _asked_or_answered(text: str, number: int, span: Range) -> _Line | None:
    """The line as "Q. …", "A. …" or "Q Minister, …", or None."""
    match = _QUESTION_OR_ANSWER.match(text[span[0] : span[1]])
    if match is None:
        return None
    name, said = (
        (span[0] + match.start(group), span[0] + match.end(group))
        for group in ("label", "said")
    )
    return _Line(number, match["label"], name, said, sure=False)


def _names_nobody(label: str) -> bool:
    """Whether a label is that of a page or a screen, a word like "But", or a place."""
    words = [fold_word(word) for word in re.split(r"[\s-]+", label) if word]
    if all(word in _LABELS for word in words) or words[0] in _OPEN_LABELS:
        return True
    # "WARNING GRAPHIC DETAIL": what opens with two words of labels is a label.
    if len(words) > 2 and all(word in _LABELS for word in words[:2]):
        return True
    if len(words) == 1 and words[0] != "a" and is_function_word(words[0]):
        return True
    return is_place(label.title()) or is_place(label)


def _closes(match: re.Match[str], right: int) -> bool:
    """Whether a mark ends the turn that opened before its name: “SOL: Ready.”"""
    return match["mark"].strip("*_") != "" and match.string[right - 1] in '"”'


def _keys(lines: Sequence[_Line]) -> dict[str, str]:
    """By label, the word that it counts under: "IS" and "Ida Sol" are one."""
    first: dict[str, str] = {}
    for line in lines:
        words = line.label.split()
        if len(words) > 1:
            initials = "".join(word[0] for word in words)
            first.setdefault(initials, _short(line.label))
    labels = {line.label for line in lines}
    return {label: first.get(label.replace(".", ""), _short(label)) for label in labels}


def _short(label: str) -> str:
    return fold_word(label.split()[-1])


def _askers(
    text: str, lines: Sequence[_Line], answered: Range | None
) -> frozenset[str]:
    """Labels under which the reporter asks: "Q", a medium, or nothing but questions."""
    asked: Counter[str] = Counter()
    spoke: Counter[str] = Counter()
    first: dict[str, str] = {}
    keys = _keys(lines)
    for line in lines:
        key = keys[line.label]
        first.setdefault(key, line.label)
        spoke[key] += 1
        asked[key] += _ASKS.search(text[slice(*line.said)]) is not None
    answers = answered is not None and any(asked[k] < spoke[k] / 2 for k in spoke)
    found = set()
    for key, label in first.items():
        only = asked[key] == spoke[key] >= _FEWEST_QUESTIONS and answers
        medium = (
            key in organisations.MEDIA_HEADS
            or fold_word(label) in organisations.MEDIA
            or key in _ASKERS
        )
        asks = label in ("Q", "Question") or _is_reporters(text, label, lines[0])
        if asks or only or (medium and 2 * asked[key] >= spoke[key]):
            found.add(key)
    return frozenset(found)


def _is_reporters(text: str, label: str, first: _Line) -> bool:
    """Whether a label prints the initials of whom the text calls its reporter."""
    name = with_initials(text, label, first.name[0])
    return name is not None and is_reporter(text, name)


def _add_rest(
    text: str,
    lines: Sequence[Range],
    kept: Sequence[_Line],
    answer: dict[int, Attribution | None],
) -> None:
    """Paragraphs without a label go on with the answer before them."""
    labelled = {line.number for line in kept}
    last = kept[-1].number
    owner: int | None = None
    for number in range(kept[0].number, last + 1):
        if number in labelled:
            owner = number if answer.get(number) is not None else None
            continue
        turn = answer.get(owner) if owner is not None else None
        if turn is not None and owner is not None:
            start, end = lines[number]
            content = (*turn.content, (start, len(text[:end].rstrip())))
            answer[owner] = _turn_of(content, turn.source)
            answer[number] = None


def _turn(said: Range, name: Range) -> Attribution:
    return _turn_of((said,), (name,))


def _turn_of(content: tuple[Range, ...], source: tuple[Range, ...]) -> Attribution:
    return Attribution(
        content=content,
        cue=(),
        source=source,
        kind=Kind.INDIRECT,
        score=0.8,
        method=METHOD,
    )
