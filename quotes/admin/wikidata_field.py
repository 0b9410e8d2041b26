"""The field for a Wikidata id: takes an id or an address, and says who has it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html

from quotes.models.wikidata import WikidataError, read_wikidata_id
from quotes.review.wikidata import holder_of


class WikidataField(forms.CharField):
    """An item's id. No length limits it: a pasted address must not be cut."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{
                "required": False,
                "label": "Wikidata id",
                "help_text": "As Q42, or the address of the item’s page.",
                **options,
            }
        )
        self.widget.attrs["class"] = "vTextField"

    def to_python(self, value: Any) -> str:
        """The id in the form in which it is stored."""
        try:
            return read_wikidata_id(super().to_python(value) or "")
        except WikidataError as refusal:
            raise ValidationError(str(refusal)) from None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Another way to write the same id is no change."""
        try:
            return read_wikidata_id(initial or "") != read_wikidata_id(data or "")
        except WikidataError:
            return True


def check_holder(model: type[Model], wikidata_id: str, *, own: int | None) -> None:
    """Raise ValidationError, with a link, where another row has ``wikidata_id``."""
    holder: Any = holder_of(model, wikidata_id, besides=own)
    if holder is None:
        return
    name = model._meta.model_name
    address = reverse(f"admin:quotes_{name}_change", args=[holder.pk])
    raise ValidationError(
        format_html(
            '{} has this id already: <a href="{}">{} {}</a>.',
            holder,
            address,
            name,
            holder.pk,
        )
    )
