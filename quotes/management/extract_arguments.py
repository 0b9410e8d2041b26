"""What the main job may be told: its options, their checks and examples."""

from __future__ import annotations

from textwrap import fill

from django.core.management.base import CommandError, CommandParser

from quotes.ingest.sources.readers import FORMATS, PACKED, SUFFIXES
from quotes.ingest.workers import count_cores

_EXAMPLES = """
examples:
  manage.py extract_quotes archive/ --outlet "Harbour Herald" --published 2031-05-17
  manage.py extract_quotes articles.jsonl --format table
  manage.py extract_quotes https://herald.example/2031/05/dam
  manage.py extract_quotes https://herald.example/feed.xml
  manage.py extract_quotes                     every stored article not yet extracted
  manage.py extract_quotes --reextract         every stored article, once more
  manage.py extract_quotes --extracted lines/  what other machines have extracted
  manage.py extract_quotes archive/ --queue    workers on other machines extract

sources:
@FORMATS@  .txt.gz, .warc.gz …   any of them, packed by gzip
  a folder              all files in it; hidden ones are passed over
  https://…             an article, an RSS or Atom feed, or a sitemap
  -                     standard input: JSON Lines, or one text, page or NewsML item

docs/sources.md tells what is read from each. The same input twice changes nothing.
Another text of an article that is stored is a new version of it: docs/versions.md.
What editors decided is never changed. A broken item is named on standard error, the
rest is stored, and the exit status is 1. An article that takes more than
ARTICLE_SECONDS (60) or is longer than ARTICLE_CHARACTERS (1000000) is set aside, named
in the end. Private and local addresses are fetched only with FETCH_PRIVATE=1, and what
robots.txt forbids is not; KEEP_RAW=1 keeps the bytes that articles were read from.
After three failed attempts no run tries an article again unless an editor asks for
it, or --reextract is given.
"""
_INDENT = " " * 24


def _formats() -> str:
    """The formats that are read, a paragraph each."""
    return "".join(
        fill(
            one.told,
            width=88,
            initial_indent=f"  {' '.join(one.suffixes):<21} ",
            subsequent_indent=_INDENT,
        )
        + "\n"
        for one in FORMATS
    )


EXAMPLES = _EXAMPLES.replace("@FORMATS@", _formats())


def add_arguments(parser: CommandParser) -> None:
    parser.add_argument(
        "source",
        nargs="*",
        metavar="SOURCE",
        help=f"a file ({', '.join(SUFFIXES)}, each also with {PACKED}), a folder of "
        "them, an address of an article, feed or sitemap, or - for standard input; "
        "without any, every stored article not yet extracted",
    )
    parser.add_argument(
        "--extracted",
        nargs="+",
        metavar="FILE",
        help="store and link what other machines have extracted: files of lines "
        "(.jsonl, .jsonl.gz), or folders of them (docs/distributed.md)",
    )
    parser.add_argument("--outlet", metavar="NAME", help="outlet, where none is given")
    parser.add_argument(
        "--published",
        metavar="DATE",
        help="date of publication, where none is given: 2031-05-17 or "
        "2031-05-17T09:30:00+02:00",
    )
    parser.add_argument(
        "--language",
        metavar="CODE",
        default="en",
        help="language, where none is given (default: en)",
    )
    add_workers(parser)
    parser.add_argument(
        "--reextract",
        action="store_true",
        help="extract again from articles that were extracted from before",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="extract and print, store nothing"
    )
    parser.add_argument(
        "--format",
        choices=["table", "jsonl", "summary"],
        default="summary",
        help="what to print: the quotes as a table, one line of JSON per article "
        "(interchange format), or only how many (default)",
    )
    parser.add_argument(
        "--limit",
        type=int,
        metavar="N",
        help="stop after extracting from N articles",
    )
    parser.add_argument(
        "--queue",
        action="store_true",
        help="store the articles, and leave extracting to the workers of the "
        "queue, on any number of machines (docs/queue.md)",
    )


def check_choices(
    *, workers: int, limit: int | None, both: bool, unqueued: bool
) -> None:
    """Raise CommandError for options that no run can follow.

    both: --extracted beside sources. unqueued: --queue with what a queue cannot do.
    """
    if workers < 1:
        raise CommandError("--workers takes a whole number from 1.")
    if limit is not None and limit < 1:
        raise CommandError("--limit takes a whole number from 1.")
    if both:
        raise CommandError("--extracted takes its own files: leave SOURCE out.")
    if unqueued:
        raise CommandError(
            "--queue prints only how many articles it queued: what workers find is "
            "not known yet. Leave --extracted, --dry-run and --format out, or leave "
            "--queue."
        )


def add_workers(parser: CommandParser) -> None:
    """Let it be said how many processes extract."""
    parser.add_argument(
        "--workers",
        type=int,
        default=count_cores(),
        metavar="N",
        help="processes that extract (default: one per core, here %(default)s)",
    )
