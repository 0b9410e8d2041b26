"""The editors' desk: what needs a person, across all kinds of work.

A kind of work is a declaration in ``kinds``; claims, deferrals, counts and the order
are the same for all. Nothing here is part of the record: who works on what, and what is
put off, is true of a day.
"""

from quotes.review.desk.claims import (
    CLAIM_LASTS,
    claim_item,
    claims_now,
    release_item,
    renew_claims,
)
from quotes.review.desk.deferrals import (
    defer_for_all,
    defer_for_oneself,
    take_back_deferral,
)
from quotes.review.desk.kind import Kind
from quotes.review.desk.kinds import (
    BY_KEY,
    CHANGED_QUOTES,
    CLUSTERS,
    DEAD_FEEDS,
    DISAGREEMENTS,
    DISPUTES,
    FAILED_ARTICLES,
    KINDS,
    PROPOSALS,
    QUOTES,
    REPORTS,
    SECOND_OPINIONS,
    SUGGESTIONS,
)
from quotes.review.desk.waiting import (
    COUNTED,
    Count,
    Whose,
    claims_of,
    count_done,
    count_rows,
    count_waiting,
    deferrals_for,
    deferrals_now,
    free_rows,
    next_item,
    rows_of,
    start_of_today,
)

__all__ = [
    "BY_KEY",
    "CHANGED_QUOTES",
    "CLAIM_LASTS",
    "CLUSTERS",
    "COUNTED",
    "DEAD_FEEDS",
    "DISAGREEMENTS",
    "DISPUTES",
    "FAILED_ARTICLES",
    "KINDS",
    "PROPOSALS",
    "QUOTES",
    "REPORTS",
    "SECOND_OPINIONS",
    "SUGGESTIONS",
    "Count",
    "Kind",
    "Whose",
    "claim_item",
    "claims_now",
    "claims_of",
    "count_done",
    "count_rows",
    "count_waiting",
    "defer_for_all",
    "defer_for_oneself",
    "deferrals_for",
    "deferrals_now",
    "free_rows",
    "next_item",
    "release_item",
    "renew_claims",
    "rows_of",
    "start_of_today",
    "take_back_deferral",
]
