"""Quotes to group, and what became of them."""

from datetime import UTC, datetime, timedelta

from quotes.models import Quote, QuoteKey
from tests.build import make_quote

DAY = datetime(2031, 3, 17, tzinfo=UTC)
ROPE = "Our patience is a rope, and the mayor of Tarn has burned it at both ends."
CUT = "Our patience is a rope, and the mayor of Tarn has burned it"
OTHER = "The harbour will open on Thursday, weather permitting, said nobody sober."


def quote(text=ROPE, *, days=0, **fields):
    return make_quote(text, published_at=DAY + timedelta(days=days), **fields)


def partition(quotes):
    groups = {}
    for row in Quote.objects.filter(pk__in=[q.pk for q in quotes]):
        groups.setdefault(row.statement_id, set()).add(row.text)
    return sorted(map(sorted, groups.values()))


def holders():
    return set(QuoteKey.objects.values_list("quote", flat=True))
