"""Outlets: who publishes."""

from django.contrib import admin

from quotes.admin.base import DeskAdmin
from quotes.models import Outlet


@admin.register(Outlet)
class OutletAdmin(DeskAdmin):
    """Plain: an outlet has a name and a few facts, and nothing hangs on them."""

    list_display = ["name", "domain", "country", "language"]
    search_fields = ["name", "domain"]
    list_filter = ["country", "language"]
    fields = ["name", "slug", "domain", "country", "language", "wikidata_id"]
