"""Who logs in, and in which roles: Django's own pages, which give away no more power
than whoever uses them has."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.http import HttpRequest

from quotes.admin.base import PlainSearch

admin.site.unregister([User, Group])

ABOVE_ROLES = frozenset({"is_superuser", "user_permissions"})
"""What lets somebody do what no role does: superusers alone give it."""


@admin.register(User)
class AccountAdmin(PlainSearch, UserAdmin):
    """Administrators give roles; superusers, and what is beyond roles, are left to
    superusers: whoever may change accounts could otherwise make themselves one."""

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        fieldsets = super().get_fieldsets(request, obj)
        if request.user.is_superuser:
            return fieldsets
        return [
            (
                title,
                options
                | {
                    "fields": tuple(
                        name for name in options["fields"] if name not in ABOVE_ROLES
                    )
                },
            )
            for title, options in fieldsets
        ]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        above = obj is not None and obj.is_superuser
        if above and not request.user.is_superuser:
            return False
        return super().has_change_permission(request, obj)


@admin.register(Group)
class AccountGroupAdmin(PlainSearch, GroupAdmin):
    """As Django has it."""
