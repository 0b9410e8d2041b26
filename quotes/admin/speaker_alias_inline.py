"""A speaker's printed names, on the speaker's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from quotes.admin.proposing import may_propose
from quotes.models import SpeakerAlias
from quotes.names.folding import fold


class AliasForm(forms.ModelForm):
    """A new printed form; the ones there are cannot be rewritten, only removed."""

    class Meta:
        model = SpeakerAlias
        fields = ["name"]

    def clean_name(self) -> str:
        """Refuse names without a letter."""
        name = self.cleaned_data["name"]
        if not fold(name):
            raise ValidationError("A name needs at least one letter or digit.")
        return name


class AliasFormSet(forms.BaseInlineFormSet):
    """Refuses names the speaker has already, and removing its own name."""

    def clean(self) -> None:
        """Compare names as linking does: without accents, case and punctuation."""
        super().clean()
        speaker = self.instance
        held = {fold(form.instance.name) for form in self.initial_forms}
        for form in self.extra_forms:
            folded = fold(form.cleaned_data.get("name") or "")
            if folded and folded in held:
                form.add_error("name", f"{speaker} already has this name.")
            held.add(folded)
        for form in self.deleted_forms:
            if form.instance.pk and form.instance.folded == fold(speaker.name):
                raise ValidationError(
                    f"“{form.instance}” is the speaker’s own name: change that first."
                )


class AliasInline(admin.TabularInline):
    """The names under which articles print a speaker, and who recorded each."""

    model = SpeakerAlias
    form = AliasForm
    formset = AliasFormSet
    fields = ["name", "origin"]
    readonly_fields = ["origin"]
    extra = 1
    verbose_name = "name as printed"
    verbose_name_plural = "names as printed"
    show_change_link = False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False  # a printed form is what was printed: remove it, add another

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        merged = obj is not None and obj.merged_into_id
        may = super().has_add_permission(request, obj) or may_propose(request)
        return not merged and may

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        merged = obj is not None and obj.merged_into_id
        may = super().has_delete_permission(request, obj) or may_propose(request)
        return not merged and may
