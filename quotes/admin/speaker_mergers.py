"""Mergers of many speakers: what was merged as one act, and its undoing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from quotes import review
from quotes.admin.act_pages import ActPages, ReasonForm, editor_of
from quotes.admin.base import CappedPaginator, PlainSearch
from quotes.admin.change_list import DeskChangeList, telling
from quotes.admin.primary_keys import number_in
from quotes.models import MergedTogether, Speaker


@admin.register(MergedTogether)
class MergedTogetherAdmin(PlainSearch, ActPages, admin.ModelAdmin):
    """Read, and undone as one; the newest first."""

    paginator = CappedPaginator
    show_full_result_count = False
    list_display = ["made_at", "what", "reason", "made_by", "undone_by"]
    list_display_links = ["what"]
    list_filter = [("undone_at", telling("state", empty="it stands", filled="undone"))]
    list_select_related = ["target", "made_by", "undone_by"]
    list_per_page = 50
    sortable_by = ["made_at"]

    class Media:
        css = {"all": ["quotes/desk.css"]}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[Any]:
        return DeskChangeList

    @admin.display(description="merger")
    def what(self, merger: MergedTogether) -> str:
        return str(merger)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(request.user.has_perm("quotes.view_speaker"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def may_do(self, request: HttpRequest) -> bool:
        """Whether the user undoes mergers, and does not merely propose to."""
        return bool(request.user.has_perm("quotes.change_speaker"))

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Who was merged into whom; undoing all of it."""
        rows = MergedTogether.objects.select_related("target", "made_by", "undone_by")
        key = number_in(object_id)
        merger = get_object_or_404(rows, pk=key)
        if request.method == "POST" or not self.has_view_permission(request, merger):
            self.check_may_change(request)
        sources = Speaker.objects.filter(pk__in=merger.sources).order_by("name", "pk")

        def act(values: Mapping[str, Any]) -> str:
            back = review.unmerge_many_speakers(
                merger=merger, by=editor_of(request), reason=values["reason"]
            )
            return f"{len(back)} speakers stand on their own again."

        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=act,
            leads_to=reverse("admin:quotes_mergedtogether_change", args=[merger.pk]),
            watched=[merger],
            title=f"Merger of {len(merger.sources)} speakers",
            button="Undo all of it",
            template="speaker/merged_together.html",
            original=merger,
            merger=merger,
            sources=sources.select_related("merged_into"),
            may_undo=self.may_change(request) and merger.undone_at is None,
        )

    def may_change(self, request: HttpRequest) -> bool:
        """Whether the user may undo it, or propose to."""
        return self.may_do(request) or request.user.has_perm("quotes.add_proposal")
