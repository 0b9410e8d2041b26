"""Who asks in a transcript: the labels under which nobody is quoted.

"Q:", "REPORTER:", a medium's name, whoever only asks, and whoever welcomes listeners or
is called the host.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.extraction.spans.rules.interviewed import is_reporter, with_initials
from quotes.extraction.types import Range
from quotes.names.gazetteer import organisations
from quotes.names.gazetteer.words import word_set
from quotes.names.person_names import fold_word

_ASKS = re.compile(r"\?[\"”’']?\s*$")
_ASKERS = word_set(
    "q question reporter reporters interviewer journalist journalists press moderator"
    " host presenter anchor media correspondent"
)
_HOSTS = re.compile(
    r"\b(?:host|anchor|byline|presenter|interviewer|correspondent|reporter|moderator)\b",
    re.IGNORECASE,
)
# "Welcome back to the programme", "with me is the mayor", "thanks for joining us"
_WELCOMES = re.compile(
    r"\b(?:[Ww]elcome (?:back )?to|[Jj]oining (?:me|us)|[Mm]y guests?"
    r"|[Ww]ith (?:me|us) (?:today |now |here |tonight )?(?:is|are)"
    r"|[Tt]hank(?:s| you) for (?:joining|coming|being|having a)"
    r"|[Yy]ou[’']re listening to|[Ww]e[’']re joined by)\b"
)
# Who asks at a hearing speaks there.
_MEMBER = re.compile(
    r"(?:SEN|REP|MR|MRS|MS|SENATOR|REPRESENTATIVE|JUDGE|JUSTICE|CHAIR\w*|COUNSEL)\b",
    re.IGNORECASE,
)
_FEWEST_QUESTIONS = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One labelled line: its label, where that stands, and what follows it."""

    number: int
    label: str
    name: Range
    said: Range
    sure: bool
    title: str = ""
    clocked: bool = False


def keys_of(lines: Sequence[Line]) -> dict[str, str]:
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


def askers_among(
    text: str, lines: Sequence[Line], answered: Range | None
) -> frozenset[str]:
    """Keys of the labels under which somebody asks and nobody answers.

    answered: whom the text introduces as the person interviewed, if anybody.
    """
    asked: Counter[str] = Counter()
    spoke: Counter[str] = Counter()
    first: dict[str, Line] = {}
    keys = keys_of(lines)
    for line in lines:
        key = keys[line.label]
        first.setdefault(key, line)
        spoke[key] += 1
        asked[key] += _ASKS.search(text[slice(*line.said)]) is not None
    answers = any(asked[key] < spoke[key] / 2 for key in spoke)
    return frozenset(
        key
        for key, line in first.items()
        if _is_asker(text, line, lines[0])
        or (asked[key] == spoke[key] >= _FEWEST_QUESTIONS and answers and answered)
        or (2 * asked[key] >= spoke[key] and _is_medium(key, line.label))
        or (asked[key] and len(first) > 1 and _hosts(text, line))
    )


def _is_asker(text: str, line: Line, first: Line) -> bool:
    """Whether a label is "Q", or the initials of whom the text calls its reporter."""
    if line.label in ("Q", "Question"):
        return True
    name = with_initials(text, line.label, first.name[0])
    return name is not None and is_reporter(text, name)


def _is_medium(key: str, label: str) -> bool:
    folded = fold_word(label)
    medium = key in organisations.MEDIA_HEADS or folded in organisations.MEDIA
    return medium or key in _ASKERS


def _hosts(text: str, line: Line) -> bool:
    """Whether who speaks in ``line``, their first, is the host of a programme."""
    titled = _HOSTS.search(f"{line.title} {line.label}") is not None
    if _MEMBER.match(line.label) or _MEMBER.match(line.title):
        return titled
    return titled or _WELCOMES.search(text, *line.said) is not None
