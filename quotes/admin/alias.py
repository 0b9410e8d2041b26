"""Printed forms of names: to find whose they are. They are changed with the speaker."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from quotes.admin.base import ReadOnlyAdmin
from quotes.models import SpeakerAlias
from quotes.names.folding import fold


@admin.register(SpeakerAlias)
class SpeakerAliasAdmin(ReadOnlyAdmin):
    """Names as printed, searched as they are linked: without accents and case."""

    list_display = ["name", "speaker_link", "origin"]
    list_filter = ["origin"]
    list_select_related = ["speaker"]
    search_fields = ["folded"]
    search_help_text = "The beginning of a name; accents and case do not matter."
    fields = ["name", "speaker_link", "folded", "origin"]
    readonly_fields = fields
    sortable_by = ["name"]

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        if not (folded := fold(search_term)):
            return queryset, False
        return queryset.filter(folded__begins=folded), False

    @admin.display(description="speaker")
    def speaker_link(self, alias: SpeakerAlias) -> str:
        address = reverse("admin:quotes_speaker_change", args=[alias.speaker_id])
        return format_html('<a href="{}">{}</a>', address, alias.speaker)
