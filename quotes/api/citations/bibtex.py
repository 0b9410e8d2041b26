r"""BibTeX: an ``@article`` that BibTeX and biblatex both read, in UTF-8.

What TeX would take for a command is written out. Braces too: BibTeX counts them also
where a backslash stands before, so that ``\{`` alone would end nothing.
Fields: https://mirrors.ctan.org/macros/latex/contrib/biblatex/doc/biblatex.pdf
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

from quotes.api.citations.record import CitationRecord

MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun"),
    *("jul", "aug", "sep", "oct", "nov", "dec"),
)
"""Macros that every style defines in its own language."""

_SPECIAL = {
    "\\": r"{\textbackslash}",
    "{": r"{\lbrace}",
    "}": r"{\rbrace}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
} | {char: f"\\{char}" for char in "&%$#_"}
_TO_ESCAPE = re.compile("[" + re.escape("".join(_SPECIAL)) + "]")


def escape(text: str) -> str:
    """Return ``text`` so that TeX prints it as it is."""
    return _TO_ESCAPE.sub(lambda found: _SPECIAL[found[0]], text)


def bibtex(record: CitationRecord) -> str:
    """Return ``record`` as a file of one entry."""
    lines = "".join(f"  {name} = {value},\n" for name, value in _fields(record))
    return f"@article{{{record.key},\n{lines}}}\n"


def _fields(record: CitationRecord) -> Iterator[tuple[str, str]]:
    # Titles are in second braces, for styles put them into small letters otherwise;
    # so is a byline, which may name several or nobody.
    yield "title", f"{{{{{escape(record.title)}}}}}"
    if record.author:
        yield "author", f"{{{{{escape(record.author)}}}}}"
    yield "journal", f"{{{escape(record.outlet)}}}"
    if (at := record.published_at) is not None:
        yield "year", f"{{{at.year}}}"
        yield "month", MONTHS[at.month - 1]
        yield "day", f"{{{at.day}}}"
    # Printed letter for letter: what would end it is written as addresses write it.
    yield "url", f"{{{quote(record.url, safe=_PLAIN)}}}"
    if record.language:
        yield "langid", f"{{{escape(record.language)}}}"
    yield "entrysubtype", "{newspaper}"
    yield "keywords", f"{{stance: {record.stance}}}"
    yield "note", f"{{{escape(record.note)}}}"


_PLAIN = "%/:=&?~#+!$,;'@()*[]"
