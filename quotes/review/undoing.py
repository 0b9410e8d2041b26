"""Undoing an act on quotes as a whole: what was there before it is restored."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.history import write
from quotes.linking.statements.group import group_quotes
from quotes.linking.statements.summary import refresh_statements
from quotes.linking.store.lock import lock_linking
from quotes.models import Act, Quote, SecondOpinion
from quotes.review.acts import file_act, quotes_of
from quotes.review.decisions import DECIDED_COLUMNS, check_free, check_not_gone
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.optimistic_locking import latest_change
from quotes.review.readings import standing_speakers
from quotes.review.reasons import check_reason
from quotes.review.spans import prints_what_it_says
from quotes.review.undone import column, undoing

_SPEAKERS = ("speaker_id", "relayed_by_id")


@act("quotes.change_quote", also=undoing("act", column("made_by")), proposable=False)
@transaction.atomic
def undo_act(*, act: Act, by: User, reason: str = "") -> Act:
    """Take back ``act``, on every quote that it changed; return the act that did.

    Each is then as it was before, decisions of others with their name and date
    included; a quote that the act had added is withdrawn. Undoing that act does it
    again. ReviewError where it has been undone already, where somebody, or a run, has
    since changed what it changed of one of them, where another quote has taken its
    place in the article, or where the words that it would be again, or is, no longer
    stand in the article: then nothing is undone.
    """
    reason = check_reason(reason)
    lock_linking()
    held = Act.objects.select_for_update(of=("self",)).get(pk=act.pk)
    if held.undone_by_id:
        undoer = Act.objects.select_related("made_by").get(pk=held.undone_by_id)
        raise ReviewError(f"{undoer.made_by} has undone this already.")
    quotes = _lock_quotes(held)
    if not quotes:
        raise ReviewError("History no longer tells what this act changed.")
    check_not_gone(quotes)
    states = [_states(quote, held) for quote in quotes]
    _check_untouched(quotes, states)
    at = timezone.now()
    gone = [quote for quote in quotes if quote.status == Quote.Status.WITHDRAWN]
    for quote, (after, before) in zip(quotes, states, strict=True):
        _restore(quote, after, before)
    _check_places(quotes)
    write(quotes, DECIDED_COLUMNS, by=by, reason=reason, at=at)
    file_act(f"Undone: {held.told}", by=by, reason=reason, at=at, quotes=len(quotes))
    made = Act.objects.get(made_by=by, made_at=at)
    held.undone_by = made
    held.save(update_fields=["undone_by"])
    # Second opinions that this act answered are open again.
    SecondOpinion.objects.filter(quote__in=quotes, answered_at=held.made_at).update(
        answered_by=None, answered_at=None
    )
    # Those that stand again are grouped with what has come since.
    group_quotes(quote for quote in gone if quote.status != Quote.Status.WITHDRAWN)
    refresh_statements(quote.statement_id for quote in quotes if quote.statement_id)
    return made


def _lock_quotes(act: Act) -> list[Quote]:
    pks = sorted(quotes_of(act).values_list("pk", flat=True))
    rows = Quote.objects.select_for_update(of=("self",)).filter(pk__in=pks)
    return list(rows.select_related("article").order_by("pk"))


def _states(quote: Quote, act: Act) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """What ``act`` made of ``quote``, and what it had been; None where it was not."""
    past = Quote.history.filter(id=quote.pk).order_by("-history_date", "-history_id")
    columns = _columns()
    after = past.filter(history_date=act.made_at, history_user_id=act.made_by_id)
    became = after.values("history_type", *columns)[0]
    added = became.pop("history_type") == "+"
    earlier = past.filter(history_date__lt=act.made_at).values(*columns).first()
    return became, None if added else earlier


def _columns() -> list[str]:
    fields = (Quote._meta.get_field(name) for name in DECIDED_COLUMNS)
    return [field.attname for field in fields]  # type: ignore[union-attr]


def _check_untouched(
    quotes: Sequence[Quote],
    states: Sequence[tuple[dict[str, Any], dict[str, Any] | None]],
) -> None:
    """Raise ReviewError where a quote is no longer as the act left it.

    A speaker who was merged since is still the one whom the act named.
    """
    named = {after.get(name) for after, _ in states for name in _SPEAKERS}
    standing = standing_speakers(named)
    for quote, (after, _) in zip(quotes, states, strict=True):
        for name, value in after.items():
            now = getattr(quote, name)
            wanted = standing[value] if name in _SPEAKERS else value
            if now not in (wanted, value) and name != "extracted":
                raise ReviewError(
                    f"{latest_change(quote)} since: “{quote}” (quote {quote.pk}). "
                    "Undo that first; nothing was undone.",
                    because=[quote],
                )


def _restore(
    quote: Quote, after: dict[str, Any], before: dict[str, Any] | None
) -> None:
    """Set the columns of ``quote`` to what they had been."""
    if before is None:
        quote.status = Quote.Status.WITHDRAWN
        quote.reviewed_by = quote.reviewed_at = None
        return
    standing = standing_speakers({before.get(name) for name in _SPEAKERS})
    for name, value in before.items():
        if name == "extracted" and quote.extracted != after[name]:
            continue  # a run has read it anew since
        setattr(quote, name, standing[value] if name in _SPEAKERS else value)


def _check_places(quotes: Sequence[Quote]) -> None:
    """Raise ReviewError where a quote outside of the act stands in one's place.

    Or where other words do: those of a version of the article that came since.
    """
    own = {quote.pk for quote in quotes}
    for quote in quotes:
        if not prints_what_it_says(quote):
            raise ReviewError(
                f"“{quote}” (quote {quote.pk}) no longer stands so in its article, "
                "which has changed since: correct the quote instead; nothing was "
                "undone."
            )
        check_free(quote, quote.start, quote.end, besides=own)
