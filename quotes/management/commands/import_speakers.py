"""Load an authority file of speakers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from quotes.linking.speakers.authorities import (
    AuthorityError,
    import_entry,
    read_entries,
)


class Command(BaseCommand):
    store = staticmethod(import_entry)
    told = "{new} speakers new or completed, {known} known already."
    help = (
        "Load speakers with their names from a file: JSON Lines, or CSV with aliases "
        "divided by “|”. Fields: name, aliases, kind, description, wikidata_id. The "
        "same file twice changes nothing; what editors wrote is kept."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *, file: Path, **options: Any) -> None:
        new = known = failed = 0
        try:
            for entry in read_entries(file):
                try:
                    if isinstance(entry, AuthorityError):
                        raise entry
                    if self.store(entry):
                        new += 1
                    else:
                        known += 1
                except AuthorityError as error:
                    failed += 1
                    self.stderr.write(str(error))
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or error
            raise CommandError(f"{file} cannot be read: {reason}") from error
        self.stdout.write(self.told.format(new=new, known=known))
        if failed:
            raise CommandError(f"{failed} entries failed; the rest is stored.")
