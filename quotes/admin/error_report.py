"""Readers' error reports: the queue, and what editors answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.html import format_html

from quotes.admin.act_pages import ActPages, NothingToDoError, ReasonForm, editor_of
from quotes.admin.base import DeskAdmin
from quotes.admin.change_list import DeskChangeList
from quotes.admin.desk.rounds import bar_above, go_on_from
from quotes.admin.keyed_choice import KeyedRadios
from quotes.admin.primary_keys import number_in, numbers_in
from quotes.admin.quote_beside import beside
from quotes.models import ErrorReport
from quotes.review import desk
from quotes.review.report_senders import SHOWN, alike, count_alike
from quotes.review.reports import (
    LARGEST_ACT,
    key_of,
    reopen_reports,
    settle_reports,
    settled_with,
)

ACCEPTED, DISMISSED, SPAM = (
    ErrorReport.Status.ACCEPTED,
    ErrorReport.Status.DISMISSED,
    ErrorReport.Status.SPAM,
)
LONGEST = 80
"""Characters of an explanation that the list shows."""


class SettleReportForm(ReasonForm):
    """Whether the reader is right, and what the editors say to it."""

    outcome = forms.ChoiceField(
        choices=[
            (ACCEPTED, "The reader is right"),
            (DISMISSED, "Nothing is wrong"),
            (SPAM, "This is no report: an advertisement, or nonsense"),
        ],
        widget=KeyedRadios,
        label="What you find",
        error_messages={
            "required": "Say whether the reader is right.",
            "invalid_choice": "Choose one of these.",
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].label = "Your answer"
        self.fields["reason"].help_text = (
            "Shown to the reader and, for everybody, at the quote. Of what is no "
            "report, nothing is shown."
        )
        self.order_fields(["outcome", "reason"])


class ReportChangeList(DeskChangeList):
    """Says of each report on the page how many others came with it. Two queries."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        rows = list(self.result_list)
        counts = count_alike(rows)
        for row in rows:
            row.others = counts[row.pk]
        self.result_list = rows


@admin.register(ErrorReport)
class ErrorReportAdmin(ActPages, DeskAdmin):
    """What readers say is read, never edited, and answered once with a reason."""

    list_display = ["reported_at", "reason", "about", "told", "together", "status"]
    list_filter = ["status", "reason"]
    list_select_related = ["quote"]
    sortable_by = ["reported_at"]
    actions = ["settle_selected"]
    watched = ("status", "answer")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return ReportChangeList

    @admin.display(description="quote")
    def about(self, report: ErrorReport) -> str:
        address = reverse("admin:quotes_quote_change", args=[report.quote_id])
        return format_html('<a href="{}">{}</a>', address, report.quote)

    @admin.display(description="explanation")
    def told(self, report: ErrorReport) -> str:
        said = report.explanation
        return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"

    @admin.display(description="came with")
    def together(self, report: Any) -> str | None:
        """How many open reports one reader sent that day, or hold the same words."""
        count = getattr(report, "others", 0)
        if not count:
            return None
        more = f"more than {SHOWN}" if count > SHOWN else f"{count}"
        return f"{more} other{'' if count == 1 else 's'}"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and those of settling several and of undoing it."""
        settle, reopen = self.act_view(self.settle_view), self.act_view(self.reopen)
        return [
            path("settle/", settle, name="quotes_errorreport_settle"),
            path("<int:pk>/reopen/", reopen, name="quotes_errorreport_reopen"),
            *super().get_urls(),
        ]

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """What the reader said, beside the quote; settling it, or how that went."""
        rows = ErrorReport.objects.select_related("quote__article", "settled_by")
        key = number_in(object_id)
        report = get_object_or_404(rows, pk=key)
        if request.method == "POST" or not self.has_view_permission(request, report):
            self.check_may_change(request)
        others = alike(report) if report.status == ErrorReport.Status.OPEN else []
        keys = [report.pk, *(row.pk for row in others)]
        listing = reverse("admin:quotes_errorreport_changelist")
        together = f"{reverse('admin:quotes_errorreport_settle')}?chosen="
        return self._settle(
            request,
            [report],
            title="A reader’s report",
            template="errorreport/settle.html",
            report=report,
            original=report,
            may_settle=self.may_change(request),
            others=others[:SHOWN],
            more_others=len(others) > SHOWN,
            settle_together=together + ",".join(map(str, keys)),
            settled_together=len(settled_with(report)) - 1,
            reader_address=reverse("pages:sent-report", args=[key_of(report)]),
            leads_to=lambda: go_on_from(
                request,
                desk.REPORTS,
                report,
                otherwise=listing,
                undone_at=reverse("admin:quotes_errorreport_reopen", args=[report.pk]),
            ),
            **bar_above(request, desk.REPORTS, report),
            **beside(report.quote),
        )

    @admin.action(description="Settle the selected reports…", permissions=["change"])
    def settle_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        open_ones = queryset.filter(status=ErrorReport.Status.OPEN)
        keys = list(open_ones.values_list("pk", flat=True)[: LARGEST_ACT + 1])
        if not keys or len(keys) > LARGEST_ACT:
            told = f"At most {LARGEST_ACT} reports are settled at once."
            if not keys:
                told = "All of the selected reports are settled already."
            self.message_user(request, told, messages.ERROR)
            return None
        address = reverse("admin:quotes_errorreport_settle")
        return HttpResponseRedirect(f"{address}?chosen={','.join(map(str, keys))}")

    def settle_view(self, request: HttpRequest) -> HttpResponse:
        """Ask what the editors say to the chosen reports; then settle all of them."""
        self.check_may_change(request)
        keys = numbers_in(request.GET.get("chosen", ""), most=LARGEST_ACT)
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
            title=f"Settle {len(reports)} report{'' if len(reports) == 1 else 's'}",
            template="errorreport/settle_many.html",
            listed=reports,
        )

    def _settle(
        self, request: HttpRequest, reports: list[ErrorReport], **context: Any
    ) -> HttpResponse:
        def act(values: Mapping[str, Any]) -> str:
            settle_reports(
                reports=reports,
                outcome=values["outcome"],
                by=editor_of(request),
                reason=values["reason"],
            )
            outcome = ErrorReport.Status(values["outcome"]).label
            count = "The report is" if len(reports) == 1 else f"{len(reports)} are"
            where = "" if values["outcome"] == SPAM else " It shows at the quote."
            return f"{count} settled: {outcome}.{where} It can be undone on its page."

        listing = reverse("admin:quotes_errorreport_changelist")
        return self.ask(
            request,
            form=SettleReportForm(request.POST or None),
            act=act,
            watched=reports,
            button="Settle",
            **{"leads_to": listing, "back": listing} | context,
        )

    def reopen(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then undo the act that settled a report, with all it settled."""
        self.check_may_change(request)
        report = get_object_or_404(ErrorReport.objects.select_related("quote"), pk=pk)
        address = reverse("admin:quotes_errorreport_change", args=[pk])
        held = settled_with(report)
        if not held:
            raise NothingToDoError("This report is open already.", address)

        def act(values: Mapping[str, Any]) -> str:
            count = reopen_reports(
                report=report, by=editor_of(request), reason=values["reason"]
            )
            return f"{count} report{' is' if count == 1 else 's are'} open again."

        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=act,
            leads_to=address,
            watched=held,
            title="Open again",
            original=report,
            template="errorreport/settle_many.html",
            listed=held,
            undo=True,
        )
