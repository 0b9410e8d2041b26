"""Everything back into an empty database, from a file that export_quotes wrote."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from quotes.formats.files import open_regular
from quotes.snapshot import SnapshotError, import_snapshot, inspect_snapshot


class Command(BaseCommand):
    help = (
        "Store a snapshot (export_quotes --snapshot) in an empty database, with its"
        " ids. All of it or, where anything is wrong, nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **options: Any) -> None:
        try:
            # It is read twice, which a pipe cannot be.
            open_regular(file).close()
            snapshot = inspect_snapshot(file)
            with _progress(snapshot.records) as advance:
                import_snapshot(snapshot, advance=advance)
        except SnapshotError as error:
            raise CommandError(f"{file}: {error}. Nothing was stored.") from error
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except KeyboardInterrupt:
            raise CommandError(
                "Interrupted. Nothing was stored.", returncode=130
            ) from None
        rows = snapshot.rows
        self.stdout.write(
            f"{rows['quote']} quotes, {rows['article']} articles,"
            f" {rows['speaker']} speakers and {rows['statement']} statements stored."
        )


@contextmanager
def _progress(total: int) -> Iterator[Callable[[int], object]]:
    """A progress bar on a terminal, nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda records: None
        return
    columns = (
        TextColumn("Importing"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("importing", total=total)
        yield lambda records: progress.advance(task, records)
