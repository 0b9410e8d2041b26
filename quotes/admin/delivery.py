"""The log of what was sent: each delivery, how its attempts went, and another try."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from quotes.admin.act_pages import editor_of
from quotes.admin.base import CappedPaginator, PlainSearch
from quotes.models import Delivery
from quotes.review.errors import ReviewError
from quotes.review.subscriptions import retry_delivery


@admin.register(Delivery)
class DeliveryAdmin(PlainSearch, admin.ModelAdmin):
    """Read, never edited; what was given up, or waits, may be tried again."""

    paginator = CappedPaginator
    show_full_result_count = False
    list_display = ["event", "to", "status", "attempts", "created_at", "outcome"]
    list_filter = ["status", "subscription__channel"]
    list_select_related = ["subscription", "subscription__saved_search"]
    search_fields = ["event", "subscription__address"]
    fields = [
        "event",
        "to",
        "status",
        "attempts",
        "created_at",
        "due_at",
        "done_at",
        "attempts_told",
        "sent",
    ]
    readonly_fields = [
        "event",
        "to",
        "status",
        "attempts",
        "created_at",
        "due_at",
        "done_at",
        "attempts_told",
        "sent",
    ]
    actions = ["retry"]

    @admin.display(description="to", ordering="subscription")
    def to(self, row: Delivery) -> str:
        return row.subscription.address

    @admin.display(description="last outcome")
    def outcome(self, row: Delivery) -> str:
        return _tell(row.log[-1]) if row.log else "not tried yet"

    @admin.display(description="what happened")
    def attempts_told(self, row: Delivery) -> SafeString:
        told = ((attempt.get("at", ""), _tell(attempt)) for attempt in row.log)
        return format_html("<ol>{}</ol>", format_html_join("", "<li>{}: {}</li>", told))

    @admin.display(description="what is sent")
    def sent(self, row: Delivery) -> SafeString:
        text = json.dumps(row.body, ensure_ascii=False, indent=1)
        return format_html("<pre>{}</pre>", text)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description="Try the selected ones again", permissions=["change"])
    def retry(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        by = editor_of(request)
        for row in queryset:
            try:
                retry_delivery(delivery=row, by=by)
            except ReviewError as refusal:
                self.message_user(request, f"{row.event}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, f"{row.event}: to be tried again.")


def _tell(attempt: dict[str, Any]) -> str:
    """Return one attempt in words: what was answered, or what went wrong."""
    if note := attempt.get("note"):
        return str(note)
    status, error = attempt.get("status"), attempt.get("error")
    answered = f"answered {status}" if status else "no answer"
    told = f"{answered}: {error}" if error else answered
    return f"{told} ({attempt.get('seconds', 0):.2f} s)"
