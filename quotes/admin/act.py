"""Acts on quotes: each one entry, however many it changed, to be undone as one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html

from quotes import review
from quotes.admin.act_pages import ActPages, NothingToDoError, ReasonForm, editor_of
from quotes.admin.base import ReadOnlyAdmin
from quotes.models import Act

SHOWN = 100
"""Quotes listed on the page of an act."""


class UndoneFilter(admin.SimpleListFilter):
    """Acts that stand, or that were undone."""

    title = "undone"
    parameter_name = "undone"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("no", "as they stand"), ("yes", "undone")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in {"yes", "no"}:
            return queryset.filter(undone_by__isnull=self.value() == "no")
        return queryset


class ManyFilter(admin.SimpleListFilter):
    """Acts on many quotes at once."""

    title = "how many quotes"
    parameter_name = "many"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "several at once")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset.filter(row_count__gt=1) if self.value() else queryset


class ActForm(forms.ModelForm):
    """Nothing of it is edited, and what it shows needs no explanation."""

    class Meta:
        model = Act
        fields: tuple[str, ...] = ()
        help_texts = dict.fromkeys(
            ("told", "reason", "made_by", "made_at", "row_count"), ""
        )


@admin.register(Act)
class ActAdmin(ActPages, ReadOnlyAdmin):
    """What people did to quotes, the latest first."""

    acts_on = "quote"
    change_form_template = "admin/quotes/act/change_form.html"
    list_display = ["told", "made_by", "made_at", "row_count", "reason", "undone"]
    list_filter = [UndoneFilter, ManyFilter]
    list_select_related = ["made_by", "undone_by__made_by"]
    search_fields = ["told"]
    sortable_by = ["made_at"]
    form = ActForm
    fields = ["told", "reason", "made_by", "made_at", "row_count", "undone"]
    readonly_fields = ["undone"]

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change(request) or request.user.has_perm("quotes.view_quote")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def may_change(self, request: HttpRequest) -> bool:
        """Whether the user may undo: who may decide on quotes may."""
        return self.may_do(request)  # nobody proposes to undo

    @admin.display(description="undone")
    def undone(self, act: Act) -> str:
        if act.undone_by is None:
            return "–"
        address = reverse("admin:quotes_act_change", args=[act.undone_by_id])
        return format_html('<a href="{}">by {}</a>', address, act.undone_by.made_by)

    def get_urls(self) -> list[Any]:
        view = self.act_view(self.undo_view)
        return [
            path("<int:pk>/undo/", view, name="quotes_act_undo"),
            *super().get_urls(),
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """An act is history itself."""
        raise Http404("An act has no history of its own.")

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        act = context["original"]
        quotes = review.quotes_of(act).select_related("speaker").order_by("pk")
        context["quotes"] = quotes[:SHOWN]
        context["more"] = max(0, act.row_count - SHOWN)
        context["may_undo"] = self.may_change(request) and act.undone_by_id is None
        return super().render_change_form(request, context, *args, **kwargs)

    def undo_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then undo the whole act."""
        self.check_may_change(request)
        held = get_object_or_404(
            Act.objects.select_related("undone_by__made_by"), pk=pk
        )
        address = reverse("admin:quotes_act_change", args=[pk])
        if held.undone_by is not None:
            undoer = held.undone_by.made_by
            raise NothingToDoError(f"{undoer} has undone this already.", address)

        def act(values: Mapping[str, Any]) -> str:
            made = review.undo_act(
                act=held, by=editor_of(request), reason=values["reason"]
            )
            quotes = "quote is" if made.row_count == 1 else "quotes are"
            return f"Undone: {made.row_count} {quotes} as before."

        noun = "quote" if held.row_count == 1 else "quotes"
        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=act,
            leads_to=address,
            title=f"Undo: {held.told}",
            button="Undo",
            original=held,
            told=[
                f"{held.row_count} {noun} will be as before. Where one of them was "
                "changed since, nothing is undone. This can be undone in turn."
            ],
        )
