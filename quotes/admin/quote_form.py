"""The form of one decision: which button was pressed, and whether it makes sense."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from quotes import review
from quotes.models import Quote

CONFIRM, REJECT, REOPEN = "_confirm", "_reject", "_reopen"
CANDIDATE, NOBODY = "_candidate", "_nobody"
STATUS_ONLY = {CONFIRM: "Confirm", REJECT: "Reject", REOPEN: "Reopen"}
CORRECTED = ("speaker", "relayed_by", "stance", "ranges")

_RANGE = re.compile(r"\s*(\d+)\s*[-–]\s*(\d+)\s*")


def format_ranges(spans: list[list[int]]) -> str:
    """Write ranges as an editor types them: "120-180, 200-230"."""
    return ", ".join(f"{start}-{end}" for start, end in spans)


def parse_ranges(written: str) -> list[tuple[int, int]]:
    """Read what ``format_ranges`` writes; ValidationError for anything else."""
    matches = [_RANGE.fullmatch(part) for part in written.split(",")]
    if not all(matches):
        raise ValidationError("Write ranges as 120-180, several as 120-180, 200-230.")
    return [(int(match[1]), int(match[2])) for match in matches if match]


class QuoteForm(forms.ModelForm):
    """One decision on one quote.

    ``version`` is what the editor looked at. Confirm, Reject and Reopen decide on
    the quote as it stands, so a correction typed beside them is refused rather
    than lost.
    """

    ranges = forms.CharField(
        label="Words quoted",
        help_text="Ranges of characters in the article. Select words in it and "
        "press “Use the selected words”, or type.",
    )
    stance = forms.ChoiceField(choices=Quote.Stance.choices, required=False)
    reason = forms.CharField(
        required=False,
        max_length=review.REASON_LENGTH,
        widget=forms.TextInput(attrs={"list": "reasons", "class": "vTextField"}),
        help_text="Kept in the history. Required to reject.",
    )
    version = forms.CharField(widget=forms.HiddenInput)

    class Meta:
        model = Quote
        fields = ["speaker", "relayed_by", "stance"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        quote = self.instance
        self.initial["ranges"] = format_ranges(quote.spans)
        self.initial["version"] = review.version_of(quote)

    @property
    def pressed(self) -> str:
        """Name of the button pressed; "" for Save."""
        buttons = (CONFIRM, REJECT, REOPEN, CANDIDATE, NOBODY)
        return next((button for button in buttons if button in self.data), "")

    @property
    def corrected(self) -> list[str]:
        """Names of the fields in which the editor put something else."""
        changed = [name for name in CORRECTED if name in self.changed_data]
        # A page that says nothing of the stance leaves it.
        said = self.data.get(self.add_prefix("stance"))
        return [name for name in changed if name != "stance" or said]

    def clean_ranges(self) -> list[tuple[int, int]]:
        """The ranges, where they can be those of this quote."""
        spans = parse_ranges(self.cleaned_data["ranges"])
        if "ranges" in self.changed_data:
            try:
                review.check_place(self.instance, spans)
            except review.ReviewError as refusal:
                raise ValidationError(str(refusal)) from None
        return spans

    def clean(self) -> dict[str, Any]:
        """Refuse a stale page, and a button that contradicts the fields."""
        cleaned = super().clean() or {}
        stored = Quote.objects.get(pk=self.instance.pk)
        if cleaned.get("version") != review.version_of(stored):
            raise ValidationError(
                "This quote was changed after you had opened it, so nothing of yours "
                "was saved. Open it again to see how it stands now.",
                code="conflict",
            )
        if self.pressed and self.corrected:
            labels = ", ".join(str(self.fields[name].label) for name in self.corrected)
            raise ValidationError(
                f"You also changed: {labels}. Press “Save correction” to record that, "
                "or open the page again to drop it."
            )
        if not self.pressed and not self.corrected and not self.errors:
            raise ValidationError(
                "You changed nothing. Press “Confirm” to say that the quote is right "
                "as it stands."
            )
        if self.pressed == REJECT and not cleaned.get("reason"):
            self.add_error("reason", "Say why this is no quotation.")
        return cleaned

    def record(self, *, by: User) -> None:
        """Do what the editor decided, through ``review``, in one history each."""
        seen: str | None = self.cleaned_data["version"]
        quote = Quote.objects.get(pk=self.instance.pk)
        for act, arguments in self._acts(by):
            act(
                quote=quote,
                by=by,
                reason=self.cleaned_data["reason"],
                seen=seen,
                **arguments,
            )
            seen = None

    def _acts(self, by: User) -> list[tuple[Callable[..., Quote], dict[str, Any]]]:
        if self.pressed == CANDIDATE:
            speaker = review.find_or_create_speaker(
                name=self.data[CANDIDATE], by=by, reason=self.cleaned_data["reason"]
            )
            return [(review.correct_speaker, {"speaker": speaker})]
        if self.pressed == NOBODY:
            return [(review.correct_speaker, {"speaker": None})]
        if self.pressed:
            status_acts = {
                CONFIRM: review.confirm,
                REJECT: review.reject,
                REOPEN: review.reopen,
            }
            return [(status_acts[self.pressed], {})]
        corrections: dict[str, tuple[Callable[..., Quote], str]] = {
            "speaker": (review.correct_speaker, "speaker"),
            "relayed_by": (review.correct_relay, "relayed_by"),
            "stance": (review.correct_stance, "stance"),
            "ranges": (review.correct_span, "spans"),
        }
        return [
            (act, {argument: self.cleaned_data[name]})
            for name, (act, argument) in corrections.items()
            if name in self.corrected
        ]
