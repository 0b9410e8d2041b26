"""Pages on which editors say which statements are not one, and take it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from quotes import review
from quotes.admin.act_pages import ActPages, NothingToDoError, ReasonForm, editor_of
from quotes.admin.overtaken import gone_row
from quotes.admin.statement_choice import (
    TargetForm,
    standing_statement,
    statement_address,
)
from quotes.admin.statement_finding import choices_for, with_printings, words_of
from quotes.models import Quote, Statement, StatementDistinction
from quotes.models.dates import tell_day

MOST_PRINTINGS = 200
"""Printings listed on the page of a split."""


class PrintingField(forms.ModelMultipleChoiceField):
    """Printings to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        date = f", {tell_day(obj.published_at)}" if obj.published_at else ""
        return f"{obj.outlet}{date}, {obj.speaker or 'nobody named'}: “{obj.words}”"


class SplitForm(ReasonForm):
    """Which printings report something else, and why."""

    def __init__(self, *args: Any, statement: Statement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        printings = statement.quotes.for_display().order_by("dated_at", "pk")
        pks = printings.values_list("pk", flat=True)[:MOST_PRINTINGS]
        self.fields["quotes"] = PrintingField(
            queryset=Quote.objects.for_display().filter(pk__in=list(pks)),
            label="Report something else",
            error_messages={
                "invalid_choice": "A printing that you ticked (quote %(value)s) has "
                "left this statement since you opened the page: tick again.",
                "required": "Tick the printings that report something else.",
            },
        )
        self.order_fields(["quotes", "reason"])


class SplittingPages(ActPages):
    """Splitting and telling apart, as pages of the statement admin."""

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and those of these acts."""
        pages: list[tuple[str, Callable[..., Any], str]] = [
            ("<int:pk>/split/", self.split_view, "split"),
            ("<int:pk>/unsplit/", self.unsplit_view, "unsplit"),
            ("<int:pk>/apart/", self.apart_view, "apart"),
            ("apart/<int:pk>/withdraw/", self.withdraw_view, "withdraw"),
        ]
        return [
            *(
                path(route, self.act_view(page), name=f"quotes_statement_{name}")
                for route, page, name in pages
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask which printings report something else, and why; then split."""
        self.check_may_change(request)
        statement = standing_statement(pk)
        form = SplitForm(request.POST or None, statement=statement)

        def act(values: Mapping[str, Any]) -> str:
            made = review.split_statement(
                statement=statement,
                quotes=values["quotes"],
                by=editor_of(request),
                reason=values["reason"],
            )
            return f"The printings you ticked are statement {made.pk} now."

        return self.ask(
            request,
            form=form,
            act=act,
            leads_to=statement_address(statement),
            watched=[statement],
            title="Split the statement",
            button="Split",
            original=statement,
            told=[
                "What you tick becomes a statement of its own. The two are told apart: "
                "no later run joins them. It can be undone."
            ],
        )

    def unsplit_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then take a split back."""
        self.check_may_change(request)
        statement = standing_statement(pk)

        def act(values: Mapping[str, Any]) -> str:
            whole = review.unsplit_statement(
                statement=statement, by=editor_of(request), reason=values["reason"]
            )
            return f"The printings are back in statement {whole.pk}."

        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=act,
            leads_to=statement_address(statement),
            watched=[statement],
            title="Undo the split",
            original=statement,
            told=["Its printings go back to the statement it was split from."],
        )

    def apart_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask which other statement this one is not, and why."""
        self.check_may_change(request)
        statement = standing_statement(pk)
        beside = choices_for(request, statement, quotes=statement.quotes)

        def act(values: Mapping[str, Any]) -> str:
            review.tell_statements_apart(
                one=statement,
                other=values["target"],
                by=editor_of(request),
                reason=values["reason"],
            )
            return "The two are told apart."

        return self.ask(
            request,
            form=TargetForm(request.POST or None, beside=beside),
            act=act,
            leads_to=statement_address(statement),
            watched=[statement],
            title="Not the same as another statement",
            button="Not the same",
            original=statement,
            template="statement/choose.html",
            words=words_of(request),
            own=with_printings([statement]),
            offered=with_printings(beside),
            told=["No later run joins the two, however alike their wordings are."],
        )

    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why two statements may be one after all; then take it back."""
        self.check_may_change(request)
        rows = StatementDistinction.objects.select_related("first", "second", "made_by")
        told = rows.filter(pk=pk).first()
        if told is None:
            raise NothingToDoError(
                "That these two are not the same was taken back already.",
                reverse("admin:quotes_statement_changelist"),
                because=gone_row(StatementDistinction, pk),
            )

        def act(values: Mapping[str, Any]) -> str:
            review.withdraw_statement_distinction(
                distinction=told,
                by=editor_of(request),
                reason=values["reason"],
            )
            return "The two may be one again."

        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=act,
            leads_to=statement_address(told.first),
            watched=[told],
            title="Take back that they are not the same",
            button="Take back",
            told=[f"{told}. ({told.made_by}: {told.reason or 'no reason given'})"],
        )
