from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate

from quotes.search import sqlite


def ensure_search_index(*, using: str, **kwargs: Any) -> None:
    """Make the search tables of SQLite, or mend what a migration dropped."""
    if connections[using].vendor == "sqlite":
        sqlite.ensure_index(using)


class QuotesConfig(AppConfig):
    name = "quotes"
    verbose_name = "Quotes"

    def ready(self) -> None:
        post_migrate.connect(ensure_search_index, sender=self)
