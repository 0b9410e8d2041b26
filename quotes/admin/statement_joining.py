"""Pages on which editors say which statements are one, which are not, and undo it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from quotes import review
from quotes.admin.acts import (
    ActPages,
    NothingToDoError,
    ReasonForm,
    editor_of,
    numbers_in,
)
from quotes.admin.merged_meanwhile import (
    refuse_merged_meanwhile,
    standing_of,
    tell_merged,
)
from quotes.admin.statement_choice import (
    TargetForm,
    label_of,
    near,
    standing_statement,
    statement_address,
)
from quotes.models import Quote, Statement, StatementDistinction
from quotes.models.dates import tell_day

MOST = 10
"""Statements merged at once."""
MOST_PRINTINGS = 200
"""Printings listed on the page of a split."""


class StaysForm(ReasonForm):
    """Which of several statements stays."""

    def __init__(self, *args: Any, chosen: list[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {str(row.pk): row for row in chosen}
        self.fields["stays"] = forms.ChoiceField(
            choices=[(str(row.pk), label_of(row)) for row in chosen],
            widget=forms.RadioSelect,
            label="Which one stays",
            error_messages={
                "invalid_choice": "The statement you chose was merged into another "
                "after you had opened the page: choose again.",
                "required": "Choose the one that stays.",
            },
        )
        self.order_fields(["stays", "reason"])

    def clean(self) -> dict[str, Any]:
        """The one that stays as a row, as the other form has it."""
        cleaned = super().clean() or {}
        cleaned["target"] = self.rows.get(cleaned.get("stays", ""))
        return cleaned


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


class JoiningPages(ActPages):
    """Merging, splitting and telling apart, as pages of the statement admin."""

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and those of these acts."""
        pages: list[tuple[str, Callable[..., Any], str]] = [
            ("merge/", self.merge_view, "merge"),
            ("<int:pk>/unmerge/", self.unmerge_view, "unmerge"),
            ("<int:pk>/split/", self.split_view, "split"),
            ("<int:pk>/unsplit/", self.unsplit_view, "unsplit"),
            ("<int:pk>/apart/", self.apart_view, "apart"),
            ("apart/<int:pk>/withdraw/", self.withdraw_view, "withdraw"),
        ]
        view: Callable[..., Any] = self.act_view
        return [
            *(
                path(route, view(page), name=f"quotes_statement_{name}")
                for route, page, name in pages
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def has_join_permission(self, request: HttpRequest) -> bool:
        """Whether the list offers to merge: Django asks by this name."""
        return self.may_change(request)

    @admin.action(description="Merge the selected statements…", permissions=["join"])
    def merge_selected(
        self, request: HttpRequest, queryset: QuerySet[Any]
    ) -> HttpResponse | None:
        keys = [str(key) for key in queryset.values_list("pk", flat=True)[: MOST + 1]]
        if len(keys) > MOST:
            self.message_user(
                request,
                f"At most {MOST} statements are merged at once.",
                messages.ERROR,
            )
            return None
        address = reverse("admin:quotes_statement_merge")
        return HttpResponseRedirect(f"{address}?chosen={','.join(keys)}")

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Ask which statement stays, and why; then merge."""
        self.check_may_change(request)
        keys = numbers_in(request.GET.get("chosen", ""), most=MOST)
        rows = Statement.objects.filter(pk__in=keys)
        found = list(rows.select_related("speaker", "merged_into").order_by("pk"))
        chosen = standing_of(found)
        gone = [row for row in found if row.merged_into_id]
        if not chosen:
            raise NothingToDoError(
                "Choose statements to merge.",
                reverse("admin:quotes_statement_changelist"),
            )
        form: Any
        if len(chosen) > 1:
            form = StaysForm(request.POST or None, chosen=chosen)
        else:
            beside = near(chosen[0], quotes=chosen[0].quotes)
            form = TargetForm(request.POST or None, beside=beside)

        def act(values: Mapping[str, Any]) -> str:
            target = values["target"]
            moved = sum(row.quote_count for row in chosen if row.pk != target.pk)
            with transaction.atomic():
                for source in chosen:
                    if source.pk != target.pk or len(chosen) == 1:
                        review.merge_statements(
                            source=source,
                            target=target,
                            by=editor_of(request),
                            reason=values["reason"],
                        )
            noun = "printing" if moved == 1 else "printings"
            return f"Merged into statement {target.pk}: {moved} {noun} moved."

        return self.ask(
            request,
            form=form,
            act=act,
            leads_to=lambda: statement_address(form.cleaned_data["target"]),
            watched=chosen,
            check=lambda: refuse_merged_meanwhile(gone, request),
            back=reverse("admin:quotes_statement_changelist"),
            merged=",".join(str(row.pk) for row in gone),
            title="Merge statements",
            button="Merge",
            told=[
                "Their printings move to the one that stays, and later runs leave them "
                "there; addresses lead to it. It can be undone.",
                *(label_of(row) for row in chosen if len(chosen) == 1),
                *map(tell_merged, gone),
            ],
        )

    def unmerge_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then take a merger back."""
        self.check_may_change(request)
        statement = get_object_or_404(Statement, pk=pk)
        if statement.merged_into_id is None:
            raise NothingToDoError(
                f"{review.latest_change(statement)}: it is not merged any more.",
                statement_address(statement),
            )
        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=lambda values: self._done(
                review.unmerge_statement(
                    statement=statement, by=editor_of(request), reason=values["reason"]
                ),
                "Statement {pk} stands on its own again.",
            ),
            leads_to=statement_address(statement),
            watched=[statement],
            title="Undo the merger",
            original=statement,
            told=[
                f"Its printings come back from statement {statement.merged_into_id}, "
                "except what an editor has placed elsewhere since."
            ],
        )

    def split_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask which printings report something else, and why; then split."""
        self.check_may_change(request)
        statement = standing_statement(pk)
        form = SplitForm(request.POST or None, statement=statement)
        return self.ask(
            request,
            form=form,
            act=lambda values: self._done(
                review.split_statement(
                    statement=statement,
                    quotes=values["quotes"],
                    by=editor_of(request),
                    reason=values["reason"],
                ),
                "The printings you ticked are statement {pk} now.",
            ),
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
        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=lambda values: self._done(
                review.unsplit_statement(
                    statement=statement, by=editor_of(request), reason=values["reason"]
                ),
                "The printings are back in statement {pk}.",
            ),
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
        beside = near(statement, quotes=statement.quotes)
        return self.ask(
            request,
            form=TargetForm(request.POST or None, beside=beside),
            act=lambda values: self._done(
                review.tell_statements_apart(
                    one=statement,
                    other=values["target"],
                    by=editor_of(request),
                    reason=values["reason"],
                ).first,
                "The two are told apart.",
            ),
            leads_to=statement_address(statement),
            watched=[statement],
            title="Not the same as another statement",
            button="Not the same",
            original=statement,
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

    def _done(self, statement: Statement, message: str) -> str:
        return message.format(pk=statement.pk)
