"""Who logs in, and in which groups: Django's own pages."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User

from quotes.admin.base import PlainSearch

admin.site.unregister([User, Group])


@admin.register(User)
class AccountAdmin(PlainSearch, UserAdmin):
    """As Django has it, for whoever may change accounts."""


@admin.register(Group)
class AccountGroupAdmin(PlainSearch, GroupAdmin):
    """As Django has it."""
