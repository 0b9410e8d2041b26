"""Annotated documents to train on, in the interchange format."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.evaluation.corpus import CorpusError, read_texts
from quotes.formats.files import read_lines, read_text
from quotes.formats.json_text import load_json

__all__ = [
    "HELD_BACK",
    "CorpusError",
    "Document",
    "Example",
    "hold_back",
    "in_order",
    "read_corpus",
]

Range = tuple[int, int]

HELD_BACK = 0.05
"""The share of a corpus that is not trained on, unless told otherwise."""


@dataclass(frozen=True, slots=True)
class Example:
    """One attribution as annotated: character ranges, half open.

    source_known: False where it is not certain which words are the source.
    """

    content: tuple[Range, ...]
    cue: tuple[Range, ...]
    source: tuple[Range, ...]
    source_known: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its annotation.

    judged: the ranges in which the annotation is complete; nothing is learned
    from the rest. None where all of it is.
    """

    id: str
    text: str
    examples: tuple[Example, ...]
    judged: tuple[Range, ...] | None = None


def read_corpus(path: Path, texts: Path) -> list[Document]:
    """Documents of a JSON Lines file with their texts ``<texts>/<id>.txt``.

    texts: that folder, or a file of import records with ``id`` and ``text``.
    A record's own "text" is preferred. Quotations marked "arguable" are left
    out. Raises CorpusError where a line is no such record, its text is
    missing, or a range lies outside of it.
    """
    documents = []
    imported = read_texts(texts) if texts.is_file() else None
    for number, line in enumerate(read_lines(path), start=1):
        if not line.strip():
            continue
        try:
            documents.append(_document(load_json(line), texts, imported))
        except (ValueError, KeyError, TypeError, OSError) as error:
            message = f"{path}, line {number}: {type(error).__name__}: {error}"
            raise CorpusError(message) from error
    if not documents:
        raise CorpusError(f"{path} has no documents.")
    return documents


def _document(
    record: dict[str, Any], texts: Path, imported: Mapping[str, str] | None
) -> Document:
    text = record.get("text")
    if text is None and imported is not None:
        text = imported[str(record["id"])]
    if text is None:
        text = read_text(texts / f"{record['id']}.txt")
    examples = [
        Example(
            content=_ranges(quote["content"], text),
            cue=_ranges(quote.get("cue"), text),
            source=_ranges(quote.get("source"), text),
        )
        for quote in record["quotes"]
        if quote.get("certainty") != "arguable"
    ]
    return Document(str(record["id"]), text, in_order(examples))


def in_order(examples: Iterable[Example]) -> tuple[Example, ...]:
    """By where the content begins; those without content are left out."""
    return tuple(
        sorted((e for e in examples if e.content), key=lambda e: e.content[0][0])
    )


def _ranges(ranges: Sequence[Sequence[int]] | None, text: str) -> tuple[Range, ...]:
    checked = []
    for start, end in ranges or ():
        if not 0 <= start < end <= len(text):
            raise ValueError(f"range {start}–{end} lies outside of the text")
        checked.append((start, end))
    return tuple(sorted(checked))


def hold_back(
    documents: Sequence[Document], share: float, seed: int
) -> tuple[list[Document], list[Document]]:
    """(to train on, to hold back): a random share, one document at least."""
    shuffled = sorted(documents, key=lambda document: document.id)
    random.Random(seed).shuffle(shuffled)  # noqa: S311 - a split, not a secret
    held = min(max(1, round(share * len(shuffled))), len(shuffled) - 1)
    return shuffled[held:], shuffled[:held]
