"""Choosing a speaker by typing: namesakes are told apart by what they are."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect

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


class SpeakerField(forms.ModelChoiceField):
    """Choose a speaker that stands: merged ones lead to their target anyway."""

    def __init__(self, *, source_field: Any, admin_site: Any, **options: Any) -> None:
        super().__init__(
            queryset=Speaker.objects.standing(),
            widget=SpeakerSelect(source_field, admin_site),
            **options,
        )

    def label_from_instance(self, obj: Any) -> str:
        return label_of(obj)
