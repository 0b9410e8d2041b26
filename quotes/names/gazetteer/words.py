"""How word lists are written down: long ones as files, short ones in the code.

A file holds words with blanks and line breaks between them, or a phrase a line.
What follows "#" at the beginning of a line is a comment.
"""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent / "data"


def word_set(text: str) -> frozenset[str]:
    """The words of ``text`` as a set."""
    return frozenset(text.split())


def line_set(text: str) -> frozenset[str]:
    """The lines of ``text`` as a set, without blanks around them and empty ones."""
    return frozenset(line.strip() for line in text.splitlines() if line.strip())


def lines_of(file: str) -> list[str]:
    """The lines of a word list, in order, without comments and empty ones."""
    lines = (DATA / file).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and line[0] != "#"]


def words_in(file: str) -> frozenset[str]:
    """The words of a word list."""
    return word_set(" ".join(lines_of(file)))


def lines_in(file: str) -> frozenset[str]:
    """The phrases of a word list, each of which has a line."""
    return frozenset(lines_of(file))
