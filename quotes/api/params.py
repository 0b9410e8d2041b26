"""The parameters of a query string: each reads, refuses and describes itself.

A parameter that is unknown, empty, given twice (unless it takes several values) or of
a bad value is an error, never ignored: a misspelt filter must not answer with
everything. What is declared here once is read from, listed by OPTIONS and printed in
the schema.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime
from drf_spectacular.utils import OpenApiParameter

from quotes.api.errors import BadRequest, ParameterError
from quotes.names.folding import fold
from quotes.search import Query, parse_query
from quotes.search.query import MOST_TERMS

LONGEST_WORDS = 1000
LARGEST_ID = 2**63 - 1
NOT_BLANK = {"type": "string", "minLength": 1, "pattern": r"\S"}


class RefusedError(Exception):
    """A value that a parameter does not take; ``allowed`` lists those it does."""

    def __init__(self, detail: str, allowed: Iterable[str] = ()):
        super().__init__(detail)
        self.allowed = tuple(allowed)


@dataclass(frozen=True, kw_only=True)
class Param:
    """A parameter of text. ``read`` turns its raw value into what views use.

    several: how many values it takes, given more than once or divided by commas.
    """

    name: str
    description: str
    type: str = "text"
    required: bool = False
    several: int = 1

    def read(self, raw: str) -> Any:
        """Return the value of ``raw``, never empty; raises RefusedError."""
        return raw

    def read_several(self, raws: Iterable[str]) -> Any:
        """Return the value of ``raws``, a tuple of values where they are several.

        Raises RefusedError for one that is none, and for too many.
        """
        parts = [part.strip() for raw in raws for part in raw.split(",")]
        values = tuple(dict.fromkeys(self.read(part) for part in parts if part))
        if not 0 < len(values) <= self.several:
            raise RefusedError(f"Give one to {self.several} of them.")
        return values if len(values) > 1 else values[0]

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of the raw value."""
        return dict(NOT_BLANK)

    def describe(self) -> dict[str, Any]:
        """Return what OPTIONS says of this parameter."""
        choices = self.schema().get("enum")
        described: dict[str, Any] = {"type": self.type, "description": self.description}
        if self.several > 1:
            described["several"] = self.several
        return {**described, "allowed": choices} if choices else described

    def openapi(self) -> OpenApiParameter:
        schema = self.schema()
        if self.several > 1:
            schema = {"type": "array", "items": schema, "minItems": 1,
                      "maxItems": self.several}  # fmt: skip
        return OpenApiParameter(self.name, schema, description=self.description)


@dataclass(frozen=True, kw_only=True)
class WordsParam(Param):
    """A query in web syntax."""

    type: str = "words"

    def read(self, raw: str) -> Query:
        query = parse_query(raw)
        if len(raw) > LONGEST_WORDS or query.truncated:
            raise RefusedError(
                f"Longer than {MOST_TERMS} words or {LONGEST_WORDS} characters."
            )
        if not query:
            raise RefusedError(
                "Nothing but exclusions: add a word to look for."
                if query.unwanted
                else "No word in it: add a letter or a digit to look for."
            )
        return query

    def schema(self) -> dict[str, Any]:
        return NOT_BLANK | {"maxLength": LONGEST_WORDS}


@dataclass(frozen=True, kw_only=True)
class NameParam(Param):
    """A name to look up."""

    type: str = "name"
    longest: int = 300

    def read(self, raw: str) -> str:
        if len(raw) > self.longest:
            raise RefusedError(f"Longer than {self.longest} characters.")
        if not fold(raw):
            raise RefusedError("No letter or digit in it.")
        return raw

    def schema(self) -> dict[str, Any]:
        return NOT_BLANK | {"maxLength": self.longest}


@dataclass(frozen=True, kw_only=True)
class ChoiceParam(Param):
    """One of a list."""

    type: str = "choice"
    choices: tuple[str, ...]

    def read(self, raw: str) -> str:
        if raw not in self.choices:
            raise RefusedError(f"{raw!r} is not a choice.", self.choices)
        return raw

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.choices)}


@dataclass(frozen=True, kw_only=True)
class FlagParam(Param):
    """True or false."""

    type: str = "flag"

    def read(self, raw: str) -> bool:
        value = {"true": True, "1": True, "false": False, "0": False}.get(raw.lower())
        if value is None:
            raise RefusedError(f"{raw!r} is neither true nor false.", ["true", "false"])
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


@dataclass(frozen=True, kw_only=True)
class NumberParam(Param):
    """A number within limits, whole unless ``whole`` is false."""

    type: str = "number"
    least: float = 0
    most: float
    whole: bool = True

    def read(self, raw: str) -> float:
        try:
            value = int(raw) if self.whole and len(raw) < 20 else float(raw)
        except ValueError:
            value = math.nan
        if not self.least <= value <= self.most or (self.whole and value % 1):
            kind = "whole number" if self.whole else "number"
            raise RefusedError(
                f"{raw!r} is not a {kind} from {self.least} to {self.most}."
            )
        return value

    def schema(self) -> dict[str, Any]:
        kind = "integer" if self.whole else "number"
        return {"type": kind, "minimum": self.least, "maximum": self.most}


@dataclass(frozen=True, kw_only=True)
class MomentParam(Param):
    """A date, or a date and time; a date stands for the first moment of it in UTC."""

    type: str = "date or date-time"

    def read(self, raw: str) -> datetime:
        moment = _read_moment(raw)
        if moment is None:
            raise RefusedError(
                f"{raw!r} is neither a date (2024-03-31) nor a date and time"
                " (2024-03-31T18:00:00Z)."
            )
        return moment

    def schema(self) -> dict[str, Any]:
        return {
            "type": "string",
            "anyOf": [{"format": "date"}, {"format": "date-time"}],
        }


def _read_moment(raw: str) -> datetime | None:
    try:
        # A plus sign of a zone arrives as a blank where nobody encoded it.
        moment: datetime | date | None = parse_date(raw) or parse_datetime(
            raw.replace(" ", "+") if "T" in raw else raw
        )
        if moment is None:
            return None
        if not isinstance(moment, datetime):
            return datetime.combine(moment, time.min, UTC)
        if moment.tzinfo is None:
            return moment.replace(tzinfo=UTC)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


@dataclass(frozen=True, kw_only=True)
class ReferenceParam(Param):
    """Another resource, named by id or slug; ``find`` returns it or None."""

    type: str = "id or slug"
    find: Callable[[str], Any] = field(repr=False)

    def read(self, raw: str) -> Any:
        found = self.find(raw)
        if found is None:
            raise RefusedError(f"There is no {self.name.replace('_', ' ')} {raw!r}.")
        return found

    def schema(self) -> dict[str, Any]:
        if self.type == "id":
            return {"type": "string", "pattern": "^[0-9]{1,19}$"}
        return super().schema()


@dataclass(frozen=True, kw_only=True)
class FieldsParam(Param):
    """Names of fields, separated by commas; returned in the order of ``choices``."""

    name: str = "fields"
    description: str = "Answer only these fields, separated by commas."
    type: str = "names"
    choices: tuple[str, ...]

    def read(self, raw: str) -> tuple[str, ...]:
        wanted = set(raw.split(","))
        if unknown := sorted(wanted.difference(self.choices)):
            raise RefusedError(f"There is no field {unknown[0]!r}.", self.choices)
        return tuple(name for name in self.choices if name in wanted)

    def schema(self) -> dict[str, Any]:
        name = f"({'|'.join(self.choices)})"
        return {"type": "string", "pattern": f"^{name}(,{name})*$"}

    def describe(self) -> dict[str, Any]:
        return {**super().describe(), "allowed": list(self.choices)}


def read_params(given: QueryDict, params: Mapping[str, Param]) -> dict[str, Any]:
    """Return the values of ``given`` by name, without those left out.

    Raises BadRequest naming every parameter at fault.
    """
    values, errors = {}, []
    for name, raws in given.lists():
        try:
            values[name] = _read_param(name, raws, params)
        except RefusedError as refused:
            errors.append(ParameterError(name, str(refused), refused.allowed))
    if errors:
        raise BadRequest(*errors)
    return values


def _read_param(name: str, raws: list[Any], params: Mapping[str, Param]) -> Any:
    if name not in params:
        close = get_close_matches(name, params, 1)
        hint = f" Did you mean {close[0]}?" if close else ""
        raise RefusedError(f"There is no such parameter here.{hint}", sorted(params))
    param = params[name]
    if len(raws) > 1 and param.several == 1:
        raise RefusedError("Given more than once.")
    if any("\x00" in raw for raw in raws):
        raise RefusedError("Contains a NUL character.")
    if not all(raw.strip() for raw in raws):
        raise RefusedError("Empty: leave it out, or give a value.")
    if param.several > 1:
        return param.read_several(raws)
    return param.read(raws[0].strip())
