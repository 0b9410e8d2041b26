"""What is declared of a format of files: all that is known of it follows from this."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from quotes.ingest.sources.item import Reader


class Holds(Enum):
    """How many articles a file holds: what a progress bar may count without reading."""

    ONE = "one"
    ONE_A_LINE = "one a line"
    ANY = "any number, which only reading tells"


@dataclass(frozen=True, slots=True)
class Taken:
    """Where each field of an article is taken from, as docs/sources.md says: Markdown.

    heading: title and byline.
    """

    outlet: str
    address: str
    heading: str
    date: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: how it is known, read and told of.

    name: in provenance, a value of ``quotes.models.SourceKind``. told: what it is, in
    the help of commands. suffixes: of its files' names, with the dot. read: its reader.
    takes: what is taken from it.

    What comes without a name is known by its bytes: roots are the elements that a
    document of XML begins with, in small letters and without a prefix; begins, what
    another one begins with; media_types, as a server calls it, asked where bytes do not
    tell. unpacks: whether the reader unpacks gzip itself.
    """

    name: str
    told: str
    suffixes: tuple[str, ...]
    read: Reader
    takes: Taken
    holds: Holds = Holds.ANY
    roots: frozenset[str] = frozenset()
    begins: tuple[bytes, ...] = ()
    media_types: frozenset[str] = frozenset()
    unpacks: bool = False
