"""Which quotations are fragments: "heroes", "very close", "scare quotes"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotes.extraction.types import Kind, Range

MAX_FRAGMENT_WORDS = 3

_WORD = re.compile(r"\w+(?:[’'.,‑-]\w+)*")
_QUOTED = re.compile(
    r"“([^“”]*)(?:”|$)|\"([^\"]*)(?:\"|$)|''(.*?)(?:''|$)|‘([^‘]*?)(?:’(?!\w)|$)"
)
_TAIL = re.compile(r"^([^“”]*)”")
_SENTENCE = re.compile(r"^[A-ZÀ-Þ].*[.!?…]$", re.DOTALL)


def quoted_words(text: str, content: Sequence[Range], kind: Kind) -> list[str]:
    """The words of ``content`` that stand inside quotation marks."""
    parts = [text[start:end] for start, end in content]
    if kind is not Kind.DIRECT:
        parts = [
            next(group for group in match.groups() if group is not None)
            for part in parts
            for match in _QUOTED.finditer(part)
        ]
    return [word for part in parts for word in _WORD.findall(part)]


def is_fragment(text: str, content: Sequence[Range], kind: Kind) -> bool:
    """Whether three quoted words or fewer are quoted, and they are no full sentence.

    Indirect speech quotes no words and is no fragment. A short sentence of its own
    ("I quit.") is none either: it begins with a capital and ends with a stop, and
    stands alone as direct speech.
    """
    if kind is Kind.INDIRECT:
        return False
    words = quoted_words(text, content, kind)
    if not words or len(words) > MAX_FRAGMENT_WORDS:
        return False
    return not (kind is Kind.DIRECT and _is_sentence(text, content))


def _is_sentence(text: str, content: Sequence[Range]) -> bool:
    start, end = content[0][0], content[-1][1]
    said = text[start:end].strip().rstrip("”\"'’").rstrip()
    if said.endswith(","):
        return said[:1].isupper() and len(said.split()) > 1
    return _SENTENCE.match(said) is not None
