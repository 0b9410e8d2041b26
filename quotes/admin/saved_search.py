"""Saved searches: which there are, whose, and whether anybody still reads them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from quotes.admin.base import CappedPaginator, PlainSearch
from quotes.admin.change_list import telling
from quotes.models import SavedSearch


@admin.register(SavedSearch)
class SavedSearchAdmin(PlainSearch, admin.ModelAdmin):
    """Readers save searches, by the API or the pages; here they are seen and ended.

    The addresses of their feeds are not shown: they are for their owners.
    """

    paginator = CappedPaginator
    show_full_result_count = False
    list_display = ["name", "owner", "kind", "created_at", "last_used_at"]
    list_filter = [
        "kind",
        ("last_used_at", telling("feed", empty="never read", filled="read")),
    ]
    list_select_related = ["token", "user"]
    search_fields = ["name", "token__name", "user__username"]
    fields = ["name", "owner", "kind", "parameters", "created_at", "last_used_at"]
    readonly_fields = [
        "name",
        "owner",
        "kind",
        "parameters",
        "created_at",
        "last_used_at",
    ]

    @admin.display(description="owner")
    def owner(self, saved: SavedSearch) -> str:
        return str(saved.token or saved.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
