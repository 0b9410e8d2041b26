"""How well quotations that report one utterance are grouped, on invented events.

python -m tests.benchmarks.statements [events] [heldout]

Prints pairwise precision, recall and F1 of each event and of each folder of
``tests/linking/``. Quotations and speakers are as annotated: only grouping is
measured. Nothing is fitted on ``heldout``: look at its totals, not at its errors.
"""

from __future__ import annotations

import argparse
import os
from typing import NamedTuple

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
django.setup()

from django.db import connection, transaction  # noqa: E402 - models need Django set up
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from quotes.linking.statements.group import group_quotes  # noqa: E402
from quotes.models import Quote  # noqa: E402
from tests.linking.invented_events import event_names, pairs, store_event  # noqa: E402


class Pairs(NamedTuple):
    """Pairs of quotations in one group: rightly, as grouped, as annotated."""

    right: int
    grouped: int
    annotated: int

    @property
    def percentages(self) -> tuple[str, str, str]:
        precision = self.right / max(1, self.grouped)
        recall = self.right / max(1, self.annotated)
        f1 = 2 * self.right / max(1, self.grouped + self.annotated)
        return f"{precision:.1%}", f"{recall:.1%}", f"{f1:.1%}"


def measure(name: str, folder: str) -> Pairs:
    """Group the quotations of one event, alone in the database, and forget them."""
    with transaction.atomic():
        articles = store_event(name, folder)
        for article in articles:
            group_quotes([told.quote for told in article])
        told = {one.quote.pk: one.statement for article in articles for one in article}
        rows = Quote.objects.filter(pk__in=told).values_list("pk", "statement")
        truth, grouped = pairs(told), pairs(dict(rows))
        transaction.set_rollback(True)
    return Pairs(len(truth & grouped), len(grouped), len(truth))


def report(folder: str, *, each: bool) -> Table:
    table = Table(title=f"tests/linking/{folder}", title_justify="left")
    for heading in ("event", "precision", "recall", "F1", "pairs", "right"):
        table.add_column(heading, justify="left" if heading == "event" else "right")
    measured = {name: measure(name, folder) for name in event_names(folder)}
    for name, found in measured.items() if each else ():
        table.add_row(name, *found.percentages, str(found.annotated), str(found.right))
    total = Pairs(*map(sum, zip(*measured.values(), strict=True)))
    table.add_row("all", *total.percentages, str(total.annotated), str(total.right))
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "folders", nargs="*", default=["events", "heldout"], help="of tests/linking"
    )
    parser.add_argument("--each", action="store_true", help="event by event, too")
    options = parser.parse_args()
    console = Console(width=100)
    settings = connection.settings_dict
    settings["NAME"] = settings["TEST"]["NAME"] = ":memory:"
    connection.creation.create_test_db(verbosity=0, serialize=False)
    for folder in options.folders:
        console.print(report(folder, each=options.each))


if __name__ == "__main__":
    main()
