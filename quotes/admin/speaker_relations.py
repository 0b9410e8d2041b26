"""Whom a speaker was told apart from, and whom it may be: on the speaker's page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from quotes.linking.store.told_apart import distinctions_of, standing
from quotes.models import Speaker, SpeakerDistinction, SpeakerSuggestion

SHOWN = 50
"""Of either kind, on one page."""


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Another speaker, and the row that connects the two."""

    speaker: Speaker
    row: SpeakerDistinction | SpeakerSuggestion


def counterparts(speaker: Speaker) -> list[Counterpart]:
    """Return those whom an editor told apart from ``speaker``. One query."""
    rows = distinctions_of([speaker.pk])[:SHOWN]
    return _others(speaker, ((row, row.first, row.second) for row in rows))


def open_questions(speaker: Speaker) -> list[Counterpart]:
    """Return those whom ``speaker`` may be, the likeliest first. One query."""
    rows = SpeakerSuggestion.objects.about(speaker).undecided()
    rows = rows.select_related("speaker__merged_into", "candidate__merged_into")
    return _others(speaker, ((row, row.speaker, row.candidate) for row in rows[:SHOWN]))


def _others(speaker: Speaker, rows: Iterable[tuple[Any, ...]]) -> list[Counterpart]:
    """Who stands on the other side of each row from ``speaker``."""
    found = []
    for row, *ends in rows:
        one, other = map(standing, ends)
        found.append(Counterpart(other if one.pk == speaker.pk else one, row))
    return found
