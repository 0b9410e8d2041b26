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

from quotes.extraction.spans.rules.askers import Line, askers_among, keys_of
from quotes.extraction.spans.rules.interviewed import (
    interviewed,
    is_of_somebody,
    is_surname,
    with_initials,
)
from quotes.extraction.types import Attribution, Kind, Range
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
    r"(?P<how>\s*\([^)]{1,40}\)){0,2}\s?[*_]{0,2}:[*_]{0,2}\s+(?P<said>\S.*)$",
    re.DOTALL,
)
# "The Minister for Roads (Ada Holm): …", as parliaments print it.
_OFFICE_LINE = re.compile(
    rf"\s*(?P<mark>)(?:The|Mr|Madam|Mrs|Ms)\s[A-Z][^:()\n]{{2,70}}\s"
    rf"\((?P<name>{_NAME})\)(?:\s*\([^)]{{1,40}}\))?:\s+(?P<said>\S.*)$",
    re.DOTALL,
)
# "(END VIDEOTAPE)", "[Laughter]", "[00:12:30]"
_STAGE = re.compile(r"\s*[*_]*[(\[][^()\[\]]*[)\]][*_.]*\s*")
_CLOCKED = re.compile(r"\s*[\[(]?\d{1,2}:\d{2}(?::\d{2})?")
_AGED = re.compile(r",\s\d{1,3}\b")
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
    busted shock shocking horrifying must developing alert flash urgent revealed leaked
    confirmed delegates delegate pledged superdelegates votes turnout seats
    on screen banner map chart table figure data weather traffic sport sports news
    """
)
# "Delegate Update: …", "Storm Watch: …"
_LAST_LABELS = word_set(
    "update updates alert watch results summary score scores tracker forecast schedule"
    " glance count numbers facts review preview recap verdict"
)
_OPEN_LABELS = frozenset(("also", "read", "see", "more", "watch", "listen", "click"))
_ROUND = " \t\r\n\xa0*_"
_LEAST_TURNS = 3


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
    keys = keys_of(found)
    kept = [line for line in found if line.sure or whole]
    if not kept:
        return {}
    if len(found) == 1 and _is_dateline(text, found[0]):
        return {}
    before = lines[kept[0].number][0]
    answered = interviewed(text, before)
    askers = askers_among(text, kept, answered) if whole else frozenset()
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


def _are_of_transcript(text: str, found: Sequence[Line]) -> bool:
    """Whether labelled lines are enough, and alike enough, to be a transcript's."""
    if len(found) < _LEAST_TURNS:
        return False
    labels = {line.label for line in found}
    if all(line.clocked for line in found) or _is_row_of_voices(text, found):
        return True
    if {"Q", "A"} <= labels or {"Question", "Answer"} <= labels:
        return True
    keys = keys_of(found)
    counts = Counter(keys[line.label] for line in found)
    again = [line for line in found if counts[keys[line.label]] > 1]
    if any(_is_full(text, line, found[0]) for line in again):
        return True
    return _is_talk(text, found, again) or all(line.sure for line in found)


def _is_full(text: str, line: Line, first: Line) -> bool:
    """Whether a label is a name in full, or the text before prints whose it is."""
    return (
        " " in line.label
        or with_initials(text, line.label, line.name[0]) is not None
        or is_surname(text, line.label, first.name[0])
    )


def _is_talk(text: str, found: Sequence[Line], again: Sequence[Line]) -> bool:
    """Whether people who are called by first names talk of "me" and "you"."""
    speaks = [line for line in found if _SPEAKS.search(text, *line.said)]
    opening = [line.said for line in found[:2]]
    return 2 * len(speaks) >= len(found) and any(
        is_of_somebody(text, line.label, opening) for line in again
    )


def _is_row_of_voices(text: str, found: Sequence[Line]) -> bool:
    """Whether several people, each with an age or a trade, speak a line each."""
    return all(
        " " in line.label and line.title and not line.sure for line in found
    ) and (
        all(_AGED.match(line.title) for line in found)
        or all(_SPEAKS.search(text, *line.said) for line in found)
    )


def _name_of(text: str, line: Line, answered: Range | None) -> Range | None:
    """Where the speaker of a line is named: for "A:", whom the text introduces."""
    if line.label in ("A", "Answer"):
        return answered
    return with_initials(text, line.label, line.name[0]) or line.name


def _is_dateline(text: str, line: Line) -> bool:
    """Whether the one label is the place of a report: "KARSK: …, an envoy said"."""
    if _REPORTS.search(text, *line.said) is not None:
        return True
    told = _TELLS.search(text, *line.said) is not None
    return told and _SPEAKS.search(text, *line.said) is None


def _labelled(text: str, number: int, span: Range) -> Line | None:
    """The line ``span`` as one that a name opens, or None."""
    start, end = span
    match = _LINE.match(text[start:end])
    group = "capitals" if match is not None and match["capitals"] else "name"
    match = match or _OFFICE_LINE.match(text[start:end])
    if match is None:
        return _asked_or_answered(text, number, span)
    label = match[group]
    if not any(c.isalpha() for c in match["said"]):
        return None  # "Turnout: 781"
    if _names_nobody(label) and not with_initials(text, label, start):
        return None
    left, right = match.span("said")
    while right > left and (text[start + right - 1] in _ROUND or _closes(match, right)):
        right -= 1
    first, last = match.span(group)
    titles = match.groupdict()
    return Line(
        number,
        label,
        (start + first, start + last),
        (start + left, start + right),
        sure=group == "capitals" and len(label) > 2,
        title=titles.get("title") or titles.get("role") or "",
        clocked=_CLOCKED.match(text, start) is not None,
    )


def _asked_or_answered(text: str, number: int, span: Range) -> Line | None:
    """The line as "Q. …", "A. …" or "Q Minister, …", or None."""
    match = _QUESTION_OR_ANSWER.match(text[span[0] : span[1]])
    if match is None:
        return None
    name, said = (
        (span[0] + match.start(group), span[0] + match.end(group))
        for group in ("label", "said")
    )
    return Line(number, match["label"], name, said, sure=False)


def _names_nobody(label: str) -> bool:
    """Whether a label is that of a page or a screen, a word like "But", or a place."""
    words = [fold_word(word) for word in re.split(r"[\s-]+", label) if word]
    if all(word in _LABELS for word in words) or words[0] in _OPEN_LABELS:
        return True
    if len(words) > 1 and words[-1] in _LAST_LABELS:
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


def _add_rest(
    text: str,
    lines: Sequence[Range],
    kept: Sequence[Line],
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
        if _STAGE.fullmatch(text, *lines[number]) or _LINE.match(text, *lines[number]):
            owner = None
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
