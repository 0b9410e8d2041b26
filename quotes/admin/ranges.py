"""Fields for ranges of characters: typed as offsets, or selected in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from quotes.character_ranges import printed_words
from quotes.extraction.types import Range

_RANGE = re.compile(r"\s*(\d{1,9})\s*[-–]\s*(\d{1,9})\s*")


def format_ranges(spans: Iterable[Sequence[int]]) -> str:
    """Write ranges as an editor types them: "120-180, 200-230"."""
    return ", ".join(f"{start}-{end}" for start, end in spans)


def parse_ranges(written: str) -> list[Range]:
    """Read what ``format_ranges`` writes; ValidationError for anything else."""
    if not written.strip():
        return []
    matches = [_RANGE.fullmatch(part) for part in written.split(",")]
    if not all(matches):
        raise ValidationError("Write ranges as 120-180, several as 120-180, 200-230.")
    return [(int(match[1]), int(match[2])) for match in matches if match]


def words_in(text: str, written: Any) -> str:
    """Return the words that ``written`` ranges stand for, or what is written."""
    try:
        spans = parse_ranges(str(written))
    except ValidationError:
        return str(written)
    return printed_words(text, spans)


class RangesInput(forms.TextInput):
    """A line of offsets, which a script fills in from what is selected."""

    def __init__(self, *, several: bool = True) -> None:
        super().__init__(
            attrs={
                "data-ranges": "several" if several else "one",
                "class": "vTextField",
                "autocomplete": "off",
                "spellcheck": "false",
            }
        )


class RangesField(forms.CharField):
    """Ranges of characters of the article's text, half open, several with commas."""

    widget = RangesInput

    def clean(self, value: Any) -> Any:
        """Return pairs of start and end; none where nothing is written."""
        return parse_ranges(super().clean(value) or "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other ranges are written: blanks make no difference."""
        try:
            return parse_ranges(str(initial or "")) != parse_ranges(str(data or ""))
        except ValidationError:
            return True
