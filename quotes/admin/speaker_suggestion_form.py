"""The form by which an editor answers whether two speakers are one."""

from __future__ import annotations

from typing import Any

from django import forms

from quotes.admin.act_pages import ReasonForm
from quotes.admin.speaker_choice import label_of
from quotes.models import Speaker

THE_SAME = ["One person, spelled otherwise", "One body, abbreviated"]
NOT_THE_SAME = ["Namesakes", "Relatives", "Another body of that name"]
REASONS = [*THE_SAME, *NOT_THE_SAME]
"""Reasons that one key gives, and that the field offers."""


class AnswerForm(ReasonForm):
    """Whether two are one, which of them stays, and why."""

    def __init__(self, *args: Any, pair: list[Speaker], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(speaker.pk), label_of(speaker)) for speaker in pair]
        self.fields["stays"] = forms.ChoiceField(
            choices=choices,
            initial=choices[-1][0],
            required=False,
            widget=forms.RadioSelect,
            label="Which one stays",
            error_messages={
                "invalid_choice": "One of the two was merged into another speaker "
                "after you had opened the page: choose again."
            },
        )
        self.fields["reason"].widget.attrs["list"] = "reasons"
        self.order_fields(["stays", "reason"])
