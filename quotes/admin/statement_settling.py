"""Pages on which editors settle who said a statement, and place single quotes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from quotes import review
from quotes.admin.act_pages import ActPages, NothingToDoError, ReasonForm, editor_of
from quotes.admin.article import address_of
from quotes.admin.desk.rounds import bar_above, go_on_from
from quotes.admin.keyed_choice import KeyedRadios
from quotes.admin.speaker_choice import SpeakerField
from quotes.admin.speaker_choice import label_of as label_of_speaker
from quotes.admin.statement_choice import (
    TargetForm,
    bounded_printings,
    label_of,
    standing_statement,
    statement_address,
)
from quotes.admin.statement_finding import choices_for, with_printings, words_of
from quotes.models import Quote, Speaker, StatementPlacement
from quotes.review import desk

UNKNOWN = "unknown"
MOST_SIDES = 20
"""Speakers offered as the answer; others are found by their names."""


class SettleForm(ReasonForm):
    """Who said it, or that it cannot be known, and why."""

    def __init__(
        self, *args: Any, sides: list[Speaker], site: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Readers see it, without your name."
        self.sides = {str(side.pk): side for side in sides}
        self.fields["side"] = forms.ChoiceField(
            choices=[
                *((str(side.pk), label_of_speaker(side)) for side in sides),
                (UNKNOWN, "It cannot be known"),
            ],
            required=False,
            widget=KeyedRadios,
            label="Who said it",
            error_messages={
                "invalid_choice": "None of the printings names the speaker you chose "
                "any more: they changed after you had opened the page. They stand "
                "above as they are now; choose again, or name that speaker below."
            },
        )
        self.fields["other"] = SpeakerField(
            source_field=Quote._meta.get_field("speaker"),
            admin_site=site,
            required=False,
            label="Or somebody else",
        )
        self.order_fields(["side", "other", "reason"])

    def clean(self) -> dict[str, Any]:
        """Exactly one answer."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("side")) == bool(cleaned.get("other")):
            raise forms.ValidationError("Choose one answer.")
        cleaned["speaker"] = self.sides.get(cleaned.get("side", "")) or cleaned["other"]
        return cleaned


class SettlingPages(ActPages):
    """Disputes and single quotes, as pages of the statement admin."""

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and those of these acts."""
        pages = [
            ("<int:pk>/settle/", self.settle_view, "settle"),
            ("<int:pk>/reopen/", self.reopen_view, "reopen"),
            ("move/<int:pk>/", self.move_view, "move"),
            ("return/<int:pk>/", self.return_view, "return"),
        ]
        view = self.act_view
        return [
            *(
                path(route, view(page), name=f"quotes_statement_{name}")
                for route, page, name in pages
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def settle_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask who said it, and why; the printings stand above."""
        self.check_may_change(request)
        statement = standing_statement(pk)
        printings = statement.quotes.standing().for_display()
        shown = bounded_printings(printings)
        named = printings.order_by().values("speaker")
        address = statement_address(statement)
        sides = Speaker.objects.filter(pk__in=named).order_by("name", "pk")
        form = SettleForm(
            request.POST or None, sides=list(sides[:MOST_SIDES]), site=self.admin_site
        )

        def act(values: Mapping[str, Any]) -> str:
            review.settle_dispute(
                statement=statement,
                speaker=values["speaker"],
                by=editor_of(request),
                reason=values["reason"],
            )
            return f"Settled: {values['speaker'] or 'it cannot be known'}."

        return self.ask(
            request,
            form=form,
            act=act,
            leads_to=lambda: go_on_from(
                request,
                desk.DISPUTES,
                statement,
                otherwise=address,
                undone_at=reverse("admin:quotes_statement_reopen", args=[statement.pk]),
            ),
            back=address,
            watched=[statement, *shown["printings"]],
            title="Settle who said it",
            button="Settle",
            template="statement/settle.html",
            original=statement,
            **shown,
            **bar_above(request, desk.DISPUTES, statement),
        )

    def reopen_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then take a settlement back."""
        self.check_may_change(request)
        statement = standing_statement(pk)
        if statement.resolved_at is None:
            raise NothingToDoError(
                f"{review.latest_change(statement)}: its dispute is open already.",
                statement_address(statement),
            )

        def act(values: Mapping[str, Any]) -> str:
            review.reopen_dispute(
                statement=statement,
                by=editor_of(request),
                reason=values["reason"],
            )
            return "The dispute is open again."

        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=act,
            leads_to=statement_address(statement),
            watched=[statement],
            title="Reopen the dispute",
            original=statement,
            told=[
                f"{statement.resolved_by} settled it: {statement.resolution}",
                "Reopened, it stands again as its printings have it.",
            ],
        )

    def move_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask which statement a quote reports, and why; then move it there."""
        self.check_may_change(request)
        quote = get_object_or_404(Quote.objects.select_related("statement"), pk=pk)
        one = Quote.objects.filter(pk=pk)
        beside = choices_for(request, quote.statement, quotes=one)
        form = TargetForm(request.POST or None, beside=beside)

        def act(values: Mapping[str, Any]) -> str:
            review.move_quote(
                quote=quote,
                statement=values["target"],
                by=editor_of(request),
                reason=values["reason"],
            )
            return f"The quote is in statement {values['target'].pk} now."

        return self.ask(
            request,
            form=form,
            act=act,
            leads_to=lambda: statement_address(form.cleaned_data["target"]),
            back=address_of(quote),
            watched=[quote],
            title="Move a quote to another statement",
            button="Move",
            template="statement/choose.html",
            words=words_of(request),
            offered=with_printings(beside),
            quote=quote,
            moved=_moved_by(quote),
            told=[
                "It stays there whatever later runs find, and the two statements are "
                "told apart. It can be undone.",
            ],
        )

    def return_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Ask why, then take the move of a quote back."""
        self.check_may_change(request)
        quote = get_object_or_404(Quote.objects.select_related("statement"), pk=pk)

        def act(values: Mapping[str, Any]) -> str:
            review.return_quote(
                quote=quote,
                by=editor_of(request),
                reason=values["reason"],
            )
            return "The quote is back where it was."

        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=act,
            leads_to=address_of(quote),
            watched=[quote],
            title="Take back the move of a quote",
            button="Take back",
            told=[
                f"“{quote}”",
                *([f"Now in: {label_of(quote.statement)}"] if quote.statement else []),
            ],
        )


def _moved_by(quote: Quote) -> StatementPlacement | None:
    """Return who moved ``quote`` by itself to where it is, if anybody did."""
    rows = StatementPlacement.objects.select_related("made_by")
    placement = rows.filter(quote=quote).first()
    return placement if placement and review.move_of(placement) else None
