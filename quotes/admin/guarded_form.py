"""Forms that do not write over what somebody else did meanwhile.

A form carries the version of the row it was opened with, and the values it showed.
Where the row has changed since, nothing is saved: the page comes again with theirs
and yours side by side. What its editor had changed stays in the fields, the others
show what stands now, and sending the form again records it on top of theirs.
"""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property

from quotes import review
from quotes.admin.overtaken import overtaking, since_opened, theirs_since
from quotes.admin.told import UNTOUCHED, ToldDifference


class GuardedForm(forms.ModelForm):
    """A form on one row that knows what its editor looked at.

    ``guarded`` names the fields that are compared. ``differences`` is empty unless
    the form was refused because of somebody else's change; ``ruled_out`` is true where
    that leaves nothing to send again.
    """

    version = forms.CharField(required=False, widget=forms.HiddenInput)
    opened = forms.CharField(required=False, widget=forms.HiddenInput)
    guarded: ClassVar[tuple[str, ...]] = ()
    writes_itself = True
    """Whether Django writes the row; else ``review`` does."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differences: list[ToldDifference] = []
        self.ruled_out = False
        if self.instance.pk:
            self.initial["version"] = review.version_of(self.instance)
            self.initial["opened"] = json.dumps(self.shown())

    def shown(self) -> dict[str, Any]:
        """What a page opened now shows, by the names of fields."""
        return {
            name: self.fields[name].prepare_value(self.get_initial_for_field(
                self.fields[name], name
            ))
            for name in self.guarded
            if name in self.fields
        }  # fmt: skip

    @cached_property
    def changed_data(self) -> list[str]:
        """Names of the fields in which the editor put something else than was shown."""
        opened = self.opened_with()
        changed = []
        for name, bound in self._bound_items():  # type: ignore[attr-defined]
            if name in opened:
                field = self.fields[name]
                if field.has_changed(opened[name], bound.data):
                    changed.append(name)
            elif bound._has_changed():
                changed.append(name)
        return changed

    def opened_with(self) -> dict[str, Any]:
        """What the page showed when it was opened; what stands where it does not say.

        A form sent without it, by a program, is compared with the row as it stands.
        """
        try:
            told = json.loads(self.data.get(self.add_prefix("opened")) or "{}")
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}

    def clean(self) -> dict[str, Any]:
        """Refuse a stale page."""
        cleaned = super().clean() or {}
        if self.instance.pk:
            rows = type(self.instance)._default_manager.all()
            if self.writes_itself:
                rows = rows.select_for_update()
            stored = rows.get(pk=self.instance.pk)
            if cleaned.get("version") != review.version_of(stored):
                self.differences = self.compare()
                self._rebase()
                raise ValidationError(
                    f"{review.latest_change(stored)} after you had opened it, so "
                    "nothing of yours was saved. Below, theirs and yours stand side "
                    "by side.",
                    code="conflict",
                )
        if theirs := since_opened({}, overtaking(self)):
            # What was chosen is another's by now, though the row is as it was.
            self.differences = [*theirs, *self.compare()]
        return cleaned

    def compare(self) -> list[ToldDifference]:
        """Theirs beside yours, where one of the two is not as the page was opened."""
        opened, stands = self.opened_with(), self.shown()
        found = self.told_act()
        for name in self.guarded:
            if name not in self.fields:
                continue
            field = self.fields[name]
            mine = self[name].data
            touched = name in self.changed_data
            theirs_changed = name in opened and field.has_changed(
                opened[name], stands[name]
            )
            if touched or theirs_changed:
                yours = self.tell(name, mine) if touched else UNTOUCHED
                theirs = self.tell(name, stands[name])
                found.append(ToldDifference(str(self[name].label), theirs, yours))
        return found

    def told_act(self) -> list[ToldDifference]:
        """Who changed the row last, and why, beside what was to be done."""
        last = theirs_since(self.instance, None)[:1]
        return [ToldDifference(one.label, one.theirs, "Save") for one in last]

    def tell(self, name: str, value: Any) -> str:
        """Put the value of a field, as the form holds it, into words."""
        field: Any = self.fields[name]
        if value in (None, ""):
            return "–"
        if hasattr(field, "queryset"):
            chosen = field.queryset.model._default_manager.filter(pk=value).first()
            return field.label_from_instance(chosen) if chosen else str(value)
        if hasattr(field, "choices"):
            return str(dict(field.choices).get(value, value))
        return str(value)

    def _rebase(self) -> None:
        """Make the page that comes again one of what stands now, with yours kept."""
        sent: Any = self.data
        data = sent.copy()
        stands = self.shown()
        for name in stands:
            if name not in self.changed_data:
                value = stands[name]
                data[self.add_prefix(name)] = "" if value is None else str(value)
        data[self.add_prefix("version")] = review.version_of(self.instance)
        data[self.add_prefix("opened")] = json.dumps(stands)
        self.data = data

    def _post_clean(self) -> None:
        """Leave the row in memory as it is stored: the page shows it beside yours."""
        if self.writes_itself and not self.differences and not self.errors:
            super()._post_clean()  # type: ignore[misc]
