"""Reading sources: files, folders, addresses and standard input become records.

One reader a format, each of which yields a Record for every article and a Failure, with
its place and the reason, for every one that cannot be read. Nothing raises: one broken
item does not lose the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from quotes.ingest.fetching.public_addresses import is_web_address
from quotes.ingest.sources.item import Failure, Items, Reading
from quotes.ingest.sources.source_files import count_file, expand, read_file
from quotes.ingest.sources.standard_input import read_standard_input
from quotes.ingest.sources.web import read_address

__all__ = ["STANDARD_INPUT", "Failure", "Reading", "count_articles", "read_sources"]

STANDARD_INPUT = "-"


def read_sources(sources: Iterable[str], reading: Reading) -> Items:
    """Yield every article in ``sources``, and a Failure for each that cannot be read.

    A source is a file, a folder (searched through, names in order), an address of the
    web, or "-" for standard input.
    """
    for source in sources:
        if source == STANDARD_INPUT:
            yield from read_standard_input(reading)
        elif is_web_address(source):
            yield from read_address(source, reading)
        else:
            for path in expand(Path(source)):
                if isinstance(path, Failure):
                    yield path
                else:
                    yield from read_file(path, reading)


def count_articles(sources: Iterable[str]) -> int | None:
    """Return about how many articles there are, None where only reading tells."""
    total = 0
    for source in sources:
        if source == STANDARD_INPUT or is_web_address(source):
            return None
        for path in expand(Path(source)):
            count = 1 if isinstance(path, Failure) else count_file(path)
            if count is None:
                return None
            total += count
    return total
