"""The form of one decision: which button was pressed, and whether it makes sense."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from quotes import review
from quotes.admin.guarded_form import UNTOUCHED, Difference, GuardedForm
from quotes.extraction.types import Range
from quotes.history import told_last
from quotes.models import Quote, Statement

CONFIRM, REJECT, REOPEN = "_confirm", "_reject", "_reopen"
REJECT_BECAUSE = "_reject_because"
"""A button that rejects for the reason written on it."""
CANDIDATE, NOBODY = "_candidate", "_nobody"
STATUS_ONLY = {CONFIRM: "Confirm", REJECT: "Reject", REOPEN: "Reopen"}
CORRECTED = ("speaker", "relayed_by", "stance", "ranges")

_RANGE = re.compile(r"\s*(\d+)\s*[-–]\s*(\d+)\s*")


def format_ranges(spans: list[list[int]]) -> str:
    """Write ranges as an editor types them: "120-180, 200-230"."""
    return ", ".join(f"{start}-{end}" for start, end in spans)


def _tell_statement(statement: Statement | None) -> str:
    return f"{statement.pk}: “{statement}”" if statement else "–"


def parse_ranges(written: str) -> list[tuple[int, int]]:
    """Read what ``format_ranges`` writes; ValidationError for anything else."""
    matches = [_RANGE.fullmatch(part) for part in written.split(",")]
    if not all(matches):
        raise ValidationError("Write ranges as 120-180, several as 120-180, 200-230.")
    return [(int(match[1]), int(match[2])) for match in matches if match]


class QuoteForm(GuardedForm):
    """One decision on one quote.

    Confirm, Reject and Reopen decide on
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
        help_text="Kept in the history. Required to reject, and to undo a rejection.",
    )
    guarded = CORRECTED
    writes_itself = False

    class Meta:
        model = Quote
        fields = ["speaker", "relayed_by", "stance"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "ranges": format_ranges(kwargs["instance"].spans),
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)

    def shown(self) -> dict[str, Any]:
        """The fields, and which statement the quote belongs to."""
        return super().shown() | {"statement": self.instance.statement_id}

    @property
    def pressed(self) -> str:
        """Name of the button pressed; "" for Save."""
        if REJECT_BECAUSE in self.data:
            return REJECT
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
        cleaned = super().clean()
        if because := self.data.get(REJECT_BECAUSE):
            written = [because, cleaned.get("reason") or ""]
            cleaned["reason"] = ": ".join(filter(None, written))
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
        self._check_rejection_is_not_undone_unasked(cleaned)
        return cleaned

    def _check_rejection_is_not_undone_unasked(self, cleaned: dict[str, Any]) -> None:
        rejected = self.instance.status == Quote.Status.REJECTED
        if rejected and self.pressed == REOPEN and not cleaned.get("reason"):
            self.add_error(
                "reason",
                f"{self.instance.reviewed_by} rejected this quote: say why that is "
                "undone.",
            )

    def compare(self) -> list[Difference]:
        """The decision and the statement, too, each in words."""
        found = super().compare()
        quote, opened = self.instance, self.opened_with()
        if self.pressed in (CANDIDATE, NOBODY):
            named = self.data[CANDIDATE] if self.pressed == CANDIDATE else "nobody"
            theirs = self.tell("speaker", quote.speaker_id)
            others = [row for row in found if row.label != "Speaker"]
            found = [Difference("Speaker", theirs, named), *others]
        if "statement" in opened and opened["statement"] != quote.statement_id:
            theirs = _tell_statement(quote.statement)
            found.append(Difference("Statement", theirs, UNTOUCHED))
        decision = quote.get_status_display()
        if last := told_last(quote):
            decision = f"{decision}: {last}"
        yours = STATUS_ONLY.get(self.pressed, "Save correction")
        return [Difference("Decision", decision, yours), *found]

    def tell(self, name: str, value: Any) -> str:
        """Words instead of ranges."""
        if name != "ranges":
            return super().tell(name, value)
        try:
            spans: list[Range] = parse_ranges(str(value))
        except ValidationError:
            return str(value)
        text = self.instance.article.text
        return " … ".join(text[start:end] for start, end in spans)

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
