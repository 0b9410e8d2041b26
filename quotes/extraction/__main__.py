"""The command line of extraction: quotes-extract, python -m quotes.extraction."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from quotes.extraction import extract_many
from quotes.extraction.errors import ModelMissingError
from quotes.extraction.interchange import document_record
from quotes.formats.files import read_text


def main(arguments: Sequence[str] | None = None) -> int:
    """Print one interchange line per file; return 1 if any could not be read."""
    options = _parser().parse_args(arguments)
    failed: list[str] = []
    names: list[str] = []
    texts = _texts(options.files, names, failed)
    try:
        for quotations in extract_many(texts, attitudes=options.attitudes):
            record = document_record(names.pop(0), quotations)
            print(json.dumps(record, ensure_ascii=False), flush=True)
    except ModelMissingError as error:
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:
        return _stopped("Nobody reads the output any more, so this stopped.", 141)
    except OSError as error:
        return _stopped(f"The output cannot be written: {error.strerror or error}.", 1)
    return 1 if failed else 0


def _stopped(message: str, status: int) -> int:
    """Say why nothing more is written; Python would complain of what is left."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    print(message, file=sys.stderr)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=_program(),
        description=(
            "Find who said what in English text files. Prints one JSON line per "
            "file on standard output: id (the file's name without its ending) and "
            "quotes, each with content, cue and source as half-open character "
            "ranges, kind, speaker, speaker_kind, relayed_by and confidence."
        ),
        epilog=(
            "Files are UTF-8. A file that cannot be read is named on standard error, "
            "the others are still done, and the exit status is 1."
        ),
    )
    parser.add_argument("files", nargs="+", metavar="FILE", type=Path)
    parser.add_argument(
        "--attitudes",
        action="store_true",
        help="also give beliefs, hopes and attitudes, which are no reported speech",
    )
    return parser


def _program() -> str:
    """What whoever runs this has typed: the installed command, or the module."""
    installed = Path(sys.argv[0]).stem == "quotes-extract"
    return "quotes-extract" if installed else "python -m quotes.extraction"


def _texts(files: Sequence[Path], names: list[str], failed: list[str]) -> Iterator[str]:
    for path in files:
        try:
            text = read_text(path)
        except (OSError, UnicodeDecodeError) as error:
            failed.append(path.name)
            reason = getattr(error, "strerror", None) or error
            print(f"{path}: {reason}", file=sys.stderr)
            continue
        names.append(path.stem)
        yield text


if __name__ == "__main__":
    sys.exit(main())
