"""The form of a speaker's page: what an editor knows, and why it is changed."""

from __future__ import annotations

from typing import Any

from django import forms

from quotes import review
from quotes.admin.guarded_form import GuardedForm
from quotes.admin.wikidata_field import WikidataField, check_holder
from quotes.models import Speaker
from quotes.names.folding import fold


class SpeakerForm(GuardedForm):
    """What an editor knows about a speaker, and why it is changed."""

    reason = forms.CharField(
        required=False,
        max_length=review.REASON_LENGTH,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Kept in the history.",
    )
    wikidata_id = WikidataField()
    guarded = ("name", "kind", "description", "affiliation", "wikidata_id")
    writes_itself = False

    class Meta:
        model = Speaker
        fields = ["name", "kind", "description", "affiliation", "wikidata_id"]
        widgets = {"description": forms.Textarea(attrs={"rows": 2})}

    def clean_name(self) -> str:
        """Refuse names that could not be found again."""
        name = self.cleaned_data["name"]
        if not fold(name):
            raise forms.ValidationError("A name needs at least one letter or digit.")
        return name

    def clean_wikidata_id(self) -> str:
        """Refuse an id that another speaker has, and link to that one."""
        wikidata_id = self.cleaned_data["wikidata_id"]
        check_holder(Speaker, wikidata_id, own=self.instance.pk)
        return wikidata_id

    def clean_affiliation(self) -> Speaker | None:
        """Refuse the speaker itself."""
        affiliation = self.cleaned_data["affiliation"]
        if affiliation and affiliation.pk == self.instance.pk:
            raise forms.ValidationError("A speaker cannot be affiliated to itself.")
        return affiliation

    def record(self, *, by: Any) -> Speaker:
        """Write what was changed through ``review``; return the speaker."""
        values = dict(self.cleaned_data)
        reason, seen = values.pop("reason"), values.pop("version")
        values.pop("opened")
        if not self.instance.pk:
            return review.create_speaker(by=by, reason=reason, **values)
        speaker = Speaker.objects.get(pk=self.instance.pk)
        changed = {name: values[name] for name in values if name in self.changed_data}
        if "name" in changed:
            review.rename_speaker(
                speaker=speaker,
                name=changed.pop("name"),
                by=by,
                reason=reason,
                seen=seen,
            )
            seen = None
        if changed:
            review.change_speaker(
                speaker=speaker, by=by, reason=reason, seen=seen, **changed
            )
        return speaker
