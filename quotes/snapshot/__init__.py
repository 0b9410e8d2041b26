"""Everything stored as one file of JSON Lines, and back: docs/snapshot.md."""

from quotes.snapshot.reading import SnapshotError, import_snapshot, inspect_snapshot
from quotes.snapshot.schema import snapshot_schema
from quotes.snapshot.writing import snapshot_lines

__all__ = [
    "SnapshotError",
    "import_snapshot",
    "inspect_snapshot",
    "snapshot_lines",
    "snapshot_schema",
]
