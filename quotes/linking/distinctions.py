"""Whom editors told apart: read by linking, written by people alone.

A decision about a speaker that has since been merged holds for the one that it
was merged into, and for itself again once the merger is undone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from quotes.models import Speaker, SpeakerDistinction


def distinctions_of(pks: Iterable[int]):
    """Return the distinctions that concern standing speakers ``pks``, newest first.

    ``first`` and ``second`` are whom it was made about, each loaded with the speaker
    that it was merged into.
    """
    pks = list(pks)
    concerned = (
        Q(first__in=pks)
        | Q(second__in=pks)
        | Q(first__merged_into__in=pks)
        | Q(second__merged_into__in=pks)
    )
    rows = SpeakerDistinction.objects.filter(concerned).select_related(
        "first__merged_into", "second__merged_into", "made_by"
    )
    return rows.order_by("-made_at", "-pk")


def told_apart(pks: Iterable[int]) -> dict[int, set[int]]:
    """Return for each standing speaker of ``pks`` those an editor said it is not.

    One query; none where ``pks`` is empty.
    """
    apart: dict[int, set[int]] = {pk: set() for pk in pks}
    if not apart:
        return apart
    columns = ("first", "first__merged_into", "second", "second__merged_into")
    for first, first_into, second, second_into in distinctions_of(apart).values_list(
        *columns
    ):
        one, other = first_into or first, second_into or second
        for pk, counterpart in ((one, other), (other, one)):
            if pk in apart:
                apart[pk].add(counterpart)
    return apart


def standing(speaker: Speaker) -> Speaker:
    """Return the speaker that stands for ``speaker`` today. Mergers never chain."""
    return speaker.merged_into or speaker


def has_conflict(pks: Sequence[int], apart: dict[int, set[int]]) -> bool:
    """Whether an editor told two of ``pks`` apart. ``apart``: as ``told_apart``."""
    return any(set(pks) & apart[pk] for pk in pks)
