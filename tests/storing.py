"""Storing what extraction found in one article, as a run does for many."""

from django.db import transaction

from quotes.ingest.storing import write_quotations
from quotes.ingest.sync import write_quotes
from quotes.linking.statements.group import group_quotes
from quotes.linking.store.lock import lock_linking


@transaction.atomic
def sync_quotes(article, quotations):
    """Make ``article``'s quotes those of ``quotations``, and group them."""
    lock_linking()
    group_quotes(write_quotes(article, quotations))


@transaction.atomic
def store_quotations(article, quotations):
    """Write ``quotations`` of one article, marked as extracted, and group them."""
    lock_linking()
    group_quotes(write_quotations(article, quotations))
