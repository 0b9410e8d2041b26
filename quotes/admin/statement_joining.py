"""Pages on which editors merge statements that are one, and undo it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from quotes import review
from quotes.admin.act_pages import ActPages, NothingToDoError, ReasonForm, editor_of
from quotes.admin.merged_meanwhile import (
    refuse_merged_meanwhile,
    standing_of,
    tell_merged,
)
from quotes.admin.primary_keys import numbers_in
from quotes.admin.statement_choice import (
    TargetForm,
    label_of,
    statement_address,
)
from quotes.admin.statement_finding import choices_for, with_printings, words_of
from quotes.models import Statement

MOST = 10
"""Statements merged at once."""


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


class JoiningPages(ActPages):
    """Merging and its undoing, as pages of the statement admin."""

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and those of these acts."""
        return [
            path(
                "merge/",
                self.act_view(self.merge_view),
                name="quotes_statement_merge",
            ),
            path(
                "<int:pk>/unmerge/",
                self.act_view(self.unmerge_view),
                name="quotes_statement_unmerge",
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
        return self.go_with_chosen(
            request,
            queryset,
            to="admin:quotes_statement_merge",
            most=MOST,
            act="statements are merged",
        )

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
        beside: list[Statement] = []
        if len(chosen) > 1:
            form = StaysForm(request.POST or None, chosen=chosen)
        else:
            beside = choices_for(request, chosen[0], quotes=chosen[0].quotes)
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
            template="statement/choose.html",
            several=len(chosen) > 1,
            words=words_of(request),
            chosen_key=chosen[0].pk,
            own=with_printings(chosen),
            offered=with_printings(beside),
            told=[
                "Their printings move to the one that stays, and later runs leave them "
                "there; addresses lead to it. It can be undone.",
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

        def act(values: Mapping[str, Any]) -> str:
            back = review.unmerge_statement(
                statement=statement, by=editor_of(request), reason=values["reason"]
            )
            return f"Statement {back.pk} stands on its own again."

        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=act,
            leads_to=statement_address(statement),
            watched=[statement],
            title="Undo the merger",
            original=statement,
            told=[
                f"Its printings come back from statement {statement.merged_into_id}, "
                "except what an editor has placed elsewhere since."
            ],
        )
