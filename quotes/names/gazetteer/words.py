"""How word lists are written down: one text, blanks and line breaks between words."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of ``text`` as a set."""
    return frozenset(text.split())


def line_set(text: str) -> frozenset[str]:
    """The lines of ``text`` as a set, without blanks around them and empty ones."""
    return frozenset(line.strip() for line in text.splitlines() if line.strip())
