"""API tokens: given to readers, shown once, revoked for good."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from quotes import review
from quotes.admin.base import CappedPaginator, PlainSearch
from quotes.admin.change_list import telling
from quotes.models import ApiToken
from quotes.review.api_tokens import create_token, revoke_token


@admin.register(ApiToken)
class ApiTokenAdmin(PlainSearch, admin.ModelAdmin):
    """A token is made by naming who gets it; nothing about it is changed later."""

    paginator = CappedPaginator
    show_full_result_count = False
    list_display = [
        "name",
        "start",
        "created_at",
        "created_by",
        "last_used_at",
        "state",
    ]
    list_filter = [("revoked_at", telling("state", empty="in use", filled="revoked"))]
    list_select_related = ["created_by"]
    search_fields = ["name", "start"]
    told = ("start", "created_at", "created_by", "last_used_at", "state")
    readonly_fields = told
    actions = ["revoke"]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["name", *self.told] if obj else ["name"]

    @admin.display(description="state", ordering="revoked_at")
    def state(self, token: ApiToken) -> str:
        return "revoked" if token.revoked_at else "in use"

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return obj is None and super().has_change_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(
        self, request: HttpRequest, obj: ApiToken, form: Any, change: bool
    ) -> None:
        user: Any = request.user
        token, secret = create_token(name=obj.name, by=user)
        obj.pk = token.pk
        self.message_user(
            request,
            f"The token is {secret} – copy it now: it is shown this once, and kept"
            " nowhere.",
            messages.WARNING,
        )

    @admin.action(description="Revoke the selected tokens", permissions=["change"])
    def revoke(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        user: Any = request.user
        for token in queryset:
            try:
                revoke_token(token=token, by=user)
            except review.ReviewError as refusal:
                self.message_user(request, f"{token}: {refusal}", messages.ERROR)
            else:
                self.message_user(request, f"{token}: revoked.")
