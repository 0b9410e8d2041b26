"""What the machine read, beside what an editor decided."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from quotes.models import Quote, Speaker

_SPANS = ("spans", "cue_spans", "source_spans", "relay_spans")
_WORDS = ("kind", "stance", "is_fragment")
_SPEAKERS = (("speaker", "speaker_id"), ("relayed_by", "relayed_by_id"))


def standing_speakers(ids: Collection[int | None]) -> dict[int | None, int | None]:
    """Map each speaker id to that of the speaker that stands for it today.

    Chains of mergers are always collapsed, so one step is enough. A speaker
    that no longer exists maps to None.
    """
    rows = Speaker.objects.filter(pk__in={pk for pk in ids if pk})
    standing: dict[int | None, int | None] = dict.fromkeys(ids)
    for pk, merged_into in rows.values_list("pk", "merged_into_id"):
        standing[pk] = merged_into or pk
    return standing


def keep_readings(quotes: Sequence[Quote]) -> None:
    """Bring ``extracted`` up to date on those of ``quotes`` that nobody has decided on.

    An undecided row is the machine's latest word, linking included, and
    ``extracted`` has to hold all of it before an editor's decision replaces it.
    A speaker who was only merged since then stays as read, for the merger may
    be undone.
    """
    undecided = [quote for quote in quotes if not quote.reviewed_at]
    standing = standing_speakers(
        {quote.extracted.get(key) for quote in undecided for key, _ in _SPEAKERS}
    )
    for quote in undecided:
        reading = {name: getattr(quote, name) for name in (*_SPANS, *_WORDS)}
        for key, column in _SPEAKERS:
            stands = getattr(quote, column)
            read = quote.extracted.get(key)
            if key not in quote.extracted or standing[read] != stands:
                reading[key] = stands
        quote.extracted = quote.extracted | reading


def stand_as_read(quotes: Sequence[Quote]) -> list[bool]:
    """Whether each of ``quotes`` says what the machine had read.

    What an editor added does not: no machine has read it.
    """
    standing = standing_speakers(
        {quote.extracted.get(key) for quote in quotes for key, _ in _SPEAKERS}
    )
    return [
        bool(quote.extracted.get("spans"))
        and all(
            quote.extracted.get(name, getattr(quote, name)) == getattr(quote, name)
            for name in (*_SPANS, *_WORDS)
        )
        and all(
            standing[quote.extracted.get(key)] == getattr(quote, column)
            for key, column in _SPEAKERS
        )
        for quote in quotes
    ]


def reading_of(quote: Quote) -> dict[str, Any]:
    """Return the columns of ``quote`` as the machine had read them, merged speakers
    replaced by those who stand for them."""
    read = quote.extracted
    standing = standing_speakers({read.get(key) for key, _ in _SPEAKERS})
    values = {
        name: read[name] for name in (*_SPANS, *_WORDS) if read.get(name) is not None
    }
    return values | {
        column: standing[read[key]] for key, column in _SPEAKERS if key in read
    }
