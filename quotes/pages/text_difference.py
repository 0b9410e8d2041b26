"""How one text of an article differs from the one before: for reading. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz.distance import Levenshtein, Opcodes

SAME, ADDED, REMOVED = "same", "added", "removed"
MOST_WORDS = 3_000
"""Words of a changed passage that are compared one by one; longer ones are shown as
wholes."""
OWN = 0.6
"""Share of words and blanks that two passages have in common, from which the one is
shown as an edit of the other; a new one in its place is shown as such."""
MOST_PARAGRAPHS = 4_000
BESIDE = 1
"""Unchanged paragraphs that are shown on either side of a change."""

_WORDS = re.compile(r"\s+|\w+(?:[’'-]\w+)*|[^\w\s]")
_BREAK = "\n"


@dataclass(frozen=True, slots=True)
class Part:
    """A run of words: the same in both texts, added or removed."""

    kind: str
    text: str


class _Step(NamedTuple):
    """Ranges, half open, of what follows in both texts; same: it is the same."""

    same: bool
    old: tuple[int, int]
    new: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its parts; or ``count`` unchanged ones that are left out."""

    parts: tuple[Part, ...] = ()
    count: int = 0


def differences(old: str, new: str) -> list[Passage]:
    """Return the paragraphs that differ, each with its words added and removed.

    Unchanged ones stand only beside a change; there are none of texts that differ in
    nothing but blanks. Bounded: of texts with more than
    ``MOST_PARAGRAPHS`` those at the end count as one.
    """
    one, other = _paragraphs(old), _paragraphs(new)
    passages: list[Passage] = []
    if one == other:
        return passages
    for same, old_part, new_part in _joined(Levenshtein.opcodes(one, other)):
        before, after = one[slice(*old_part)], other[slice(*new_part)]
        if same:
            first, last = old_part[0] == 0, old_part[1] == len(one)
            passages += _beside(after, first=first, last=last)
        else:
            passages += _changed(before, after)
    return passages


def _paragraphs(text: str) -> list[str]:
    lines = [line.strip() for line in text.split(_BREAK) if line.strip()]
    if len(lines) <= MOST_PARAGRAPHS:
        return lines
    return [*lines[:MOST_PARAGRAPHS], _BREAK.join(lines[MOST_PARAGRAPHS:])]


def _joined(opcodes: Opcodes) -> Iterator[_Step]:
    """The steps from one text to the other, changes that follow each other as one."""
    current: _Step | None = None
    for code in opcodes:
        step = _Step(
            code.tag == "equal",
            (code.src_start, code.src_end),
            (code.dest_start, code.dest_end),
        )
        if current is None or current.same != step.same:
            if current is not None:
                yield current
            current = step
        else:
            old = (current.old[0], step.old[1])
            current = _Step(step.same, old, (current.new[0], step.new[1]))
    if current is not None:
        yield current


def _beside(lines: Sequence[str], *, first: bool, last: bool) -> list[Passage]:
    before, after = (0 if first else BESIDE), (0 if last else BESIDE)
    if len(lines) <= before + after:
        return [_unchanged(line) for line in lines]
    middle = Passage(count=len(lines) - before - after)
    ends = lines[len(lines) - after :] if after else []
    return [*map(_unchanged, lines[:before]), middle, *map(_unchanged, ends)]


def _unchanged(line: str) -> Passage:
    return Passage((Part(SAME, line),))


def _changed(old: Sequence[str], new: Sequence[str]) -> list[Passage]:
    """Paragraph by paragraph where as many stand on both sides, else side by side."""
    if len(old) == len(new):
        return [Passage(tuple(_words(*pair))) for pair in zip(old, new, strict=True)]
    removed = [Passage((Part(REMOVED, line),)) for line in old]
    added = [Passage((Part(ADDED, line),)) for line in new]
    return removed + added


def _count_same(opcodes: Opcodes) -> int:
    return sum(code.src_end - code.src_start for code in opcodes if code.tag == "equal")


def _words(old: str, new: str) -> Iterator[Part]:
    one, other = _WORDS.findall(old), _WORDS.findall(new)
    longest = max(len(one), len(other))
    opcodes = Levenshtein.opcodes(one, other) if longest <= MOST_WORDS else None
    if opcodes is None or _count_same(opcodes) < OWN * longest:
        yield Part(REMOVED, old)
        yield Part(ADDED, new)
        return
    for same, old_part, new_part in _joined(opcodes):
        removed = "".join(one[slice(*old_part)])
        added = "".join(other[slice(*new_part)])
        if same:
            yield Part(SAME, removed)
            continue
        if removed:
            yield Part(REMOVED, removed)
        if added:
            yield Part(ADDED, added)
