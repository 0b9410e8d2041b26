"""Write made-up articles as ``extract_quotes --extracted`` reads them.

python -m tests.benchmarks.write_extracted FIRST COUNT > articles.jsonl

COUNT articles of ten quotes each, those of ``extracted`` from number FIRST on.
"""

from __future__ import annotations

import argparse
import os
import sys

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.benchmarks.settings"
django.setup()

from quotes.extraction.lines import line_text, write_line  # noqa: E402 - needs Django
from tests.benchmarks.extracted import Extracted, articles  # noqa: E402


def _line(made: Extracted) -> str:
    record = made.record
    published = record.published_at.isoformat() if record.published_at else None
    told = {"published_at": published, "text": record.text}
    told |= {name: getattr(record, name) for name in ("outlet", "url", "title")}
    return line_text(write_line(told, made.quotations))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("first", type=int, help="number of the first one")
    parser.add_argument("count", type=int, help="how many")
    options = parser.parse_args()
    for made in articles(options.first, options.count):
        sys.stdout.write(_line(made) + "\n")


if __name__ == "__main__":
    main()
