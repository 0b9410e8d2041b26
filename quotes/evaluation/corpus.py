"""Annotated documents and predictions, read from the interchange format.

One JSON object a line: ``id``, ``quotes``, and perhaps ``text`` and ``outlet``. Every
fault is named with its file and line.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.evaluation.text_tokens import Range
from quotes.extraction.calibration import Evidence
from quotes.formats.files import read_lines, read_text
from quotes.formats.json_text import load_json

Ranges = tuple[Range, ...]


class CorpusError(Exception):
    """A file cannot be read; the message says which, on what line, and why."""


@dataclass(frozen=True, slots=True)
class AnnotatedQuote:
    """One quotation of a file, annotated or predicted.

    content, cue, source: character ranges into the text, half open.
    contents: other contents that are as good; sources: likewise.
    speaker: its names, of which any is right; empty where none is given.
    accepted: more names that are right. relayed_by, relayed_by_accepted: likewise.
    arguable: neither required nor an error.
    evidence: what confidence was computed from, where extraction told.
    """

    content: Ranges
    cue: Ranges = ()
    source: Ranges = ()
    contents: tuple[Ranges, ...] = ()
    sources: tuple[Ranges, ...] = ()
    speaker: tuple[str, ...] = ()
    accepted: tuple[str, ...] = ()
    relayed_by: tuple[str, ...] = ()
    relayed_by_accepted: tuple[str, ...] = ()
    statement: Any = None
    arguable: bool = False
    confidence: float | None = None
    method: str = ""
    evidence: Evidence = ()


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a file.

    where: its file and line, for messages. times: how often the document counts where
    confidence is fitted, so that of two corpora the smaller one tells as much.
    """

    id: str
    quotes: tuple[AnnotatedQuote, ...]
    where: str = ""
    text: str | None = None
    outlet: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """A text and its annotation."""

    id: str
    text: str
    quotes: tuple[AnnotatedQuote, ...]
    outlet: str = ""


def read_records(path: Path) -> dict[str, Record]:
    """Return the records of a JSON Lines file by id, in the file's order.

    Raises CorpusError where the file cannot be read or is empty, a line is no such
    record, or an id comes twice.
    """
    records: dict[str, Record] = {}
    for number, line in lines_of(path):
        where = f"{path}:{number}"
        try:
            record = _record(load_json(line), where)
        except json.JSONDecodeError as error:
            raise CorpusError(f"{where}: no valid JSON: {error}") from error
        except (ValueError, TypeError, KeyError) as error:
            raise CorpusError(f"{where}: {_reason(error)}") from error
        if record.id in records:
            earlier = records[record.id].where
            raise CorpusError(f"{where}: id {record.id!r} is also that of {earlier}")
        records[record.id] = record
    if not records:
        raise CorpusError(f"{path}: no documents in it")
    return records


def read_documents(
    path: Path,
    places: Sequence[Path],
    *,
    outlets: Mapping[str, str] | None = None,
    limit: int | None = None,
) -> list[Document]:
    """Return the annotated documents of a file with their texts.

    A record's own text, else that of the first of ``places`` that has it: a folder
    with ``<id>.txt``, or a file of import records, one JSON object a line with
    ``id`` and ``text``.
    outlets: outlet by id, for records that do not name theirs; without either, it
    is the id up to its first underscore.
    limit: only so many documents, spread evenly over the file.

    Raises CorpusError as ``read_records`` does, where a text is missing or no
    UTF-8, and where a range lies outside of its text.
    """
    records = list(read_records(path).values())
    imported = {place: read_texts(place) for place in places if place.is_file()}
    if limit is not None and limit < len(records):
        records = [records[n * len(records) // limit] for n in range(limit)]
    documents = []
    for record in records:
        text = record.text
        if text is None:
            text = _text_of(record, places, imported)
        check_ranges(record, text)
        outlet = record.outlet or (outlets or {}).get(record.id) or _prefix(record.id)
        documents.append(Document(record.id, text, record.quotes, outlet))
    return documents


def read_texts(path: Path) -> dict[str, str]:
    """Return text by id of a file of import records, one JSON object a line.

    Raises CorpusError where a line is none.
    """
    texts = {}
    for number, line in lines_of(path):
        try:
            article = load_json(line)
            texts[str(article["id"])] = str(article["text"])
        except (ValueError, TypeError, KeyError) as error:
            reason = f"no import record with id and text: {_reason(error)}"
            raise CorpusError(f"{path}:{number}: {reason}") from error
    return texts


def check_ranges(record: Record, text: str) -> None:
    """Raise CorpusError where a range of ``record`` lies outside of ``text``."""
    for number, quote in enumerate(record.quotes, start=1):
        every = (quote.content, quote.cue, quote.source, *quote.contents)
        for ranges in (*every, *quote.sources):
            for start, end in ranges:
                if not 0 <= start <= end <= len(text):
                    raise CorpusError(
                        f"{record.where}: quote {number}: range {start}–{end} lies "
                        f"outside of the text of {record.id!r}, which has "
                        f"{len(text)} characters"
                    )


def lines_of(path: Path) -> Iterator[tuple[int, str]]:
    try:
        for number, line in enumerate(read_lines(path), start=1):
            if line.strip():
                yield number, line
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path}: {_reason(error)}") from error


def _text_of(
    record: Record, places: Sequence[Path], imported: Mapping[Path, Mapping[str, str]]
) -> str:
    for place in places:
        if place in imported:
            if record.id in imported[place]:
                return imported[place][record.id]
            continue
        path = place / f"{record.id}.txt"
        try:
            return read_text(path)
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            raise CorpusError(f"{path}: {_reason(error)}") from error
    looked = ", ".join(str(place) for place in places) or "no folder"
    raise CorpusError(f"{record.where}: no text {record.id}.txt in {looked}")


def _record(raw: Any, where: str) -> Record:
    if not isinstance(raw, dict):
        raise ValueError("a record is a JSON object with id and quotes")
    for name in ("id", "quotes"):
        if name not in raw:
            raise ValueError(f"the record has no {name!r}")
    if not isinstance(raw["quotes"], list):
        raise ValueError("'quotes' is no list")
    times = raw.get("times", 1)
    if not isinstance(times, int) or times < 1:
        raise ValueError("'times' is no number of 1 or more")
    quotes = []
    for number, quote in enumerate(raw["quotes"], start=1):
        try:
            quotes.append(_quote(quote))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ValueError(f"quote {number}: {_reason(error)}") from error
    return Record(
        id=str(raw["id"]),
        quotes=tuple(quotes),
        where=where,
        text=raw.get("text"),
        outlet=str(raw.get("outlet") or raw.get("publisher") or ""),
        times=times,
    )


def _quote(raw: Mapping[str, Any]) -> AnnotatedQuote:
    return AnnotatedQuote(
        content=_ranges(raw.get("content"), "content"),
        cue=_ranges(raw.get("cue"), "cue"),
        source=_ranges(raw.get("source"), "source"),
        contents=tuple(
            _ranges(other["content"], "alt")
            for other in raw.get("alt") or ()
            if other.get("content")
        ),
        sources=tuple(
            _ranges(other if isinstance(other[0], list) else [other], "alt_source")
            for other in raw.get("alt_source") or ()
            if other
        ),
        speaker=_names(raw.get("speaker")),
        accepted=_names(raw.get("accept")),
        relayed_by=_names(raw.get("relayed_by")),
        relayed_by_accepted=_names(raw.get("relayed_by_accept")),
        statement=raw.get("statement"),
        arguable=raw.get("certainty") == "arguable",
        confidence=_confidence(raw.get("confidence")),
    )


def _ranges(raw: Any, name: str) -> Ranges:
    ranges = []
    for one in raw or ():
        if len(one) != 2 or not all(type(place) is int for place in one):
            raise ValueError(f"{name!r} has {one!r}, which is no [start, end]")
        ranges.append((one[0], one[1]))
    return tuple(ranges)


def _names(raw: Any) -> tuple[str, ...]:
    names = raw if isinstance(raw, list) else [raw]
    return tuple(name for name in names if name)


def _confidence(raw: Any) -> float | None:
    if raw is None:
        return None
    if not 0 <= float(raw) <= 1:
        raise ValueError(f"'confidence' is {raw!r} and not between 0 and 1")
    return float(raw)


def _prefix(identifier: str) -> str:
    return identifier.partition("_")[0]


def _reason(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"is not UTF-8 at byte {error.start}"
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error)
