"""Forms of decisions on many quotes at once: which, since when, and why."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.contrib.admin.helpers import ActionForm
from django.contrib.auth.models import User
from django.utils.text import Truncator

from quotes import review
from quotes.admin.overtaken import opened_now, parse_time
from quotes.admin.speaker_choice import SpeakerField
from quotes.models import Quote

LISTED = 100
"""Rejections of other editors that can be chosen on one page."""


class SeenAtForm(ActionForm):
    """The list's form remembers when the list was made."""

    seen_at = forms.CharField(
        required=False, label="", widget=forms.HiddenInput, initial=opened_now
    )


class DecisionForm(forms.Form):
    """Why many quotes are decided on at once. ``chosen``: their keys.

    Those among them that another editor than ``editor`` rejected are listed, with
    the reason, and left out unless they are ticked.
    """

    chosen = forms.CharField(widget=forms.HiddenInput)
    seen_at = forms.CharField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        max_length=review.REASON_LENGTH,
        widget=forms.TextInput(attrs={"list": "reasons", "class": "vTextField"}),
        help_text="Kept in the history of each of them.",
    )

    def __init__(self, *args: Any, editor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Quote.objects.filter(pk__in=keys_in(self["chosen"].value()))
        rejected = review.rejected_by_others(rows, by=editor)
        self.rejected_count = rejected.count()
        if self.rejected_count:
            listed = list(
                rejected.select_related("reviewed_by").order_by("pk")[:LISTED]
            )
            why = _reasons_of(listed)
            self.fields["overruling"] = forms.TypedMultipleChoiceField(
                choices=[(row.pk, _label(row, why.get(row.pk))) for row in listed],
                coerce=int,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                label="Also these, which another editor rejected",
                error_messages={
                    "invalid_choice": "What another editor rejected has changed since "
                    "this page was opened: it stands above as it is now. Tick again."
                },
                help_text=self._help_on_rejected(),
            )

    def _help_on_rejected(self) -> str:
        help_text = "They are left out unless you tick them."
        if self.rejected_count > LISTED:
            help_text += (
                f" Only the first {LISTED} of {self.rejected_count} are listed; the "
                "others are left out: select fewer to choose among them."
            )
        return help_text

    def clean_chosen(self) -> list[int]:
        """Keys of the quotes."""
        keys = self.cleaned_data["chosen"].split(",")
        if not all(key.isdecimal() and len(key) < 19 for key in keys):
            raise forms.ValidationError("Choose quotes from the list again.")
        if len(keys) > review.LARGEST_BULK:
            raise forms.ValidationError(
                f"More than {review.LARGEST_BULK:,} quotes are selected: take fewer."
            )
        return [int(key) for key in keys]

    def clean_seen_at(self) -> datetime | None:
        """When the editor's list was made."""
        return parse_time(self.cleaned_data["seen_at"])


def keys_in(written: Any) -> list[int]:
    """Return the keys in a comma-separated list, as many as are decided on at once."""
    keys = [key for key in str(written or "").split(",") if key.isdecimal()]
    return [int(key) for key in keys[: review.LARGEST_BULK] if len(key) < 19]


def _label(quote: Quote, why: str | None) -> str:
    text = Truncator(quote.text).chars(160)
    reason = f": “{why}”" if why else ""
    return f"“{text}” — rejected by {quote.reviewed_by}{reason}"


def _reasons_of(rejected: list[Quote]) -> dict[int, str | None]:
    """Why each was rejected, by primary key. One query."""
    past = Quote.history.filter(
        id__in=[quote.pk for quote in rejected], status=Quote.Status.REJECTED
    ).order_by("history_date", "history_id")
    return dict(past.values_list("id", "history_change_reason"))


class ConfirmationForm(DecisionForm):
    """To confirm needs no reason, only that somebody looked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = False


class SpeakerDecisionForm(DecisionForm):
    """The same, and who said them."""

    def __init__(self, *args: Any, admin_site: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["speaker"] = SpeakerField(
            source_field=Quote._meta.get_field("speaker"),
            admin_site=admin_site,
            required=False,
        )
        self.fields["nobody"] = forms.BooleanField(
            required=False, label="Nobody", help_text="The text names no speaker."
        )
        self.order_fields(["speaker", "nobody", "reason"])

    def clean(self) -> dict[str, Any]:
        """A speaker or nobody: an empty box alone may be a slip."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("speaker")) == bool(cleaned.get("nobody")):
            self.add_error("speaker", "Choose a speaker, or tick “Nobody”.")
        return cleaned
