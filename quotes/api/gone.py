"""Why a quote or a statement stands no more: what 410 says, here and on the pages."""

from __future__ import annotations

from collections import Counter

from quotes.api.corrections import withdrawal_of
from quotes.api.versions import is_gone, why_removed
from quotes.models import Quote, Statement
from quotes.models.dates import tell_day


def why_quote_is_gone(
    pk: int, status: str, extractor_version: str, gone_in: int
) -> str:
    """Return in a sentence why quote ``pk`` stands no more; "" where it stands.

    One query where it does not stand.
    """
    if is_gone(status, gone_in):
        return why_removed(pk, gone_in)
    if status == Quote.Status.WITHDRAWN:
        return _why_withdrawn(pk, extractor_version or "unknown")
    if status != Quote.Status.REJECTED:
        return ""
    rejections = Quote.history.filter(id=pk, status=Quote.Status.REJECTED)
    last = rejections.order_by("-history_date", "-history_id").first()
    reason = last.history_change_reason if last else ""
    why = f": {reason}" if reason else ", and gave no reason."
    return f"An editor found that it is wrong{why}"


def _why_withdrawn(pk: int, version: str) -> str:
    withdrawal = withdrawal_of(pk)
    on = f" on {tell_day(withdrawal.at)}" if withdrawal else ""
    if withdrawal and withdrawal.by_editor:
        why = f": {withdrawal.reason}" if withdrawal.reason else ", without a reason."
        return f"Withdrawn{on} by an editor{why}"
    return (
        f"Withdrawn{on}: a later reading of the article no longer finds this quotation"
        f" (extractor version {version})."
    )


def why_statement_is_gone(statement: Statement) -> str:
    """Return in a sentence why no printing of ``statement`` stands; "" where one does.

    One that was merged is not gone: it stands as another.
    """
    if statement.quote_count or statement.merged_into_id:
        return ""
    counts = Counter(statement.quotes.order_by().values_list("status", flat=True))
    reasons = [
        f"{reason} ({counts[status]})"
        for status, reason in (
            (Quote.Status.REJECTED, "editors rejected printings"),
            (Quote.Status.WITHDRAWN, "printings are no longer found"),
        )
        if counts[status]
    ]
    told = " and ".join(reasons) or "its printings report other statements"
    return f"No printing of this statement stands any more: {told}."
