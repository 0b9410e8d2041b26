"""Going back to what stood beside a row: its names, its place, whom it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from quotes.linking.store.told_apart import standing
from quotes.models import (
    Quote,
    Speaker,
    SpeakerAlias,
    SpeakerDistinction,
    Statement,
    StatementDistinction,
    StatementPlacement,
)
from quotes.review.distinctions import tell_speakers_apart, withdraw_distinction
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.moving import move_quote, return_quote
from quotes.review.reasons import check_reason
from quotes.review.speakers import add_alias, remove_alias
from quotes.review.statements import (
    tell_statements_apart,
    withdraw_statement_distinction,
)
from quotes.review.undone import undoing

AS_THEN = "It is as it was then."


def _last_decider(record: Any) -> Iterable[int | None]:
    """Who decided last on what ``record`` tells of; of names nobody in particular."""
    if model_of(record) is SpeakerAlias:
        return []
    # Recorded anew, it is another row of the same.
    past = _records_of_the_same(record)
    acts = past.filter(history_user__isnull=False).order_by("-history_date")
    keys: list[int | None] = list(acts.values_list("history_user", flat=True)[:1])
    return keys


@act(
    "quotes.change_speaker",
    "quotes.change_statement",
    also=undoing("record", _last_decider),
    proposable=False,
)
@transaction.atomic
def restore_record(*, record: Any, by: User, reason: str = "") -> None:
    """Have a name, a placement or a distinction stand, or not, as ``record`` says.

    record: one of the history of SpeakerAlias, SpeakerDistinction,
    StatementDistinction or StatementPlacement. It is done by the act that one would do
    oneself, which can refuse it: what a merger, a split or a move brought about goes
    with that. ReviewError where it is as it was then.
    """
    _RESTORED[model_of(record)](
        record, record.history_type != "-", by=by, reason=check_reason(reason)
    )


def _last_of(record: Any) -> list[Any]:
    """The row that ``record`` tells of, or another of the same, as it stood last."""
    past = _records_of_the_same(record)
    last = past.order_by("-history_date", "-history_id").first()
    return [last.instance] if last else []


def _records_of_the_same(record: Any) -> QuerySet[Any]:
    same = {name: getattr(record, name) for name in SAME[model_of(record)]}
    found: QuerySet[Any] = type(record).objects.filter(**same)
    return found


def model_of(record: Any) -> type[Any]:
    """Return the model whose history ``record`` is; ReviewError: none of these."""
    for model in _RESTORED:
        if isinstance(record, model.history.model):
            return model
    raise ReviewError("This is no earlier state of a name, a place or a distinction.")


def _restore_alias(record: Any, there: bool, *, by: User, reason: str) -> None:
    speaker = standing(Speaker.objects.get(pk=record.speaker_id))
    held = speaker.aliases.filter(folded=record.folded).first()
    if there == bool(held):
        raise ReviewError(AS_THEN, because=_last_of(record))
    if held:
        remove_alias(alias=held, by=by, reason=reason)
    else:
        add_alias(speaker=speaker, name=record.name, by=by, reason=reason)


def _restore_speakers(record: Any, there: bool, *, by: User, reason: str) -> None:
    pair = {"first": record.first_id, "second": record.second_id}
    held = SpeakerDistinction.objects.filter(**pair).first()
    if there == bool(held):
        raise ReviewError(AS_THEN, because=_last_of(record))
    if held:
        withdraw_distinction(distinction=held, by=by, reason=reason)
    else:
        tell_speakers_apart(one=record.first, other=record.second, by=by, reason=reason)


def _restore_statements(record: Any, there: bool, *, by: User, reason: str) -> None:
    pair = {"first": record.first_id, "second": record.second_id}
    held = StatementDistinction.objects.filter(**pair).first()
    if there == bool(held):
        raise ReviewError(AS_THEN, because=_last_of(record))
    if held:
        withdraw_statement_distinction(distinction=held, by=by, reason=reason)
    else:
        tell_statements_apart(
            one=record.first, other=record.second, by=by, reason=reason
        )


def _restore_placement(record: Any, there: bool, *, by: User, reason: str) -> None:
    quote = Quote.objects.get(pk=record.quote_id)
    held = StatementPlacement.objects.filter(quote=quote).exists()
    if not there:
        if not held:
            raise ReviewError(AS_THEN, because=_last_of(record))
        return_quote(quote=quote, by=by, reason=reason)
        return
    past = Quote.history.filter(id=quote.pk, history_date__lte=record.history_date)
    then = past.order_by("-history_date", "-history_id").first()
    if then is None or then.statement_id is None:
        raise ReviewError("Where the quote stood then is not known.")
    statement = standing(Statement.objects.get(pk=then.statement_id))
    if quote.statement_id == statement.pk:
        raise ReviewError(AS_THEN, because=_last_of(record))
    move_quote(quote=quote, statement=statement, by=by, reason=reason)


_RESTORED: dict[type[Any], Callable[..., None]] = {
    SpeakerAlias: _restore_alias,
    SpeakerDistinction: _restore_speakers,
    StatementDistinction: _restore_statements,
    StatementPlacement: _restore_placement,
}
SAME: dict[type[Any], tuple[str, ...]] = {
    SpeakerAlias: ("speaker_id", "folded"),
    SpeakerDistinction: ("first_id", "second_id"),
    StatementDistinction: ("first_id", "second_id"),
    StatementPlacement: ("quote_id",),
}
"""Columns by which two records tell of the same."""

RESTORABLE = {model._meta.model_name or "": model for model in _RESTORED}
"""What is there or not beside a row, by the name of its model."""
