"""A text file: one article's text, and nothing else. Kind “text”."""

from __future__ import annotations

from quotes.formats.files import read_bounded
from quotes.ingest.records import Record
from quotes.ingest.sources.decoding import decode, repair
from quotes.ingest.sources.format import Format, Holds, Taken
from quotes.ingest.sources.item import Items, Source, checked, reader_name

READER = reader_name("text", 1)


def read_plain_text(source: Source) -> Items:
    """Yield the article that ``source`` is, its line ends as they are."""
    data = read_bounded(source.file)
    decoded = repair(decode(data, source.charset))
    defaults = source.defaults
    yield checked(
        Record(
            origin=source.name,
            id=source.stem,
            outlet=defaults.outlet or "",
            url=source.address or None,
            published_at=defaults.published_at,
            language=defaults.language,
            text=decoded.text,
            provenance=source.provenance(data, READER, repairs=decoded.repairs),
        )
    )


FORMAT = Format(
    "text",
    "one article's text",
    (".txt",),
    read_plain_text,
    Taken(
        outlet="`--outlet`",
        address="–",
        heading="–",
        date="`--published`",
        language="`--language`",
        text="all of it, line ends too",
    ),
    holds=Holds.ONE,
    media_types=frozenset(("text/plain",)),
)
