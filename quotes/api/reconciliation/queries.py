"""What clients ask: batches of queries as JSON, read and refused by name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from quotes.api.errors import BadRequest, ParameterError, TooLarge
from quotes.api.reconciliation.vocabulary import PROPERTIES, TYPES, read_type
from quotes.formats.json_text import load_json

MOST_QUERIES = 20
"""Queries in a batch: each is a look-up among all names."""
USUAL_LIMIT, LARGEST_LIMIT = 5, 25
LONGEST_NAME = 300
MOST_VALUES = 20
"""Values of properties in one query."""

_KEYS = ("query", "type", "limit", "properties", "type_strict")
_STRICT = ("any", "should", "all")


@dataclass(frozen=True, slots=True)
class Query:
    """One name to look up. properties: values, as texts, by id of the property."""

    name: str
    kinds: frozenset[str]
    limit: int
    properties: tuple[tuple[str, tuple[str, ...]], ...]


def read_json(text: str, *, parameter: str) -> Any:
    """Return the JSON under ``parameter``; BadRequest where it is none."""
    try:
        data = load_json(text)
        repr_of_strings(data).encode()
    except UnicodeEncodeError:
        refuse(parameter, "Not a text: it holds half of a surrogate pair.")
    except ValueError as error:
        refuse(parameter, f"Not JSON: {error}")
    return data


def repr_of_strings(data: Any) -> str:
    """Return every text within ``data``, one after the other."""
    return "".join(_strings(data))


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, list):
        for part in data:
            yield from _strings(part)
    elif isinstance(data, dict):
        for name, part in data.items():
            yield name
            yield from _strings(part)


def refuse(place: str, detail: str, allowed: tuple[str, ...] = ()) -> NoReturn:
    """Raise BadRequest that names ``place``: "queries.q0.limit"."""
    raise BadRequest(ParameterError(place, detail, allowed))


def read_batch(text: str) -> dict[str, Query]:
    """Return the queries of a batch by the names that the client gave them.

    Raises BadRequest, naming what is wrong, and TooLarge for too many of them.
    """
    data = read_json(text, parameter="queries")
    if not isinstance(data, dict):
        refuse("queries", "Not a batch: send a JSON object of queries.")
    if len(data) > MOST_QUERIES:
        raise TooLarge(
            f"The batch has {len(data)} queries; at most {MOST_QUERIES} are taken"
            " (batchSize of the manifest)."
        )
    return {key: read_query(query, f"queries.{key}") for key, query in data.items()}


def read_query(data: Any, place: str) -> Query:
    """Return one query; raises BadRequest, naming what is wrong below ``place``."""
    if not isinstance(data, dict):
        refuse(place, "Not a query: send a JSON object.")
    for key in data:
        if key not in _KEYS:
            refuse(f"{place}.{key}", "There is no such key in a query.", _KEYS)
    if data.get("type_strict", "any") not in _STRICT:
        refuse(f"{place}.type_strict", "That is not a choice.", _STRICT)
    properties = tuple(_properties(data.get("properties", []), f"{place}.properties"))
    name = data.get("query", "")
    if not isinstance(name, str):
        refuse(f"{place}.query", "Must be a text.")
    if len(name) > LONGEST_NAME:
        refuse(f"{place}.query", f"Longer than {LONGEST_NAME} characters.")
    if not name.strip() and not properties:
        refuse(f"{place}.query", "Empty: give a name, or properties.")
    return Query(
        name=name.replace("\x00", " ").strip(),
        kinds=_kinds(data.get("type"), f"{place}.type"),
        limit=_limit(data.get("limit"), f"{place}.limit"),
        properties=properties,
    )


def _kinds(given: Any, place: str) -> frozenset[str]:
    """Return the kinds asked for; none where any will do."""
    kinds = set()
    for written in given if isinstance(given, list) else [given]:
        # A type may come as an object, as the manifest gives it.
        name = written.get("id") if isinstance(written, dict) else written
        if name is None or name == "":
            continue
        if not isinstance(name, str) or (kind := read_type(name)) is None:
            refuse(place, "There is no such type here.", tuple(TYPES))
        kinds.add(kind)
    return frozenset(kinds)


def _limit(given: Any, place: str) -> int:
    if given is None:
        return USUAL_LIMIT
    whole = isinstance(given, int | float) and not isinstance(given, bool)
    if not whole or not 1 <= given < float("inf") or given != int(given):
        refuse(place, "Must be a whole number of 1 or more.")
    return min(int(given), LARGEST_LIMIT)


def _properties(given: Any, place: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if not isinstance(given, list):
        refuse(place, "Must be a list.")
    count = 0
    for number, entry in enumerate(given):
        here = f"{place}.{number}"
        if not isinstance(entry, dict) or not isinstance(entry.get("pid"), str):
            refuse(here, "Must be an object with pid and v.")
        if entry["pid"] not in PROPERTIES:
            refuse(f"{here}.pid", "There is no such property.", tuple(PROPERTIES))
        if "v" not in entry:
            refuse(f"{here}.v", "Missing.")
        values = entry["v"] if isinstance(entry["v"], list) else [entry["v"]]
        count += len(values)
        if count > MOST_VALUES:
            refuse(place, f"More than {MOST_VALUES} values.")
        # An empty cell of a spreadsheet says nothing of the speaker.
        if texts := tuple(text for v in values if (text := _value(v, f"{here}.v"))):
            yield entry["pid"], texts


def _value(given: Any, place: str) -> str:
    """Return a value as text: of an entity its id, of which we know our own."""
    if isinstance(given, dict):
        given = given.get("id")
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        refuse(place, "Must be a text, a number, or an object with an id.")
    text = str(given).replace("\x00", " ").strip()
    if len(text) > LONGEST_NAME:
        refuse(place, f"Longer than {LONGEST_NAME} characters.")
    return text
