"""What is stored of where a text came from, and the bytes it was read from."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

from django.conf import settings

from quotes.formats.files import whole_file
from quotes.ingest.records import Provenance, Record


def provenance_columns(record: Record) -> dict[str, Any]:
    """Return the columns of ``quotes.models.provenance``, as ``record`` has it."""
    provenance = record.provenance
    return {
        "source_kind": provenance.kind,
        "source": provenance.source[:4000],
        "found_in": provenance.found_in[:2000],
        "fetched_at": record.seen_at,
        "reader": provenance.reader[:200],
        "raw_sha256": provenance.raw_sha256,
        "repairs": list(provenance.repairs),
    }


def keep_raw(provenance: Provenance) -> None:
    """Keep the bytes that a text was read from, where ``provenance`` has them.

    Once for each checksum, packed. Raises OSError where the disk takes no more: then
    the article is not stored either.
    """
    if provenance.raw is None:
        return
    path = raw_path(provenance.raw_sha256)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        # Without name and time in it, the same bytes make the same file.
        file.write(gzip.compress(provenance.raw, mtime=0))


def raw_path(checksum: str) -> Path:
    """Return where the bytes of ``checksum`` lie: RAW_FOLDER/ab/abcdef….gz."""
    return Path(settings.RAW_FOLDER) / checksum[:2] / f"{checksum}.gz"
