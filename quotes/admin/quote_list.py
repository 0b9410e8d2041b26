"""The list of quotes, and whether it is the queue."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from quotes.admin.change_list import DeskChangeList
from quotes.admin.quote_filters import QueueFilter, default_review


class QuoteList(DeskChangeList):
    """A list that marks the column it is sorted by, also where nobody asked for it."""

    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        self._unasked = self.model_admin.get_ordering(request)
        return super().get_ordering(request, queryset)

    def _get_default_ordering(self) -> Any:
        return self._unasked


class UncountedQuoteList(QuoteList):
    """The rows that a list's filters leave, for who does not print the list."""

    def get_results(self, request: HttpRequest) -> None:
        pass


def shows_queue(request: HttpRequest) -> bool:
    """Whether a list shows what waits for a decision, and nothing else."""
    shown = request.GET.get(QueueFilter.parameter_name) or default_review(request)
    return shown == "open"
