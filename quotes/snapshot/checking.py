"""Whether a row of a snapshot is one that the models themselves would store.

A checksum tells that a file is as somebody wrote it, not that it says what it may.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import (
    BooleanField,
    DateTimeField,
    Field,
    FloatField,
    IntegerField,
    JSONField,
    Model,
)
from django.db.models.functions import Length

from quotes.models import Article, Quote

_SPANS = ("spans", "cue_spans", "source_spans", "relay_spans")
_SHOWN = 60
"""Characters of a wrong value that a message shows."""


def check_json_type(field: Field[Any, Any], value: Any) -> None:
    """Raise ValueError where ``value`` is no JSON that a column of this type has."""
    if isinstance(field, JSONField):
        _check_json(field, value)
    elif isinstance(field, BooleanField):
        _require(isinstance(value, bool), field, "neither true nor false", value)
    elif isinstance(field, IntegerField):
        _require(type(value) is int, field, "not a whole number", value)
    elif isinstance(field, FloatField):
        number = type(value) in (int, float) and math.isfinite(value)
        _require(number, field, "not a number", value)
    else:
        what = "moment" if isinstance(field, DateTimeField) else "text"
        _require(isinstance(value, str), field, f"not a {what}", value)
        _check_characters(field, value)


def check_value(field: Field[Any, Any], value: Any) -> None:
    """Raise ValueError where the model would refuse ``value``, of the right type."""
    if value in field.empty_values:
        allowed = field.blank or isinstance(field, JSONField) or not field.choices
        _require(allowed, field, "must not be empty", value)
        return
    if field.choices:
        known = {choice for choice, _ in field.flatchoices}
        _require(value in known, field, "not one of its values", value)
    for validator in field.validators:
        try:
            validator(value)
        except ValidationError as error:
            reason = " ".join(error.messages).rstrip(".")
            raise ValueError(f"{field.name}: {reason}: {_shown(value)}") from error


def check_quotes(rows: Iterable[Model], using: str) -> None:
    """Raise ValueError where spans of a quote are not within its article's text.

    The articles are stored already. One query.
    """
    quotes = [row for row in rows if isinstance(row, Quote)]
    articles = Article.objects.using(using).filter(
        pk__in={quote.article_id for quote in quotes}
    )
    lengths = dict(articles.order_by().values_list("pk", Length("text")))
    for quote in quotes:
        if quote.article_id not in lengths:
            raise ValueError(f"quote {quote.pk}: there is no article of its number")
        _check_quote(quote, lengths[quote.article_id])


def _check_quote(quote: Quote, length: int) -> None:
    for name in _SPANS:
        spans: Sequence[Sequence[int]] = getattr(quote, name)
        if any(end > length for _, end in spans):
            raise ValueError(
                f"quote {quote.pk}: {name} reach beyond the {length} characters of its"
                " article"
            )
    spans = quote.spans
    ordered = all(one[1] <= other[0] for one, other in pairwise(spans))
    if not spans or not ordered:
        raise ValueError(f"quote {quote.pk}: spans are none, or not in order")
    if (quote.start, quote.end) != (spans[0][0], spans[-1][1]):
        raise ValueError(f"quote {quote.pk}: start and end are not those of its spans")


def _check_json(field: Field[Any, Any], value: Any) -> None:
    if field.name in _SPANS:
        _require(_are_spans(value), field, "not a list of character ranges", value)
    elif field.default is dict:
        _require(isinstance(value, Mapping), field, "not an object", value)
    else:
        _require(isinstance(value, list), field, "not a list", value)


def _are_spans(value: Any) -> bool:
    return isinstance(value, list) and all(
        isinstance(span, list)
        and len(span) == 2
        and all(type(offset) is int for offset in span)
        and 0 <= span[0] < span[1]
        for span in value
    )


def _check_characters(field: Field[Any, Any], value: str) -> None:
    """Refuse what one of the databases cannot hold, so that both answer alike."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"{field.name}: half of a surrogate pair") from error
    _require("\0" not in value, field, "holds a NUL character", value)


def _require(fits: bool, field: Field[Any, Any], what: str, value: Any) -> None:
    if not fits:
        raise ValueError(f"{field.name}: {what}: {_shown(value)}")


def _shown(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
