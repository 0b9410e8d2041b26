"""Every derived column and key, computed again from the texts."""

from __future__ import annotations

import sys
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

from quotes.rebuilding import STEPS, Rebuilding, Step, rebuild


class Command(BaseCommand):
    help = (
        "Compute every derived column and key again from the texts: how names are"
        " looked up, what finds like wordings and copied articles, what follows from"
        " a statement's quotes, the search indexes. For after a change of folding,"
        " transliteration or keys. What people decided stays, and so do the groups"
        " of quotes. Stopped on its way, the same call goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--step",
            action="append",
            choices=[step.name for step in STEPS],
            help="only this step; may be given several times",
        )
        parser.add_argument(
            "--anew",
            action="store_true",
            help="from the first row, although an earlier run was stopped on its way",
        )

    def handle(self, *, step: str | None, anew: bool, **options: Any) -> None:
        wanted = [one for one in STEPS if not step or one.name in step]
        console = Console(stderr=True, quiet=not sys.stderr.isatty())
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console, transient=True) as progress:
            for one in wanted:
                try:
                    last = self.run_step(one, progress, anew=anew)
                except KeyboardInterrupt:
                    raise CommandError(
                        f"Interrupted while computing {one.title.lower()} again. What"
                        " is done is stored; the same call goes on from here.",
                        returncode=130,
                    ) from None
                told = f"{last.done:,} computed again, {last.changed:,} changed"
                self.stdout.write(f"{one.title}: {told}.")

    def run_step(self, step: Step, progress: Progress, *, anew: bool) -> Rebuilding:
        task = progress.add_task(step.title, total=None)
        last = Rebuilding(0, 0, 0)
        for last in rebuild(step, anew=anew):
            progress.update(task, completed=last.done, total=last.total)
        progress.remove_task(task)
        return last
