"""A speaker as it is compared with another: names, offices, what it said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from quotes.admin.base import COUNTED
from quotes.models import Quote, Speaker, SpeakerAlias

SHOWN = 5
"""Quotes of each, the latest."""


@dataclass(frozen=True, slots=True)
class Portrait:
    """What tells one speaker from another.

    quote_count: how many quotes are its own, COUNTED at most.
    """

    speaker: Speaker
    names: tuple[str, ...]
    quotes: tuple[Quote, ...]
    quote_count: int
    is_capped: bool


def portraits_of(speakers: Sequence[Speaker]) -> list[Portrait]:
    """Return a portrait of each of ``speakers``. Two queries, and two for each."""
    pks = [speaker.pk for speaker in speakers]
    names = defaultdict(list)
    for pk, name in SpeakerAlias.objects.filter(speaker__in=pks).values_list(
        "speaker", "name"
    ):
        names[pk].append(name)
    known = Speaker.objects.select_related("affiliation").in_bulk(pks)
    portraits = []
    for pk in pks:
        quotes = Quote.objects.standing().filter(speaker=pk)
        latest = quotes.select_related("outlet").order_by("-dated_at", "-pk")[:SHOWN]
        count = quotes.order_by()[: COUNTED + 1].count()
        portraits.append(
            Portrait(
                speaker=known[pk],
                names=tuple(names[pk]),
                quotes=tuple(latest),
                quote_count=min(count, COUNTED),
                is_capped=count > COUNTED,
            )
        )
    return portraits
