"""Bodies that readers send: JSON objects of known keys, of limited size."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser
from rest_framework.request import Request

from quotes.api.errors import BadRequest, ParameterError, TooLarge
from quotes.formats.json_text import TooDeepError, refuse_deep


class BodyParser(JSONParser):
    """Reads JSON as the framework does, and refuses what is nested too deeply."""

    def parse(self, stream: Any, *args: Any, **kwargs: Any) -> Any:
        """Return the data of ``stream``; raises ParseError (400)."""
        try:
            data = super().parse(stream, *args, **kwargs)
            refuse_deep(data)
        except RecursionError:
            raise ParseError(f"JSON parse error: {TooDeepError().msg}") from None
        except TooDeepError as error:
            raise ParseError(f"JSON parse error: {error.msg}") from None
        return data


def read_body(
    request: Request,
    *,
    required: Set[str],
    largest: int,
    optional: Set[str] = frozenset(),
) -> dict[str, Any]:
    """Return the body's object.

    Raises TooLarge where it has more than ``largest`` bytes, BadRequest where
    it is no object or has other keys than ``required`` and ``optional``.
    """
    length = request.META.get("CONTENT_LENGTH") or "0"
    if length.isdecimal() and int(length) > largest:
        raise TooLarge(f"The body has {length} bytes; at most {largest} are taken.")
    if not isinstance(request.data, dict):
        raise BadRequest(ParameterError("body", "Send a JSON object."))
    body = dict(request.data)
    errors = [
        ParameterError(
            key, "There is no such key here.", tuple(sorted(required | optional))
        )
        for key in sorted(body.keys() - required - optional)
    ]
    errors += [
        ParameterError(key, "Missing.") for key in sorted(required - body.keys())
    ]
    if errors:
        raise BadRequest(*errors)
    return body


def read_choice(body: dict[str, Any], key: str, choices: tuple[str, ...]) -> str:
    """Return the choice under ``key`` of ``body``; raises BadRequest for others."""
    for choice in choices:
        if body[key] == choice:
            return choice
    raise BadRequest(ParameterError(key, "That is not a choice.", choices))


def read_strings(body: dict[str, Any], key: str, *, longest: int) -> dict[str, str]:
    """Return the object of texts under ``key`` of ``body``.

    Numbers and truth values become the texts that a query string has for them.
    Raises BadRequest where it is no object or holds anything else.
    """
    given = body[key]
    if not isinstance(given, dict):
        raise BadRequest(ParameterError(key, "Must be an object."))
    texts = {}
    for name, value in given.items():
        if isinstance(value, bool):
            value = str(value).lower()
        elif isinstance(value, int | float):
            value = str(value)
        place = f"{key}.{name}"
        texts[name] = read_text({place: value}, place, longest=longest, stored=True)
    return texts


def read_text(
    body: dict[str, Any], key: str, *, longest: int, stored: bool = False
) -> str:
    """Return the text under ``key`` of ``body``.

    Raises BadRequest where it is no text, blank, cannot be written as UTF-8 or,
    where it is to be ``stored``, holds a NUL character or more than ``longest``
    characters; a longer one to be worked on is TooLarge.
    """
    text = body[key]
    if not isinstance(text, str):
        raise BadRequest(ParameterError(key, "Must be a text."))
    if not text.strip():
        raise BadRequest(ParameterError(key, "Empty."))
    if len(text) > longest and stored:
        raise BadRequest(ParameterError(key, f"Longer than {longest} characters."))
    if len(text) > longest:
        raise TooLarge(
            f"{key} has {len(text)} characters; at most {longest} are taken."
        )
    try:
        text.encode()
    except UnicodeEncodeError:
        raise BadRequest(
            ParameterError(key, "Contains half of a surrogate pair.")
        ) from None
    if stored and "\x00" in text:
        raise BadRequest(ParameterError(key, "Contains a NUL character."))
    return text
