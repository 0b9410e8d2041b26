"""Choosing a speaker by typing: namesakes are told apart by what they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect

from quotes import review
from quotes.models import Speaker


def label_of(speaker: Speaker) -> str:
    """Return a speaker's name with what tells it from its namesakes."""
    if speaker.description:
        return f"{speaker.name} — {speaker.description}"
    if speaker.kind != Speaker.Kind.UNKNOWN:
        return f"{speaker.name} ({speaker.get_kind_display().lower()})"
    return speaker.name


class SpeakerChoicesView(AutocompleteJsonView):
    """Django's autocompletion, with labels that tell namesakes apart."""

    def serialize_result(self, obj: Any, to_field_name: str) -> dict[str, str]:
        return {"id": str(getattr(obj, to_field_name)), "text": label_of(obj)}


class SpeakerSelect(AutocompleteSelect):
    """A box to search speakers in."""

    url_name = "%s:quotes_speaker_choices"


def _why_not(value: Any) -> str:
    """Why a speaker of this key cannot be chosen, in words."""
    key = str(value)
    rows = Speaker.objects.select_related("merged_into")
    known = key.isascii() and key.isdecimal() and len(key) < 19
    speaker = rows.filter(pk=int(key)).first() if known else None
    if speaker is None or speaker.merged_into is None:
        return "There is no speaker of this number: search for the name."
    return (
        f"{speaker} was merged into {label_of(speaker.merged_into)} after you had "
        f"opened the page ({review.latest_change(speaker)}). Choose that one."
    )


class SpeakerField(forms.ModelChoiceField):
    """Choose a speaker that stands; one that was merged meanwhile is told as such."""

    def __init__(self, *, source_field: Any, admin_site: Any, **options: Any) -> None:
        super().__init__(
            queryset=Speaker.objects.standing(),
            widget=SpeakerSelect(source_field, admin_site),
            **options,
        )

    def to_python(self, value: Any) -> Any:
        """The speaker; a refusal says what became of the one chosen."""
        try:
            return super().to_python(value)
        except forms.ValidationError:
            raise forms.ValidationError(_why_not(value)) from None

    def label_from_instance(self, obj: Any) -> str:
        return label_of(obj)
