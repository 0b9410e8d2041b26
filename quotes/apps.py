from typing import Any

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db import connections
from django.db.models.signals import post_migrate

from quotes.former_migrations import check_no_former_migrations
from quotes.search import sqlite
from quotes.server_memory import check_shared_buffers


def ensure_search_index(*, using: str, **kwargs: Any) -> None:
    """Make the search tables of SQLite, or mend what a migration dropped."""
    if connections[using].vendor == "sqlite":
        sqlite.ensure_index(using)


def fill_missing_stances(*, using: str, **kwargs: object) -> None:
    """Read what quotes stored by an earlier version lack. Nothing where none does."""
    # Models are not ready when this module is loaded.
    from quotes.ingest import stances  # noqa: PLC0415

    stances.fill_missing_stances(using)


def fill_missing_addresses(*, using: str, **kwargs: object) -> None:
    """Give articles stored by an earlier version the keys that find them."""
    from quotes.ingest import missing_addresses  # noqa: PLC0415

    missing_addresses.fill_missing_addresses(using)


class QuotesConfig(AppConfig):
    name = "quotes"
    verbose_name = "Quotes"

    def ready(self) -> None:
        register(check_no_former_migrations, Tags.database)
        register(check_shared_buffers, Tags.database)
        post_migrate.connect(ensure_search_index, sender=self)
        post_migrate.connect(fill_missing_stances, sender=self)
        post_migrate.connect(fill_missing_addresses, sender=self)
