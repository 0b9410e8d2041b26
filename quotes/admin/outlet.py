"""Outlets: who publishes."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from quotes.admin.base import DeskAdmin
from quotes.admin.guarded_form import GuardedForm
from quotes.admin.history_pages import HistoryPages
from quotes.admin.wikidata_field import WikidataField, check_holder
from quotes.models import Outlet


class OutletForm(GuardedForm):
    """The facts about an outlet, never written over somebody else's."""

    wikidata_id = WikidataField()
    guarded = ("name", "slug", "domain", "country", "language", "wikidata_id")

    class Meta:
        model = Outlet
        fields = ["name", "slug", "domain", "country", "language", "wikidata_id"]

    def clean_wikidata_id(self) -> str:
        """Refuse an id that another outlet has, and link to that one."""
        wikidata_id = self.cleaned_data["wikidata_id"]
        check_holder(Outlet, wikidata_id, own=self.instance.pk)
        return wikidata_id


class GivenFilter(admin.AllValuesFieldListFilter):
    """The values that there are, and what is empty by a name."""

    def choices(self, changelist: ChangeList) -> Any:
        for choice in super().choices(changelist):
            told = str(choice["display"])
            empty = not told or told.startswith(" (")
            yield {**choice, "display": f"not given{told}" if empty else told}


@admin.register(Outlet)
class OutletAdmin(HistoryPages, DeskAdmin):
    """Plain: an outlet has a name and a few facts, and nothing hangs on them."""

    list_display = ["name", "domain", "country", "language", "printed"]
    search_fields = ["name", "domain"]
    list_filter = [("country", GivenFilter), ("language", GivenFilter)]
    form = OutletForm
    change_form_template = "admin/quotes/outlet/change_form.html"
    fields = [*OutletForm.guarded, "version", "opened"]

    @admin.display(description="printed")
    def printed(self, outlet: Outlet) -> str:
        kinds = ("quote", "article")
        addresses = [reverse(f"admin:quotes_{kind}_changelist") for kind in kinds]
        return format_html(
            '<a href="{}?outlet__id__exact={}&amp;review=all">quotes</a> · '
            '<a href="{}?outlet__id__exact={}">articles</a>',
            addresses[0],
            outlet.pk,
            addresses[1],
            outlet.pk,
        )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        may = self.has_change_permission if obj else self.has_add_permission
        return self.fields if may(request) else OutletForm.guarded
