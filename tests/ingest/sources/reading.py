"""Reading bytes by one reader."""

import io

from quotes.ingest.records import Defaults
from quotes.ingest.sources.item import Reading, Source
from quotes.ingest.sources.kinds import BY_NAME


def read(kind, data, *, name="in", outlet="Harbour Herald", reading=None, **fields):
    """Everything that the reader of ``kind`` yields for ``data``."""
    data = data.encode() if isinstance(data, str) else data
    reading = reading or Reading(Defaults(outlet=outlet))
    source = Source(name, kind, io.BytesIO(data), reading, **fields)
    return list(BY_NAME[kind].reader(source))
