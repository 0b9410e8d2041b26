"""Readers' error reports: the queue, and what became of them."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from quotes import review
from quotes.admin.base import CappedPaginator
from quotes.models import ErrorReport
from quotes.review.reports import settle_report


@admin.register(ErrorReport)
class ErrorReportAdmin(admin.ModelAdmin):
    """What readers say is read, never edited; what follows is done to the quote."""

    paginator = CappedPaginator
    show_full_result_count = False
    list_display = ["reported_at", "reason", "about", "explanation", "status"]
    list_filter = ["status", "reason"]
    list_select_related = ["quote"]
    fields = ["about", "reason", "explanation", "expected", "reported_at", "status"]
    readonly_fields = [
        "about",
        "reason",
        "explanation",
        "expected",
        "reported_at",
        "status",
    ]
    actions = ["accept", "dismiss"]

    @admin.display(description="quote")
    def about(self, report: ErrorReport) -> str:
        address = reverse("admin:quotes_quote_change", args=[report.quote_id])
        return format_html('<a href="{}">{}</a>', address, report.quote)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description="Settle: the reader is right", permissions=["change"])
    def accept(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._settle(request, queryset, accepted=True)

    @admin.action(description="Settle: nothing is wrong", permissions=["change"])
    def dismiss(self, request: HttpRequest, queryset: QuerySet) -> None:
        self._settle(request, queryset, accepted=False)

    def _settle(
        self, request: HttpRequest, queryset: QuerySet, *, accepted: bool
    ) -> None:
        user: Any = request.user
        for report in queryset:
            try:
                settle_report(report=report, accepted=accepted, by=user)
            except review.ReviewError as refusal:
                self.message_user(request, f"{report}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, f"{report}: settled.")
