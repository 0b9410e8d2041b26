"""How many quotations are grouped wrongly in news of many events, without annotation.

python -m tests.benchmarks.shuffled_dates FOLDER

FOLDER holds articles as PolNeAR names them, ``outlet_2016-09-12_title.txt``: months of
news in which a few people say much of the same week after week. They are imported
twice: as they were published, and with their dates dealt out anew, so that what is
compared are articles of different weeks. Of those, two wordings that differ cannot
report one utterance: each pair grouped is an error (decoys, as in mass spectrometry:
Elias and Gygi 2007). Prints how many pairs each import groups, wordings that are the
same but for cuts and small edits apart: those may be quoted at any time.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from random import Random

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
django.setup()

from django.db import connection, transaction  # noqa: E402 - models need Django set up
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from quotes.ingest.pipeline import run  # noqa: E402
from quotes.ingest.records import Record  # noqa: E402
from quotes.ingest.sources import Failure  # noqa: E402
from quotes.ingest.workers import count_cores  # noqa: E402
from quotes.linking.statements.pairs.same_utterance import is_verbatim  # noqa: E402
from quotes.linking.wordings.similarity import compare  # noqa: E402
from quotes.linking.wordings.wording import read_wording  # noqa: E402
from quotes.models import Quote  # noqa: E402


def read(folder: Path) -> list[Record]:
    """Read the articles of a folder, oldest first."""
    records = []
    for path in folder.glob("*.txt"):
        outlet, date, _ = path.stem.split("_", 2)
        published_at = datetime.fromisoformat(date).replace(tzinfo=UTC)
        text = path.read_text("utf-8")
        records.append(
            Record(
                origin=path.name, id=path.stem, outlet=outlet, text=text,
                title=path.stem, published_at=published_at, url=f"urn:{path.stem}",
            )
        )  # fmt: skip
    return sorted(records, key=lambda record: (record.published_at, record.origin))


def count_pairs(records: Sequence[Record]) -> tuple[int, int, int]:
    """Import ``records`` and forget them.

    Returns how many quotes they have, and how many pairs from two articles are grouped
    though their wordings differ, and with the same wording. Raises RuntimeError where
    an article cannot be imported.
    """
    differ = same = 0
    with transaction.atomic():
        for done in run(records, workers=count_cores()):
            if isinstance(done, Failure):
                raise RuntimeError(str(done))
        quotes = Quote.objects.standing().exclude(statement=None).order_by("pk")
        groups: dict[int, list[tuple[int, str]]] = {}
        for statement, article, text in quotes.values_list(
            "statement", "article", "text"
        ):
            groups.setdefault(statement, []).append((article, text))
        for members in groups.values():
            for (first, one), (second, other) in combinations(members, 2):
                if first == second:
                    continue
                if is_verbatim(compare(read_wording(one), read_wording(other))):
                    same += 1
                else:
                    differ += 1
        transaction.set_rollback(True)
    return sum(map(len, groups.values())), differ, same


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    records = read(options.folder)
    dates = [record.published_at for record in records]
    Random(7).shuffle(dates)
    shuffled = [
        replace(record, published_at=date)
        for record, date in zip(records, dates, strict=True)
    ]
    settings = connection.settings_dict
    settings["NAME"] = settings["TEST"]["NAME"] = ":memory:"
    connection.creation.create_test_db(verbosity=0, serialize=False)
    table = Table(title=f"{len(records)} articles", title_justify="left")
    for heading in ("dates", "quotes", "pairs in other words", "in the same words"):
        table.add_column(heading, justify="left" if heading == "dates" else "right")
    found = count_pairs(records)
    decoys = count_pairs(shuffled)
    table.add_row("as published", *map(str, found))
    table.add_row("shuffled", *map(str, decoys))
    console = Console(width=100)
    console.print(table)
    right = 1 - decoys[1] / max(1, found[1])
    console.print(f"precision of pairs in other words, estimated: {right:.0%}")


if __name__ == "__main__":
    main()
