"""The history of a row: back to any state of it, and how it stood on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone

from quotes import review
from quotes.admin.act_pages import ActPages, ReasonForm, editor_of
from quotes.admin.history_beside import HAS_BESIDE, records_beside, stood_beside
from quotes.admin.told import ToldChange, tell_value
from quotes.history import state_at
from quotes.models.dates import tell_moment


def key_of(written: str) -> int:
    """The primary key in an address; 0, which no row has, where it is none."""
    ascii_digits = written.isascii() and written.isdecimal() and len(written) < 19
    return int(written) if ascii_digits else 0


class DayForm(forms.Form):
    """A day in the past."""

    as_of = forms.DateField(
        label="As it stood on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_as_of(self) -> date | None:
        """Refuse what has not been yet."""
        day: date | None = self.cleaned_data["as_of"]
        if day and day > timezone.now().astimezone(UTC).date():
            raise forms.ValidationError("That day has not been yet.")
        return day


def end_of(day: date) -> datetime:
    """The last moment of ``day`` in UTC."""
    return datetime.combine(day, time.max, tzinfo=UTC)


class HistoryPages(ActPages):
    """Reverting, as a page of a model's admin, and its history with what leads there.

    For admins of ``review.REVERTIBLE``.
    """

    watched: tuple[str, ...]

    def get_urls(self) -> list[Any]:
        """The admin's addresses, and that of going back."""
        name = f"quotes_{self.model._meta.model_name}_revert"
        view = self.act_view(self.revert_view)
        restore = self.act_view(self.restore_view)
        return [
            path("<int:pk>/revert/<int:record>/", view, name=name),
            path(
                "<int:pk>/restore/<slug:kind>/<int:record>/",
                restore,
                name=name.replace("_revert", "_restore"),
            ),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """The history, and above it how the row stood on the day asked for."""
        asked = request.GET.get("as_of")
        form = DayForm(request.GET if asked else None)
        shown = {"day_form": form, "may_revert": self.may_change(request)}
        held = self._with_beside(object_id)
        if held is not None:
            shown["beside"] = records_beside(held)
        if asked and form.is_valid():
            day = form.cleaned_data["as_of"]
            row = state_at(self.model, key_of(object_id), end_of(day))
            stood = self.tell_row(row) if row else []
            if row and held is not None:
                stood += stood_beside(held, end_of(day))
            shown |= {"stood_on": day, "stood": stood}
        response: HttpResponse = super().history_view(  # type: ignore[misc]
            request, object_id, shown | (extra_context or {})
        )
        return response

    def _with_beside(self, object_id: str) -> Any:
        """The row, where something may stand beside those of its kind."""
        if self.model not in HAS_BESIDE:
            return None
        return self.model._default_manager.filter(pk=key_of(object_id)).first()

    def tell_row(self, row: Any) -> list[tuple[str, str]]:
        """Put what can be corrected of ``row`` into words: labels and values."""
        names = self.watched or [
            field.name for field in self.model._meta.fields if field.editable
        ]
        told = []
        for name in names:
            field: Any = self.model._meta.get_field(name)
            label = str(field.verbose_name)
            value = getattr(row, name, None)
            told.append((label[:1].upper() + label[1:], tell_value(field, value)))
        return told

    def restore_view(
        self, request: HttpRequest, pk: int, kind: str, record: int
    ) -> HttpResponse:
        """Ask why, then have what stands beside the row stand as it did, or not."""
        self.check_may_change(request)
        row = self._with_beside(str(pk))
        if row is None or kind not in review.RESTORABLE:
            raise Http404("Nothing of that kind stands beside it.")
        listed = {(one.kind, one.record.history_id): one for one in records_beside(row)}
        beside = listed.get((kind, record))
        if beside is None:
            raise Http404("There is no such record beside it.")
        there = beside.record.history_type != "-"

        def act(values: Mapping[str, Any]) -> str:
            review.restore_record(
                record=beside.record, by=editor_of(request), reason=values["reason"]
            )
            return f"{beside.told}: {'so it is again' if there else 'no longer'}."

        name = f"admin:quotes_{self.model._meta.model_name}_history"
        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=act,
            leads_to=reverse(name, args=[pk]),
            watched=[row],
            title="Have it so again" if there else "Take it back",
            original=row,
            told=[
                f"{beside.told}. "
                + ("It is recorded anew." if there else "That is taken back.")
                + " This can be undone from the history."
            ],
        )

    def revert_view(self, request: HttpRequest, pk: int, record: int) -> HttpResponse:
        """Show what would become of the row, ask why, and go back."""
        self.check_may_change(request)
        row = get_object_or_404(self.model, pk=pk)
        held = self.model.history.filter(id=pk, history_id=record).first()
        if held is None or held.history_type == "-":
            raise Http404("There is no such state of it.")
        changes = [
            ToldChange(now[0], now[1], then[1])
            for now, then in zip(
                self.tell_row(row), self.tell_row(held.instance), strict=True
            )
            if now[1] != then[1]
        ]

        def act(values: Mapping[str, Any]) -> str:
            review.revert(
                row=row, record=held, by=editor_of(request), reason=values["reason"]
            )
            return f"It is as it was on {tell_moment(held.history_date)}."

        name = f"admin:quotes_{self.model._meta.model_name}_change"
        return self.ask(
            request,
            form=ReasonForm(request.POST or None),
            act=act,
            leads_to=reverse(name, args=[pk]),
            watched=[row],
            title=f"Back to {tell_moment(held.history_date)}",
            button="Go back to it",
            original=row,
            template="revert.html",
            changes=changes,
        )
