"""Choosing another statement: from those near by, or by its number or address."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django import forms
from django.shortcuts import get_object_or_404
from django.urls import reverse

from quotes import review
from quotes.admin.act_pages import NothingToDoError, ReasonForm
from quotes.linking.store.lookups import around
from quotes.models import Quote, Statement
from quotes.models.dates import tell_day

WITHIN = timedelta(days=7)
MOST_NEAR = 10
MOST_PRINTINGS = 100
"""Printings listed on one page; the list of quotes has the others."""
_NUMBER = re.compile(r"(\d{1,18})(?:/change)?/?$")


def statement_address(statement: Statement) -> str:
    """The address of a statement's page on the editors' desk."""
    return reverse("admin:quotes_statement_change", args=[statement.pk])


def label_of(statement: Statement) -> str:
    """A statement in a line: its words, who said it, when, how often printed."""
    date = statement.first_published_at
    facts = [
        str(statement.speaker or "no accepted speaker"),
        *([tell_day(date)] if date else []),
        f"{statement.quote_count} printing{'' if statement.quote_count == 1 else 's'}",
    ]
    return f"“{statement}” — {', '.join(facts)} (number {statement.pk})"


def bounded_printings(printings: Any) -> dict[str, Any]:
    """Return the first printings of a statement, and whether there are more."""
    rows = list(printings.order_by("dated_at", "pk")[: MOST_PRINTINGS + 1])
    return {
        "printings": rows[:MOST_PRINTINGS],
        "printings_more": len(rows) > MOST_PRINTINGS,
    }


def near(statement: Statement | None, *, quotes: Any) -> list[Statement]:
    """Return statements that those who speak in ``quotes`` made in the same days.

    quotes: a queryset of one statement's quotes, or of one quote. Two queries.
    """
    rows = list(quotes.values_list("speaker_id", "dated_at")[:50])
    speakers = {speaker for speaker, _ in rows if speaker}
    if not speakers:
        return []
    after, _ = around(min(dated for _, dated in rows), WITHIN)
    _, before = around(max(dated for _, dated in rows), WITHIN)
    beside = Quote.objects.standing().filter(
        speaker__in=speakers, dated_at__range=(after, before), statement__isnull=False
    )
    if statement:
        beside = beside.exclude(statement=statement)
    pks = beside.order_by("statement").values_list("statement", flat=True).distinct()
    found = Statement.objects.filter(pk__in=list(pks[:MOST_NEAR]), merged_into=None)
    return list(found.select_related("speaker"))


def standing_statement(pk: int) -> Statement:
    """Return statement ``pk``; NothingToDoError where it has been merged meanwhile."""
    rows = Statement.objects.select_related("merged_into", "speaker")
    statement = get_object_or_404(rows, pk=pk)
    if statement.merged_into:
        raise NothingToDoError(
            f"{review.latest_change(statement)}: it is merged into statement "
            f"{statement.merged_into_id}, which you see here.",
            statement_address(statement.merged_into),
        )
    return statement


class StatementField(forms.CharField):
    """A statement, by its number or by its address here or in the reading room."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.TextInput(attrs={"class": "vTextField"}), **options
        )

    def clean(self, value: Any) -> Statement | None:
        """The statement; the one it was merged into, where it was."""
        written = super().clean(value)
        if not written:
            return None
        number = _NUMBER.search(written)
        rows = Statement.objects.select_related("merged_into")
        found = rows.filter(pk=int(number[1])).first() if number else None
        if found is None:
            raise forms.ValidationError("No statement has this number or address.")
        return found.merged_into or found


class TargetForm(ReasonForm):
    """Which other statement, and why."""

    other = StatementField(
        required=False,
        label="Number or address",
        help_text="Of the statement, as its page shows it.",
    )

    def __init__(self, *args: Any, beside: list[Statement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if beside:
            self.fields["near"] = forms.ChoiceField(
                choices=[(str(row.pk), label_of(row)) for row in beside],
                required=False,
                widget=forms.RadioSelect,
                label="Which one",
                error_messages={
                    "invalid_choice": "The statement you chose is no longer among "
                    "these: it was merged or changed after you had opened the page. "
                    "Choose again, or give its number."
                },
            )
            self.fields["other"].label = "Or its number or address"
        self.beside = {str(row.pk): row for row in beside}
        self.order_fields(["near", "other", "reason"])

    def clean(self) -> dict[str, Any]:
        """Exactly one."""
        cleaned = super().clean() or {}
        named = [
            row
            for row in (self.beside.get(cleaned.get("near", "")), cleaned.get("other"))
            if row
        ]
        if len(named) != 1 and "other" not in self.errors:
            raise forms.ValidationError("Choose one statement.")
        cleaned["target"] = named[0] if named else None
        return cleaned
