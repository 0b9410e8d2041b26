"""Articles with all that was found in them, as lines that travel between machines.

A line is one JSON object, and an interchange line: its ``id`` and ``quotes`` are what
``python -m quotes.extraction`` prints, each quotation with the rest of its fields.
Around them stand the import record that was read (``record``), the SHA-256 of its text
(``text_sha256``) and which extractor read it (``extractor_version``): whoever stores a
line can tell that its offsets belong to its text, and that the machine that read it
reads as this one does. In the place of ``quotes`` an article that could not be read has
``error``, the reason, and ``set_aside`` where it cost more than it might.

Pure: no Django, no database.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeGuard, TypeVar

from quotes.extraction.interchange import quotation_record
from quotes.extraction.types import (
    Candidate,
    DocumentSpeaker,
    Kind,
    Quotation,
    Range,
    SpeakerKind,
    Stance,
)
from quotes.extraction.version import extractor_version

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=Enum)


class LineError(ValueError):
    """A line that must not be stored; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class ExtractedLine:
    """One article as another machine has read it.

    record: the import record, its ``text`` included. outcome: the quotations of that
    text, or the reason why there are none. set_aside: whether that was its cost.
    """

    record: Mapping[str, Any]
    outcome: list[Quotation] | str
    set_aside: bool = False


def text_digest(text: str) -> str:
    """Return the SHA-256 of ``text`` in UTF-8, 64 hexadecimal digits."""
    # What is no text at all (half a surrogate pair) is refused when it is stored.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def write_line(
    record: Mapping[str, Any],
    outcome: Iterable[Quotation] | str,
    *,
    set_aside: bool = False,
) -> dict[str, Any]:
    """Return the line of one article, plain values that JSON can hold.

    record: an import record with at least ``text``. outcome: what was found in that
    text, offsets in characters into it, half open; or why it could not be read.
    """
    line = {
        "id": record.get("id"),
        "record": dict(record),
        "text_sha256": text_digest(record["text"]),
        "extractor_version": extractor_version(),
    }
    if isinstance(outcome, str):
        return line | {"error": str(outcome), "set_aside": set_aside}
    return line | {"quotes": [write_quotation(quotation) for quotation in outcome]}


def line_text(line: Mapping[str, Any]) -> str:
    """Return ``line`` as it stands in a file, without the end of the line."""
    # In ASCII: half a surrogate pair, which no encoding holds, must not stop a job.
    return json.dumps(line, ensure_ascii=True)


def read_line(data: object, *, version: str | None = None) -> ExtractedLine:
    """Return what ``data``, one parsed JSON value, says.

    version: of the extractor that must have read it; by default the one installed here.
    Raises LineError where a field is missing or is none, where the text is not the one
    that was read, where an offset points outside it, and where another extractor read
    it: its answers are other answers.
    """
    line = _object(data, "the line")
    record = _object(line.get("record"), "record")
    text = record.get("text")
    if not isinstance(text, str):
        raise LineError("record has no text: this is no line of an extracted article")
    if line.get("text_sha256") != text_digest(text):
        raise LineError(
            "the text is not the one that was read (text_sha256 differs), so that its "
            "offsets mean nothing: extract the article again"
        )
    wanted = extractor_version() if version is None else version
    if line.get("extractor_version") != wanted:
        raise LineError(
            f"read by extractor {line.get('extractor_version')!r}, and here is "
            f"{wanted!r}: extract it again with the same version and model, or load "
            "it where that version is installed"
        )
    if "error" in line:
        return ExtractedLine(record, str(line["error"]), bool(line.get("set_aside")))
    quotes = line.get("quotes")
    if not isinstance(quotes, list):
        raise LineError("quotes is no list, and there is no error in its place")
    return ExtractedLine(record, [read_quotation(one, text) for one in quotes])


def write_quotation(quotation: Quotation) -> dict[str, Any]:
    """Return the interchange object of ``quotation`` with the rest of its fields."""
    speaker = quotation.speaker
    return quotation_record(quotation) | {
        # As it was computed: the interchange format rounds it.
        "confidence": quotation.confidence,
        "speaker_names": list(speaker.names) if speaker else [],
        "speaker_description": speaker.description if speaker else "",
        "speaker_affiliation": speaker.affiliation if speaker else "",
        "relay": [list(one) for one in quotation.relay],
        "method": quotation.method,
        "candidates": [[one.name, one.score] for one in quotation.candidates],
        "is_fragment": quotation.is_fragment,
        "attitude": quotation.attitude,
        "stance": quotation.stance.value,
        "clause": list(quotation.clause) if quotation.clause else None,
        "evidence": [list(pair) for pair in quotation.evidence],
    }


def read_quotation(data: object, text: str) -> Quotation:
    """Return the quotation of ``text`` that ``write_quotation`` wrote as ``data``.

    Raises LineError naming the field that is missing, is of another kind, or points
    outside ``text``.
    """
    fields = _Fields(_object(data, "a quote"), len(text))
    return Quotation(
        content=fields.ranges("content", least=1),
        cue=fields.ranges("cue"),
        source=fields.ranges("source"),
        kind=fields.choice("kind", Kind),
        speaker=_read_speaker(fields),
        confidence=fields.share("confidence"),
        method=fields.of("method", str),
        relayed_by=fields.maybe("relayed_by", lambda name: fields.of(name, str)),
        relay=fields.ranges("relay"),
        candidates=tuple(
            Candidate(name, score) for name, score in fields.pairs("candidates")
        ),
        is_fragment=fields.of("is_fragment", bool),
        attitude=fields.of("attitude", bool),
        stance=fields.choice("stance", Stance),
        clause=fields.maybe("clause", fields.range),
        evidence=fields.pairs("evidence"),
    )


def _read_speaker(fields: _Fields) -> DocumentSpeaker | None:
    name = fields.maybe("speaker", lambda field: fields.of(field, str))
    if name is None:
        return None
    names = fields.of("speaker_names", list)
    if not all(isinstance(one, str) for one in names):
        raise LineError("speaker_names of a quote holds what is no name")
    return DocumentSpeaker(
        name=name,
        kind=fields.maybe("speaker_kind", lambda f: fields.choice(f, SpeakerKind)),
        names=tuple(names),
        description=fields.of("speaker_description", str),
        affiliation=fields.of("speaker_affiliation", str),
    )


def _object(value: object, name: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise LineError(f"{name} is no JSON object")
    return value


class _Fields:
    """The fields of one quote of a text of ``length`` characters, each checked."""

    def __init__(self, data: Mapping[str, Any], length: int) -> None:
        self._data = data
        self._length = length

    def of(self, name: str, kind: type[Value]) -> Value:
        value = self._data.get(name)
        if not isinstance(value, kind):
            raise LineError(
                f"{name} of a quote is {value!r}: write lines with "
                "quotes.extraction.lines, or extract the article again"
            )
        return value

    def maybe(self, name: str, read: Callable[[str], Value]) -> Value | None:
        return None if self._data.get(name) is None else read(name)

    def choice(self, name: str, kind: type[Choice]) -> Choice:
        try:
            return kind(self._data.get(name))
        except ValueError as error:
            raise LineError(f"{name} of a quote: {error}") from error

    def share(self, name: str) -> float:
        value: Any = self._data.get(name)
        if not _is_number(value) or not 0 <= value <= 1:
            raise LineError(f"{name} of a quote is {value!r}, no number from 0 to 1")
        return float(value)

    def range(self, name: str) -> Range:
        return self._range(self._data.get(name), name)

    def ranges(self, name: str, *, least: int = 0) -> tuple[Range, ...]:
        found = tuple(self._range(one, name) for one in self.of(name, list))
        ends = [(0, 0), *found]
        overlaps = any(b[0] < a[1] for a, b in zip(ends, found, strict=False))
        if overlaps or len(found) < least:
            raise LineError(f"{name} of a quote is no ranges of its text, in order")
        return found

    def pairs(self, name: str) -> tuple[tuple[str, float], ...]:
        return tuple(_pair(one, name) for one in self.of(name, list))

    def _range(self, value: object, name: str) -> Range:
        match value:
            case [int(start), int(end)] if 0 <= start < end <= self._length:
                return start, end
        raise LineError(
            f"{name} of a quote is {value!r}, no range of a text of "
            f"{self._length} characters"
        )


def _pair(value: object, name: str) -> tuple[str, float]:
    match value:
        case [str(word), number] if _is_number(number):
            return word, number
    raise LineError(f"{name} of a quote holds {value!r}, no name with a number")


def _is_number(value: object) -> TypeGuard[float]:
    if isinstance(value, float):
        return math.isfinite(value)
    return type(value) is int and abs(value) < 2**53
