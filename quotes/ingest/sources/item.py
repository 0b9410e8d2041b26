"""What readers read from, and what they answer beside records."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from importlib.metadata import version
from typing import IO

from quotes.ingest.fetching.client import Fetcher
from quotes.ingest.records import (
    LONGEST,
    Defaults,
    Provenance,
    Record,
    RecordError,
    check_record,
)


@dataclass(frozen=True, slots=True)
class Failure:
    """An item that could not be read or extracted: where it stands, and why.

    set_aside: whether its extraction costs more than it may.
    """

    origin: str
    reason: str
    set_aside: bool = False

    def __str__(self) -> str:
        return f"{self.origin}: {self.reason}"


Items = Iterator[Record | Failure]


def no_outlet(host: str) -> str:
    """Know the outlet of no host."""
    return ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What holds for all that one run reads.

    outlet_of: the name of the outlet whose site a host is, or "". outlet: the one whose
        pages these are, unless their site is known to be another's.
    keep_raw: whether records carry the bytes that they were read from.
    """

    defaults: Defaults = field(default_factory=Defaults)
    fetcher: Fetcher = field(default_factory=Fetcher)
    outlet_of: Callable[[str], str] = no_outlet
    outlet: str = ""
    keep_raw: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One file, or one answer of a server, opened to be read.

    name: what failures call it. kind: of source, as provenance has it. file: its
    bytes, unpacked. stem: what its article is called where it says no id. address:
    where it was fetched from; charset: as the server says. found_in: the feed or
    sitemap that led there. place: where it lies, if neither name nor address says.
    """

    name: str
    kind: str
    file: IO[bytes]
    reading: Reading
    stem: str | None = None
    address: str = ""
    charset: str = ""
    found_in: str = ""
    fetched_at: datetime | None = None
    place: str = ""

    @property
    def defaults(self) -> Defaults:
        return self.reading.defaults

    def provenance(
        self, raw: bytes, reader: str, *, place: str = "", repairs: tuple[str, ...] = ()
    ) -> Provenance:
        """Return whence an article of this source is, and from which bytes."""
        return Provenance(
            kind=self.kind,
            source=place or self.place or self.address or self.name,
            found_in=self.found_in,
            fetched_at=self.fetched_at,
            reader=reader,
            raw_sha256=hashlib.sha256(raw).hexdigest(),
            repairs=repairs,
            raw=raw if self.reading.keep_raw else None,
        )


Reader = Callable[[Source], Items]


def reader_name(kind: str, number: int, *libraries: str) -> str:
    """Return a reader's name and version: "html 1 (trafilatura 2.3.1)"."""
    told = ", ".join(f"{library} {version(library)}" for library in libraries)
    return f"{kind} {number} ({told})" if told else f"{kind} {number}"


def checked(record: Record) -> Record | Failure:
    """Return ``record`` where it is fit for storing, else a Failure that says why.

    Title and byline that a page or an agency's item has too long are cut: an import
    record that says them so is refused instead, for whoever wrote it can mend it.
    """
    try:
        return check_record(
            replace(
                record,
                title=clip(record.title, LONGEST["title"]),
                byline=clip(record.byline, LONGEST["byline"]),
            )
        )
    except RecordError as error:
        return Failure(record.origin, str(error))


def clip(text: str, longest: int) -> str:
    """Return ``text`` on one line, cut after ``longest`` characters."""
    text = " ".join(text.replace("\0", " ").split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
