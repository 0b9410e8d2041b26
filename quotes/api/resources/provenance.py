"""Where a text came from, as an article's details tell it."""

from __future__ import annotations

import re
from typing import Any

from quotes.api.links import Links
from quotes.api.resources.fields import Field, Row
from quotes.api.resources.shown import moment
from quotes.api.shapes.values import MOMENT, TEXT, choice, list_of, object_of
from quotes.models import SourceKind

_FOLDERS = re.compile(r"^(?!https?://).*[/\\]", re.DOTALL)


def _show(row: Row, links: Links) -> dict[str, Any]:
    """The columns as one object. Of a file readers see its name, not our folders."""
    return {
        "source_kind": row["source_kind"],
        "source": _FOLDERS.sub("", row["source"]),
        "found_in": row["found_in"],
        "fetched_at": moment(row["fetched_at"]),
        "reader": row["reader"],
        "raw_sha256": row["raw_sha256"],
        "repairs": row["repairs"],
    }


PROVENANCE = Field(
    "provenance",
    object_of(
        source_kind=choice([*SourceKind.values, ""]),
        source=TEXT,
        found_in=TEXT,
        fetched_at=MOMENT,
        reader=TEXT,
        raw_sha256=TEXT,
        repairs=list_of(TEXT),
    ),
    "Where its text came from: the kind of source; the address, or the file's name "
    "and line; the feed that led there; when it was fetched; by which reader; the "
    "SHA-256 of the bytes read; and what was done to get the text from them. Empty "
    "where it is not known.",
    columns=(
        "source_kind",
        "source",
        "found_in",
        "fetched_at",
        "reader",
        "raw_sha256",
        "repairs",
    ),
    show=_show,
)
