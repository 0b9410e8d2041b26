"""Who may read."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from rest_framework.permissions import BasePermission


class MayRead(BasePermission):
    """Everybody, unless ``API_PUBLIC`` is off: then whoever has proved an account."""

    message = "This database is not public: send a token."

    def has_permission(self, request: Any, view: Any) -> bool:
        return settings.API_PUBLIC or bool(
            request.user and request.user.is_authenticated
        )


class HasAccount(MayRead):
    """Whoever has proved an account. What an address is for, all who may read."""

    message = "This is for those with an account: send a token."

    def has_permission(self, request: Any, view: Any) -> bool:
        if request.method == "OPTIONS":
            return super().has_permission(request, view)
        return bool(request.user and request.user.is_authenticated)
