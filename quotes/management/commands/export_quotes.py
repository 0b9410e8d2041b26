"""Bulk data: every row of the API's list of quotes, or a snapshot of everything."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from quotes.api.answers import write_csv, write_json_lines
from quotes.api.linked_data import quote_document
from quotes.api.links import Links
from quotes.api.pagination import every_row
from quotes.api.quote_filters import OLDEST_FIRST
from quotes.api.resources.quotes import QUOTE
from quotes.formats.files import whole_file
from quotes.management.output import printing
from quotes.models import Quote
from quotes.snapshot import snapshot_lines, snapshot_schema

LINKED = QUOTE.details.only(
    *("id", "url", "text", "speaker", "outlet", "article", "published_at"),
    *("kind", "stance", "clause", "statement", "status"),
)
"""What linked data is made of."""


class Command(BaseCommand):
    help = (
        "Write every quote that is neither rejected nor withdrawn, the oldest first,"
        " in the fields of the API's list; or a snapshot of everything that is stored."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument(
            "--format",
            choices=["csv", "jsonl", "jsonld"],
            default="jsonl",
            help="jsonld: one schema.org Quotation per line",
        )
        what.add_argument(
            "--snapshot",
            action="store_true",
            help="everything stored, as JSON Lines for import_snapshot",
        )
        what.add_argument(
            "--snapshot-schema",
            action="store_true",
            help="the JSON Schema of a snapshot's lines",
        )
        parser.add_argument(
            "--output",
            type=Path,
            help="a file to write; its SHA-256 is written beside it as FILE.sha256",
        )
        parser.add_argument(
            "--all", action="store_true", help="also rejected and withdrawn quotes"
        )
        parser.add_argument(
            "--site",
            default="http://localhost:8000",
            help="where the API is served, for the addresses of resources",
        )

    def handle(
        self,
        *,
        format: str,
        output: Path | None,
        snapshot: bool,
        snapshot_schema: bool,
        **options: Any,
    ) -> None:
        if snapshot:
            lines = snapshot_lines()
        elif snapshot_schema:
            lines = _schema_lines()
        else:
            lines = _quote_lines(format, **options)
        if output is None:
            with printing():
                for line in lines:
                    self.stdout.write(line, ending="")
            return
        try:
            digest = _write_file(output, lines)
        except OSError as error:
            raise CommandError(
                f"{output}: {error.strerror or error}. Nothing was written."
            ) from error
        self.stdout.write(f"{digest}  {output}")


def _schema_lines() -> Iterator[str]:
    yield json.dumps(snapshot_schema(), ensure_ascii=False, indent=1) + "\n"


def _quote_lines(format: str, *, all: bool, site: str, **options: Any) -> Iterator[str]:
    links = Links(site.rstrip("/") + reverse("api:root"))
    quotes = Quote.objects.all() if all else Quote.objects.standing()
    shown = LINKED if format == "jsonld" else QUOTE.listed
    fetched = every_row(quotes, OLDEST_FIRST, shown.columns, cursor=None)
    rows = (shown.show(row, links) for row in fetched)
    if format == "csv":
        return write_csv(rows, shown.csv)
    if format == "jsonld":
        return write_json_lines(quote_document(row) for row in rows)
    return write_json_lines(rows)


def _write_file(path: Path, lines: Iterator[str]) -> str:
    """Write ``lines`` to ``path`` and their checksum beside it; return that.

    The file appears under its name only when it is whole.
    """
    digest = hashlib.sha256()
    checksum = path.with_name(f"{path.name}.sha256")
    # A file is never beside the checksum of the one before it: this one comes first.
    with whole_file(path) as file, whole_file(checksum) as beside:
        for line in lines:
            content = line.encode()
            digest.update(content)
            file.write(content)
        file.flush()
        beside.write(f"{digest.hexdigest()}  {path.name}\n".encode())
    return digest.hexdigest()
