"""Webhooks and alerts: which there are, whose, and whether they work."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from quotes.admin.act_pages import editor_of
from quotes.admin.base import CappedPaginator, PlainSearch
from quotes.admin.change_list import telling
from quotes.models import Delivery, Subscription
from quotes.review.errors import ReviewError
from quotes.review.subscriptions import end_subscription, resume_subscription


@admin.register(Subscription)
class SubscriptionAdmin(PlainSearch, admin.ModelAdmin):
    """Readers make them, by the API or the pages; here they are seen and ended.

    The secrets by which deliveries are signed are for their owners.
    """

    paginator = CappedPaginator
    show_full_result_count = False
    list_display = [
        "address",
        "about",
        "channel",
        "owner",
        "last_sent_at",
        "state",
        "waiting",
    ]
    list_filter = [
        "channel",
        ("ended_at", telling("end", empty="running", filled="ended")),
        ("confirmed_at", telling("confirmation", empty="not yet", filled="confirmed")),
    ]
    list_select_related = ["token", "user", "saved_search"]
    search_fields = ["address", "token__name", "user__username"]
    fields = [
        "address",
        "about",
        "channel",
        "frequency",
        "owner",
        "created_at",
        "confirmation_sent_at",
        "confirmed_at",
        "last_sent_at",
        "ended_at",
        "ended_why",
    ]
    readonly_fields = [
        "address",
        "about",
        "channel",
        "frequency",
        "owner",
        "created_at",
        "confirmation_sent_at",
        "confirmed_at",
        "last_sent_at",
        "ended_at",
        "ended_why",
    ]
    actions = ["end", "resume"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Subscription]:
        own = Delivery.objects.filter(subscription=OuterRef("pk"))
        rows: QuerySet[Subscription] = super().get_queryset(request)
        # Whether, not how many: there may be thousands.
        return rows.annotate(
            has_waiting=Exists(own.filter(status=Delivery.Status.PENDING)),
            has_dead=Exists(own.filter(status=Delivery.Status.DEAD)),
        )

    @admin.display(description="owner")
    def owner(self, row: Subscription) -> str:
        return str(row.token or row.user)

    @admin.display(description="state", ordering="ended_at")
    def state(self, row: Subscription) -> str:
        if row.ended_at:
            return f"ended: {row.ended_why}"
        return "running" if row.confirmed_at else "not confirmed"

    @admin.display(description="deliveries")
    def waiting(self, row: Any) -> str:
        parts = ["some to be sent"] if row.has_waiting else []
        parts += ["some given up"] if row.has_dead else []
        return ", ".join(parts) or "all taken"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description="End the selected ones", permissions=["change"])
    def end(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._act(request, queryset, end_subscription, "ended")

    @admin.action(description="Take up the selected ones again", permissions=["change"])
    def resume(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._act(request, queryset, resume_subscription, "taken up again")

    def _act(
        self, request: HttpRequest, queryset: QuerySet[Any], act: Any, done: str
    ) -> None:
        by = editor_of(request)
        for row in queryset:
            try:
                act(subscription=row, by=by, reason="")
            except ReviewError as refusal:
                self.message_user(request, f"{row}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, f"{row}: {done}.")
