"""The filters and orders of statements."""

from __future__ import annotations

from quotes.api.filters import Filter, equal_to, params_of
from quotes.api.pagination import RELEVANCE, Order
from quotes.api.params import ChoiceParam, FlagParam, NumberParam
from quotes.api.quote_filters import BY_SPEAKER, PUBLISHED, WORDS
from quotes.models import Statement
from quotes.models.disputed import DISPUTED, SETTLED

LATEST_ARISEN = Order("-disputed_at", ("disputed_at", "id"), descending=True)
FIRST_ARISEN = Order("disputed_at", ("disputed_at", "id"), descending=False)
BY_ARISING = (LATEST_ARISEN, FIRST_ARISEN)
"""By when a dispute arose, however old the statement is: those with one alone."""
ORDERS = (
    Order("-first_published_at", ("dated_at", "id"), descending=True),
    Order("first_published_at", ("dated_at", "id"), descending=False),
    *BY_ARISING,
    RELEVANCE,
)
SETTLED_ONES = Filter(
    FlagParam(
        name="settled",
        description="Whether outlets name different speakers, and an editor has"
        " settled who it was.",
    ),
    lambda rows, flag: rows.filter(SETTLED if flag else ~SETTLED),
)
DISPUTE = Filter(
    ChoiceParam(
        name="dispute",
        description="In what way outlets name different speakers, settled or not.",
        choices=tuple(Statement.Dispute.values),
    ),
    equal_to("dispute"),
)
MIN_OUTLETS = Filter(
    NumberParam(
        name="min_outlets",
        description="Printed by so many independent outlets.",
        most=1_000_000,
    ),
    lambda rows, least: rows.filter(outlet_count__gte=least),
    label="number of outlets",
)

STATEMENT_FILTERS = (
    WORDS,
    BY_SPEAKER,
    Filter(
        FlagParam(
            name="disputed",
            description="Whether outlets name different speakers, and no editor has"
            " settled who it was.",
        ),
        lambda rows, flag: rows.filter(DISPUTED if flag else ~DISPUTED),
    ),
    SETTLED_ONES,
    DISPUTE,
    MIN_OUTLETS,
    *PUBLISHED,
)
DISPUTE_FILTERS = (WORDS, BY_SPEAKER, DISPUTE, MIN_OUTLETS)
"""Those by which disputes are followed."""
DISPUTE_PARAMS = params_of(DISPUTE_FILTERS)
