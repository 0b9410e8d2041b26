"""What ``evaluate_extraction`` takes, and examples of it."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path

from django.core.management.base import CommandParser

from quotes.ingest.workers import count_cores

EXAMPLES = """
examples:
  manage.py evaluate_extraction gold.jsonl --texts texts/
      the figures of the extractor as it is, by kind, outlet and class of cue
  manage.py evaluate_extraction gold.jsonl --texts texts/ --html errors.html
      and a page that shows every error in its text
  manage.py evaluate_extraction gold.jsonl --texts texts/ --predictions other.jsonl
      the figures of another system's output
  manage.py evaluate_extraction gold.jsonl --texts texts/ --reliability confidence.md
      whether confidence means what it says, as tables, and a plot beside it (.svg)
  manage.py evaluate_extraction gold.jsonl --texts texts/ --fit-confidence \\
      quotes/extraction/confidence.json
      fits confidence to these texts; check it on others, with --reliability

  manage.py evaluate_extraction gold.jsonl --texts texts/ --fit-speakers \\
      quotes/extraction/spans/tagger/weights/speakers.json
      fits, to texts with canonical speakers, how likely the name is right, too
  manage.py evaluate_extraction gold.jsonl --texts texts/ --fit-reports \\
      quotes/extraction/spans/tagger/weights/reports.json
      fits, to texts annotated by our own definition, how likely words without marks
      are a report; --fit-speakers then comes after it
  manage.py evaluate_extraction gold.jsonl --texts texts/ --adapt-confidence \\
      quotes/extraction/spans/tagger/weights/confidence.json
      fits, to few texts annotated by our own definition, how much surer to be where
      reported speech alone is asked for
  manage.py evaluate_extraction --fit-confidence confidence.json
      the same without a corpus of one's own: coarser, on the articles that come with
      the project

GOLD has one JSON object a line: id, quotes with their character ranges, and perhaps
text and outlet; a text is looked for as DIR/<id>.txt. Fit confidence on texts that
the tagger was not trained on: it is surer of those than it ought to be of others.

Figures are per cent. Content tokens, and attributed tokens, count words; exact,
partial (an overlap of half or more) and soft count quotations. Source is the share
of right sources over all pairs, src≥50 over those that overlap by half.
Quote+speaker, the figure to watch, needs an overlap of half and the right source.
"""


def add_arguments(parser: CommandParser) -> None:
    """Add every argument of the command to ``parser``."""
    _add_what_is_compared(parser)
    _add_what_is_written(parser)


def _add_what_is_compared(parser: CommandParser) -> None:
    parser.add_argument(
        "gold",
        metavar="GOLD",
        nargs="?",
        type=Path,
        help="annotated texts (where confidence is fitted, by default the fifteen "
        "articles that come with the project)",
    )
    parser.add_argument(
        "--texts",
        metavar="DIR",
        type=Path,
        action="append",
        help="folder of the texts, or a file of import records that holds them; "
        "may be given more than once (default: GOLD's folder)",
    )
    parser.add_argument(
        "--attitudes",
        action="store_true",
        help="also extract beliefs, hopes and attitudes, as PolNeAR annotates them",
    )
    parser.add_argument(
        "--predictions",
        metavar="FILE",
        type=Path,
        help="compare this file instead of extracting",
    )
    parser.add_argument(
        "--merge",
        action="store_true",
        help="before comparing, join quotations with the same cue and source",
    )
    parser.add_argument(
        "--bootstrap",
        metavar="N",
        type=_count,
        default=0,
        help="95%% intervals of F1 from N draws of documents",
    )
    parser.add_argument(
        "--metadata",
        metavar="TSV",
        type=Path,
        help="table with columns id (or filename) and outlet (or publisher)",
    )
    parser.add_argument(
        "--limit",
        metavar="N",
        type=_count,
        help="only N documents, spread evenly over GOLD",
    )
    parser.add_argument(
        "--workers",
        metavar="N",
        type=_count,
        default=count_cores(),
        help="processes that extract (default: one per core, here %(default)s)",
    )


def _add_what_is_written(parser: CommandParser) -> None:
    parser.add_argument(
        "--html", metavar="FILE", type=Path, help="write a page of errors"
    )
    parser.add_argument(
        "--reliability",
        metavar="FILE.md",
        type=Path,
        help="write how often confidence is right, and a plot FILE.svg",
    )
    parser.add_argument(
        "--fit-confidence",
        metavar="OUT.json",
        type=Path,
        help="fit confidence to these texts and write the result",
    )
    parser.add_argument(
        "--fit-speakers",
        metavar="OUT.json",
        type=Path,
        help="fit to these texts how likely content and canonical speaker both "
        "are right, for reported speech alone",
    )
    parser.add_argument(
        "--fit-reports",
        metavar="OUT.json",
        type=Path,
        help="fit to these texts how likely words without marks are a report, for "
        "reported speech alone",
    )
    parser.add_argument(
        "--adapt-confidence",
        metavar="FILE.json",
        type=Path,
        help="fit to these texts only what FILE adds where reported speech alone "
        "is asked for",
    )


def _count(value: str) -> int:
    number = int(value) if value.isdecimal() else 0
    if number < 1:
        raise ArgumentTypeError(f"{value!r} is no number from 1 on")
    return number
