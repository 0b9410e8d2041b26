"""Reading bytes by one reader."""

import io
from pathlib import Path

from quotes.ingest.records import Defaults
from quotes.ingest.sources.item import Reading, Source
from quotes.ingest.sources.readers import BY_NAME, FORMATS

FOLDER = Path(__file__).parents[3] / "fixtures" / "sources"
SAMPLES = {
    one.name: path
    for one in FORMATS
    for suffix in one.suffixes
    for path in (FOLDER / f"gates{suffix}", FOLDER / f"gates{suffix}.gz")
    if path.exists()
}
"""The article that fixtures/sources/ has in every format, by the name of the format."""


def read(kind, data, *, name="in", outlet="Harbour Herald", reading=None, **fields):
    """Everything that the reader of ``kind`` yields for ``data``."""
    data = data.encode() if isinstance(data, str) else data
    reading = reading or Reading(Defaults(outlet=outlet))
    source = Source(name, kind, io.BytesIO(data), reading, **fields)
    return list(BY_NAME[kind].read(source))
