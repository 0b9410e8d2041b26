"""Interviews whose questions stand in lines of their own, and nobody is named.

    Mina Sol answers our questions.
    *When will you open the bridge?*
    In May. I have the key.
    *And what did you pay?*
    I paid nothing.
    → In May. I have the key.; ; Mina Sol
    → I paid nothing.; ; Mina Sol

A line asks where it ends in a question mark; such lines make an interview where they
speak to somebody ("you") and the lines behind them answer in the first person, or where
each answer and no question does, so that a page of questions and answers about a law is
none.

Source: interviews as magazines print them, questions in italics or bold that plain text
has lost.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence

from quotes.extraction.spans.rules.interviewed import credited, interviewed
from quotes.extraction.types import Attribution, Kind, Range

METHOD = "turn of an interview"
_ROUND_IT = f"*_{string.whitespace}\xa0"
_MARKS = re.compile(r"[“\"”«»]")
_SET_APART = re.compile(r"\s*(?:[*_]|\d{1,2}[.)]\s)")
_TO_YOU = re.compile(r"\b(?:you|your|yours|yourself)\b", re.IGNORECASE)
_OF_ME = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|[Uu]s|[Oo]ur)\b")
_ANSWERED = re.compile(r"\s*[“\"«]\s*(?P<said>.*?)\s*[”\"»]\s*$", re.DOTALL)
_INTRODUCES = re.compile(
    r"\b(?:interview|[Qq]uestions (?:for|to|with)|[Mm]inutes with|Q&A|answers|talks"
    r"|talked|speaks|spoke|sat down|tells|on condition|caught up|chatted|answered"
    r"|asked (?:him|her|them)|we met|(?:visit|met|meet|join)(?:s|ed)? (?:him|her|them)"
    r"|went to (?:see|meet))\b"
)
_TELL_ME = re.compile(
    r"(?:And |So |Then |OK, |Okay, )?(?:[Tt]ell|[Dd]escribe|[Tt]alk|[Ww]alk|[Tt]ake"
    r"|[Ee]xplain|[Gg]ive|[Ss]how|[Rr]emind|[Ff]inish|[Nn]ame)"
    r"\s(?:me|us|to me|one|this)\b"
)
_LONGEST_PROMPT, _LONGEST_READER = 200, 50
_LEAST = 2
_MOST_LINES = 6
_SHORTEST_QUESTION, _LONGEST_QUESTION = 9, 500


def interview(text: str, lines: Sequence[Range]) -> dict[int, Attribution | None]:
    """By number of line, the answer it holds; None where the interviewer asks.

    {} where the text is no such interview, or introduces nobody.
    """
    asked = [number for number, line in enumerate(lines) if _asks(text, line)]
    asked = [n for n in asked if n + 1 < len(lines) and n + 1 not in asked]
    asked = _with_prompts(text, lines, asked)
    if len(asked) < _LEAST or not _is_one(text, lines, asked):
        return {}
    end = lines[asked[-1] + 1][1]
    name = interviewed(text, lines[asked[0]][0]) or credited(text, end)
    if name is None:
        return {}
    found: dict[int, Attribution | None] = {}
    for number, following in zip(asked, [*asked[1:], asked[-1] + 2], strict=True):
        answer = range(number + 1, min(following, number + 1 + _MOST_LINES))
        found[number] = None
        said = [_said(text, lines[n]) for n in answer]
        said[0] = _behind_name(text, said[0], name)
        found[answer[0]] = _turn(said, name)
        found.update(dict.fromkeys(answer[1:], None))
    return found


def _asks(text: str, line: Range) -> bool:
    """Whether a line is one question without marks, numbered or set apart or neither.

    Told without an expression: a line of asterisks is tried from every place by one.
    """
    start, end = line
    if text[end - 1] == ")":
        end = _before_reader(text, line)
    if text[end - 1] not in f"?{_ROUND_IT}":
        return False
    said = text[start:end].strip(_ROUND_IT)
    short = _SHORTEST_QUESTION <= len(said) <= _LONGEST_QUESTION
    return short and said.endswith("?") and _MARKS.search(said) is None


def _before_reader(text: str, line: Range) -> int:
    """Where a question ends whose reader is named behind it: "… moon? (Dev, Hull)"."""
    start, end = line
    opens = text.rfind("(", max(start, end - _LONGEST_READER), end)
    return opens if opens > start else end


def _with_prompts(text: str, lines: Sequence[Range], asked: Sequence[int]) -> list[int]:
    """Questions and what else is put to somebody: "Tell me about the fire."

    Only where the text introduces an interview, and each has its answer behind it.
    """
    if not asked or _INTRODUCES.search(text, 0, lines[asked[0]][0]) is None:
        return list(asked)
    found, taken = [], set(asked)
    for number in range(len(lines) - 1):
        behind = text[slice(*lines[number + 1])]
        if number in taken or (
            number - 1 not in found
            and number + 1 not in taken
            and _prompts(text, lines[number])
            and _OF_ME.search(behind)
            and not _prompts(text, lines[number + 1])
            and (number > asked[0] or _leads_in(text, lines, number, asked[0]))
        ):
            found.append(number)
    return found


def _prompts(text: str, line: Range) -> bool:
    """Whether a line speaks to somebody, and of nobody else, without a question."""
    start, end = line
    said = text[start:end].strip(_ROUND_IT)
    if not _SHORTEST_QUESTION <= len(said) <= _LONGEST_PROMPT or _MARKS.search(said):
        return False
    if _TELL_ME.match(said) is not None:
        return True
    return _TO_YOU.search(said) is not None and _OF_ME.search(said) is None


def _leads_in(text: str, lines: Sequence[Range], number: int, first: int) -> bool:
    """Whether every other line up to the first question prompts and is answered."""
    return (first - number) % 2 == 0 and all(
        _prompts(text, lines[n]) for n in range(number, first, 2)
    )


def _is_one(text: str, lines: Sequence[Range], asked: Sequence[int]) -> bool:
    """Whether these questions are put to somebody who answers them."""
    questions = [text[slice(*lines[number])] for number in asked]
    answers = [text[slice(*lines[number + 1])] for number in asked]
    me = _count(_OF_ME, answers)
    if me and (_are_of_me(me, questions) or _are_readers(questions)):
        return True
    to_you = _count(_TO_YOU, questions)
    apart = all(map(_SET_APART.match, questions))
    told = _is_told(text, lines, asked)
    if 2 * to_you < len(asked) or not (apart or told or len(asked) > _LEAST):
        return False
    quoted = all(map(_ANSWERED.match, answers))
    every = told and 2 * to_you > len(asked) > _LEAST
    return 2 * me >= len(asked) or _is_any(me, quoted, every) or (apart and told)


def _is_any(me: int, *reasons: bool) -> bool:
    """Whether somebody answers as "me" at all, where anything else speaks for it."""
    return me > 0 and any(reasons)


def _are_of_me(me: int, questions: Sequence[str]) -> bool:
    """Whether each of ``me`` answers, and no question, speaks in the first person."""
    return me == len(questions) and not _count(_OF_ME, questions)


def _are_readers(questions: Sequence[str]) -> bool:
    """Whether a reader is named behind each question: "… full moon? (Dev, Hull)"."""
    return all(question.rstrip(_ROUND_IT).endswith(")") for question in questions)


def _is_told(text: str, lines: Sequence[Range], asked: Sequence[int]) -> bool:
    """Whether the text says that somebody is interviewed, before or behind it."""
    if _INTRODUCES.search(text, 0, lines[asked[0]][0]) is not None:
        return True
    return credited(text, lines[asked[-1] + 1][1]) is not None


def _count(pattern: re.Pattern[str], lines: Sequence[str]) -> int:
    """How many of the lines hold what a pattern looks for."""
    return sum(pattern.search(line) is not None for line in lines)


def _said(text: str, line: Range) -> Range:
    """The line without marks round all of it."""
    start, end = line
    match = _ANSWERED.match(text, start, end)
    if match is not None and not re.search(r"[“”\"«»]", match["said"]):
        return match.span("said")
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _behind_name(text: str, said: Range, name: Range) -> Range:
    """The answer without the name that opens its line, bold once and now plain."""
    words = text[slice(*name)].split()
    for first in range(len(words)):
        printed = " ".join(words[first:])
        for sign in (": ", " ") if first < len(words) - 1 else (": ",):
            if text.startswith(printed + sign, said[0]):
                return said[0] + len(printed + sign), said[1]
    return said


def _turn(content: Sequence[Range], name: Range) -> Attribution:
    return Attribution(
        content=tuple(content),
        cue=(),
        source=(name,),
        kind=Kind.INDIRECT,
        score=0.8,
        method=METHOD,
    )
