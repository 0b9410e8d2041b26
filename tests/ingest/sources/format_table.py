"""Writes the table of docs/sources.md anew, from what formats declare.

python -m tests.ingest.sources.format_table
"""

import re
from pathlib import Path

from quotes.ingest.sources.readers import FORMATS

PAGE = Path(__file__).parents[3] / "docs" / "sources.md"
HEADING = (
    "| format | suffixes | outlet | address | title, byline | date | language | text |"
)
_TABLE = re.compile(rf"^{re.escape(HEADING)}\n(?:\|.*\n)+", re.MULTILINE)


def refresh(page):
    """Return ``page``, the text of docs/sources.md, with the table as it is now."""
    return _TABLE.sub(lambda _: write_table(), page)


def write_table():
    """Return the table: a row for each format."""
    rows = [HEADING, "|---" * HEADING.count(" | ") + "|---|"]
    for one in FORMATS:
        takes = one.takes
        cells = [f"`{one.name}`", ", ".join(f"`{suffix}`" for suffix in one.suffixes)]
        cells += [takes.outlet, takes.address, takes.heading]
        cells += [takes.date, takes.language, takes.text]
        rows.append(f"| {' | '.join(cells)} |")
    return "".join(f"{row}\n" for row in rows)


if __name__ == "__main__":
    PAGE.write_text(refresh(PAGE.read_text()))
