"""How one text of an article differs from the one before: for reading. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

SAME, ADDED, REMOVED, LEFT_OUT = "same", "added", "removed", "left out"
MOST_WORDS = 3_000
"""Words of a changed passage that are compared one by one; longer ones are shown as
wholes."""
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


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph with its parts; kind LEFT_OUT: ``count`` unchanged ones instead."""

    parts: tuple[Part, ...] = ()
    count: int = 0


def differences(old: str, new: str) -> list[Passage]:
    """Return the paragraphs that differ, each with its words added and removed.

    Unchanged ones stand only beside a change. Bounded: of texts with more than
    ``MOST_PARAGRAPHS`` those at the end count as one.
    """
    one, other = _paragraphs(old), _paragraphs(new)
    passages: list[Passage] = []
    kept: list[str] = []
    for tag, left, right, start, end in _joined(Levenshtein.opcodes(one, other)):
        if tag == "equal":
            kept = other[start:end]
            passages += _beside(kept, first=left == 0, last=right == len(one))
        else:
            passages += _changed(one[left:right], other[start:end])
    return passages


def _paragraphs(text: str) -> list[str]:
    lines = [line.strip() for line in text.split(_BREAK) if line.strip()]
    if len(lines) <= MOST_PARAGRAPHS:
        return lines
    return [*lines[:MOST_PARAGRAPHS], _BREAK.join(lines[MOST_PARAGRAPHS:])]


def _joined(
    opcodes: Iterable[Sequence[object]],
) -> Iterator[tuple[str, int, int, int, int]]:
    """Changes that follow each other as one."""
    current: tuple[str, int, int, int, int] | None = None
    for code in opcodes:
        tag, left, right, start, end = code
        step = ("equal" if tag == "equal" else "replace", left, right, start, end)
        if current and current[0] == step[0]:
            current = (current[0], current[1], right, current[3], end)  # type: ignore[assignment]
        else:
            if current:
                yield current
            current = step  # type: ignore[assignment]
    if current:
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


def _words(old: str, new: str) -> Iterator[Part]:
    one, other = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(one), len(other)) > MOST_WORDS:
        yield Part(REMOVED, old)
        yield Part(ADDED, new)
        return
    for tag, left, right, start, end in _joined(Levenshtein.opcodes(one, other)):
        if tag == "equal":
            yield Part(SAME, "".join(one[left:right]))
            continue
        if removed := "".join(one[left:right]):
            yield Part(REMOVED, removed)
        if added := "".join(other[start:end]):
            yield Part(ADDED, added)
