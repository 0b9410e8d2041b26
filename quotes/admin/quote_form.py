"""The form of one decision: which button was pressed, and whether it makes sense."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError

from quotes import review
from quotes.admin.guarded_form import GuardedForm
from quotes.admin.opinion_page import (
    ANSWERS,
    DISMISS,
    OPINION,
    TAKE,
    answer_opinion,
)
from quotes.admin.overtaken import since_opened
from quotes.admin.ranges import RangesField, format_ranges, words_in
from quotes.admin.speaker_choice import NEW, NewSpeaker
from quotes.admin.told import UNTOUCHED, ToldDifference
from quotes.extraction.types import Range
from quotes.history import told_last
from quotes.models import Quote, SecondOpinion, Statement

CONFIRM, REJECT, REOPEN = "_confirm", "_reject", "_reopen"
BECAUSE = {"_reject_because": REJECT, "_take_because": TAKE}
"""Buttons that bear a reason, and what they press."""
CANDIDATE, NOBODY = "_candidate", "_nobody"
STATUS_ONLY = {
    CONFIRM: "Confirm",
    REJECT: "Reject",
    REOPEN: "Reopen",
    TAKE: "Take over the second opinion",
    DISMISS: "Keep the decision",
}
RANGES = {
    "ranges": "spans",
    "cue_ranges": "cue_spans",
    "source_ranges": "source_spans",
    "relay_ranges": "relay_spans",
}
"""Fields of ranges, each with the column that it corrects."""
CORRECTED = (
    *("speaker", "new_speaker", "relayed_by", "stance"),
    *(*RANGES, "kind", "fragment"),
)
FOLLOWS = "as the words have it"


def _tell_statement(statement: Statement | None) -> str:
    return f"{statement.pk}: “{statement}”" if statement else "–"


class QuoteForm(GuardedForm):
    """One decision on one quote.

    Confirm, Reject and Reopen decide on
    the quote as it stands, so a correction typed beside them is refused rather
    than lost.
    """

    ranges = RangesField(
        label="Words quoted",
        help_text="Characters of the article, from–to; several with commas. Select "
        "words in it and press a button, or type.",
    )
    cue_ranges = RangesField(label="Cue", required=False)
    source_ranges = RangesField(label="Source", required=False)
    relay_ranges = RangesField(label="Words of the relay", required=False)
    kind = forms.ChoiceField(
        choices=[("", FOLLOWS), *Quote.Kind.choices], required=False
    )
    fragment = forms.ChoiceField(
        choices=[("", FOLLOWS), ("yes", "Yes"), ("no", "No")], required=False
    )
    new_speaker = forms.CharField(
        label="Or by name",
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="The known speaker of this name, or a new one.",
    )
    stance = forms.ChoiceField(choices=Quote.Stance.choices, required=False)
    reason = forms.CharField(
        required=False,
        max_length=review.REASON_LENGTH,
        widget=forms.TextInput(attrs={"list": "reasons", "class": "vTextField"}),
        help_text="Kept in the history. Required to reject, and to change what "
        "another editor decided.",
    )
    guarded = CORRECTED
    writes_itself = False
    editor: User | None = None
    """Who fills it in; None: nobody whose own decisions could be told."""

    class Meta:
        model = Quote
        fields = ["speaker", "relayed_by", "stance"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        quote = kwargs["instance"]
        kwargs["initial"] = {
            **{name: format_ranges(getattr(quote, RANGES[name])) for name in RANGES},
            "kind": quote.kind,
            "fragment": "yes" if quote.is_fragment else "no",
            **(kwargs.get("initial") or {}),
        }
        super().__init__(*args, **kwargs)

    def shown(self) -> dict[str, Any]:
        """The fields, and which statement the quote belongs to."""
        return super().shown() | {"statement": self.instance.statement_id}

    def evidence(self) -> list[Any]:
        """The fields that say how it is known, for the template."""
        names = ("cue_ranges", "source_ranges", "relay_ranges", "kind", "fragment")
        return [self[name] for name in names]

    @property
    def pressed(self) -> str:
        """Name of the button pressed; "" for Save."""
        for because, button in BECAUSE.items():
            if because in self.data:
                return button
        buttons = (*STATUS_ONLY, CANDIDATE, NOBODY)
        return next((button for button in buttons if button in self.data), "")

    @property
    def corrected(self) -> list[str]:
        """Names of the fields in which the editor put something else."""
        changed = [name for name in CORRECTED if name in self.changed_data]
        # A page that says nothing of these leaves them.
        told = {name for name in changed if self.add_prefix(name) in self.data}
        if not self.data.get(self.add_prefix("stance")):
            told.discard("stance")
        must = ("speaker", "relayed_by", "ranges")
        return [name for name in changed if name in told or name in must]

    def clean_ranges(self) -> list[Range]:
        """The ranges, where they can be those of this quote."""
        spans: list[Range] = self.cleaned_data["ranges"]
        if "ranges" in self.changed_data:
            try:
                review.check_place(self.instance, spans)
            except review.ReviewError as refusal:
                raise ValidationError(str(refusal)) from None
        return spans

    def clean(self) -> dict[str, Any]:
        """Refuse a stale page, and a button that contradicts the fields."""
        cleaned = super().clean()
        if because := next(filter(None, map(self.data.get, BECAUSE)), None):
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
        self._check_others_are_not_overridden_unasked(cleaned)
        self._check_opinion_is_open()
        if {"speaker", "new_speaker"} <= set(self.corrected):
            self.add_error("new_speaker", "Choose a speaker or name one, not both.")
        return cleaned

    def _check_opinion_is_open(self) -> None:
        """Refuse to answer the machine where somebody has done so meanwhile."""
        if self.pressed not in ANSWERS:
            return
        opinion = SecondOpinion.objects.filter(quote=self.instance).first()
        if opinion is not None and opinion.answered_at:
            told = f"{opinion.answered_by} has answered this already."
            because = {"because": [opinion]}
            self.add_error(None, ValidationError(told, params=because))
            self.ruled_out = True
            self.differences = [*since_opened({}, [opinion]), *self.compare()]

    def _check_others_are_not_overridden_unasked(self, cleaned: dict[str, Any]) -> None:
        """Ask why somebody else's decision is changed."""
        quote = self.instance
        overriding = (CANDIDATE, NOBODY, REOPEN, TAKE)
        changes = self.corrected or self.pressed in overriding
        others = quote.reviewed_by_id and self.editor != quote.reviewed_by
        if cleaned.get("reason"):
            return
        if quote.status == Quote.Status.REJECTED and self.pressed == REOPEN:
            self.add_error(
                "reason",
                f"{quote.reviewed_by} rejected this quote: say why that is undone.",
            )
        elif self.editor and changes and others:
            self.add_error(
                "reason", f"{quote.reviewed_by} decided on this quote: say why not so."
            )

    def compare(self) -> list[ToldDifference]:
        """The decision and the statement, too, each in words."""
        found = super().compare()
        quote, opened = self.instance, self.opened_with()
        if self.pressed in (CANDIDATE, NOBODY):
            named = self.data[CANDIDATE] if self.pressed == CANDIDATE else "nobody"
            theirs = self.tell("speaker", quote.speaker_id)
            others = [row for row in found[1:] if row.label != "Speaker"]
            found = [found[0], ToldDifference("Speaker", theirs, named), *others]
        if "statement" in opened and opened["statement"] != quote.statement_id:
            theirs = _tell_statement(quote.statement)
            found.append(ToldDifference("Statement", theirs, UNTOUCHED))
        return found

    def told_act(self) -> list[ToldDifference]:
        """How it was decided, and the button that was pressed."""
        decision = self.instance.get_status_display()
        if last := told_last(self.instance):
            decision = f"{decision}: {last}"
        yours = STATUS_ONLY.get(self.pressed, "Save correction")
        return [ToldDifference("Decision", decision, yours)]

    def tell(self, name: str, value: Any) -> str:
        """Words instead of ranges."""
        if name in RANGES:
            return words_in(self.instance.article.text, value) or "–"
        if str(value).startswith(NEW):
            return f"{str(value).removeprefix(NEW)} (new)"
        if name in ("kind", "fragment") and not value:
            return FOLLOWS
        return super().tell(name, value)

    def record(self, *, by: User) -> None:
        """Do what the editor decided, through ``review``, as one act."""
        seen: str | None = self.cleaned_data["version"]
        reason: str = self.cleaned_data["reason"]
        quote = Quote.objects.get(pk=self.instance.pk)
        if act := STATUS_ACTS.get(self.pressed):
            act(quote=quote, by=by, reason=reason, seen=seen)
            return
        if self.pressed in ANSWERS:
            shown = self.data.get(self.pressed) or self.data.get(OPINION, "")
            answer_opinion(quote, self.pressed, seen=shown, by=by, reason=reason)
            return
        values = self._corrections(by, reason)
        review.correct_quote(quote=quote, by=by, reason=reason, seen=seen, **values)

    def _corrections(self, by: User, reason: str) -> dict[str, Any]:
        """What ``review.correct_quote`` is to correct; makes whom it names anew."""
        if self.pressed == NOBODY:
            return {"speaker": None}
        named = self.cleaned_data.get("new_speaker")
        if self.pressed == CANDIDATE:
            named = self.data[CANDIDATE]
        values: dict[str, Any] = {}
        if named:
            found = review.find_or_create_speaker(name=named, by=by, reason=reason)
            values["speaker"] = found
        for name in self.corrected:
            value = self.cleaned_data[name]
            if isinstance(value, NewSpeaker):
                value = value.make(by=by, reason=reason)
            if name == "fragment":
                values["is_fragment"] = {"yes": True, "no": False}.get(value)
            elif name == "kind":
                values["kind"] = value or None
            elif name != "new_speaker":
                values[RANGES.get(name, name)] = value
        return values


STATUS_ACTS: dict[str, Callable[..., Quote]] = {
    CONFIRM: review.confirm,
    REJECT: review.reject,
    REOPEN: review.reopen,
}
