"""Addresses that open a page at some of its words, and mark them there.

Text directives, as https://wicg.github.io/scroll-to-text-fragment/ has them:
``#:~:text=[prefix-,]start[,end][,-suffix]``. Browsers that do not know them open the
page at its top. Pure. Offsets are characters, half open.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

LONGEST_EXACT = 120
"""Characters of words that are given whole; of longer ones only both ends are."""
ENDS = 6
"""Words of either end."""
RARE = 5
"""Words from which a run of them is taken to stand once on a page."""
BESIDE = 4
"""Words before and after that tell a run of fewer words from others like it."""
MOST = 5
"""Directives of one address."""

_LINE_END = re.compile(r"[\n\r\u2028\u2029]+")
_DELIMITER = ":~:"


def address_at(address: str, text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return ``address`` so that it opens at the ``spans`` of ``text``.

    address: of the page that prints ``text``, "" where there is none. It comes back as
    it is where no span holds a letter or a digit.
    """
    if not address:
        return ""
    found = [directive(text, start, end) for start, end in spans]
    directives = [f"text={one}" for one in found if one][:MOST]
    if not directives:
        return address
    page = address.partition(_DELIMITER)[0].removesuffix("#")
    mark = "" if "#" in page else "#"
    return f"{page}{mark}{_DELIMITER}{'&'.join(directives)}"


def directive(text: str, start: int, end: int) -> str:
    """Return what finds the words from ``start`` to ``end`` of ``text``, "" for none.

    A term never runs over the end of a line, for a page prints another block there.
    """
    start, end = _whole_words(text, start, end)
    blocks = [block.split() for block in _LINE_END.split(text[start:end])]
    blocks = [words for words in blocks if words]
    if not any(character.isalnum() for character in text[start:end]):
        return ""
    terms = _terms(blocks)
    if len(terms) == 1 and (len(blocks[0]) < RARE or text.count(text[start:end]) > 1):
        return _with_neighbours(terms[0], text, start, end)
    return ",".join(terms)


def _terms(blocks: list[list[str]]) -> list[str]:
    first, last = blocks[0], blocks[-1]
    whole = " ".join(first)
    if len(blocks) == 1 and (len(whole) <= LONGEST_EXACT or len(first) < 2):
        return [_encoded(whole)]
    most = min(ENDS, len(first) // 2) if len(blocks) == 1 else ENDS
    return [_encoded(" ".join(first[:most])), _encoded(" ".join(last[-most:]))]


def _with_neighbours(term: str, text: str, start: int, end: int) -> str:
    before = _LINE_END.split(text[:start])[-1].split()[-BESIDE:]
    after = _LINE_END.split(text[end:])[0].split()[:BESIDE]
    prefix = [f"{_encoded(' '.join(before))}-"] if before else []
    suffix = [f"-{_encoded(' '.join(after))}"] if after else []
    return ",".join([*prefix, term, *suffix])


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The range, widened to whole words and without blanks at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    while 0 < start < end and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while start < end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return start, end


def _encoded(words: str) -> str:
    """Percent-encoded, with the three signs that divide terms: "-", "&" and ","."""
    return quote(words, safe="").replace("-", "%2D")
