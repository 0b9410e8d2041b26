"""Readers' error reports: the queue, and what editors answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html

from quotes.admin.acts import (
    ActPages,
    NothingToDoError,
    ReasonForm,
    editor_of,
    numbers_in,
)
from quotes.admin.base import CappedPaginator
from quotes.admin.change_list import DeskChangeList
from quotes.models import ErrorReport
from quotes.review.reports import settle_report

MOST = 50
"""Reports settled at once, with one answer."""

ACCEPTED, DISMISSED = ErrorReport.Status.ACCEPTED, ErrorReport.Status.DISMISSED


class SettleReportForm(ReasonForm):
    """Whether the reader is right, and what the editors say to it."""

    outcome = forms.ChoiceField(
        choices=[
            (ACCEPTED, "The reader is right"),
            (DISMISSED, "Nothing is wrong"),
        ],
        widget=forms.RadioSelect,
        label="What you find",
        error_messages={
            "required": "Say whether the reader is right.",
            "invalid_choice": "Choose one of the two.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Readers see it at the quote."
        self.order_fields(["outcome", "reason"])


@admin.register(ErrorReport)
class ErrorReportAdmin(ActPages, admin.ModelAdmin):
    """What readers say is read, never edited, and answered once with a reason."""

    paginator = CappedPaginator
    show_full_result_count = False
    list_display = ["reported_at", "reason", "about", "explanation", "status"]
    list_filter = ["status", "reason"]
    list_select_related = ["quote"]
    actions = ["settle_selected"]

    class Media:
        css = {"all": ["quotes/desk.css"]}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return DeskChangeList

    @admin.display(description="quote")
    def about(self, report: ErrorReport) -> str:
        address = reverse("admin:quotes_quote_change", args=[report.quote_id])
        return format_html('<a href="{}">{}</a>', address, report.quote)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and that of settling several."""
        view = self.act_view(self.settle_view)
        name = "quotes_errorreport_settle"
        return [path("settle/", view, name=name), *super().get_urls()]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What the reader said; settling it, or how it was settled."""
        rows = ErrorReport.objects.select_related("quote", "settled_by")
        key = int(object_id) if object_id.isdecimal() and len(object_id) < 19 else 0
        report = get_object_or_404(rows, pk=key)
        if request.method == "POST" or not self.has_view_permission(request, report):
            self.check_may_change(request)
        return self._settle(
            request,
            [report],
            title="A reader’s report",
            template="errorreport/settle.html",
            report=report,
            original=report,
            may_settle=self.may_change(request),
        )

    @admin.action(description="Settle the selected reports…", permissions=["change"])
    def settle_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        open_ones = queryset.filter(status=ErrorReport.Status.OPEN)
        keys = list(open_ones.values_list("pk", flat=True)[: MOST + 1])
        if not keys or len(keys) > MOST:
            told = f"At most {MOST} reports are settled at once."
            if not keys:
                told = "All of the selected reports are settled already."
            self.message_user(request, told, messages.ERROR)
            return None
        address = reverse("admin:quotes_errorreport_settle")
        return HttpResponseRedirect(f"{address}?chosen={','.join(map(str, keys))}")

    def settle_view(self, request: HttpRequest) -> HttpResponse:
        """Ask what the editors say to the chosen reports; then settle all of them."""
        self.check_may_change(request)
        keys = numbers_in(request.GET.get("chosen", ""), most=MOST)
        rows = ErrorReport.objects.filter(pk__in=keys).select_related("quote")
        reports = list(rows.order_by("pk"))
        if not reports:
            raise NothingToDoError(
                "Choose reports to settle.",
                reverse("admin:quotes_errorreport_changelist"),
            )
        return self._settle(
            request,
            reports,
            title=f"Settle {len(reports)} reports",
            told=["All of them get the same answer.", *map(_in_a_line, reports)],
        )

    def _settle(
        self, request: HttpRequest, reports: list[ErrorReport], **context: Any
    ) -> HttpResponse:
        def act(values: Mapping[str, Any]) -> str:
            with transaction.atomic():
                for report in reports:
                    settle_report(
                        report=report,
                        accepted=values["outcome"] == ACCEPTED,
                        by=editor_of(request),
                        reason=values["reason"],
                    )
            outcome = ErrorReport.Status(values["outcome"]).label
            count = "The report is" if len(reports) == 1 else f"{len(reports)} are"
            return f"{count} settled: {outcome}. It shows at the quote."

        return self.ask(
            request,
            form=SettleReportForm(request.POST or None),
            act=act,
            leads_to=reverse("admin:quotes_errorreport_changelist"),
            watched=reports,
            button="Settle",
            **context,
        )


def _in_a_line(report: ErrorReport) -> str:
    return f"{report}: {report.explanation}"
