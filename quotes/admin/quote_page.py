"""What the page of one quote shows beside its form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from quotes import review
from quotes.admin.article import address_of
from quotes.admin.opinion_page import opinion_of
from quotes.admin.quote_versions import changed_words, text_of
from quotes.character_ranges import printed_words
from quotes.marked_text import (
    Mark,
    html_with_marks,
    marks_of,
    other_marks,
    window_around,
)
from quotes.models import Quote, Speaker

REACH = 6000
"""Characters of the article shown before and after the quote."""

REPORTS = 20
"""Readers' reports about a quote that its page lists, the newest."""

REASONS = [
    "Not a quotation",
    "Scare quotes or a title",
    "Wrong extent",
    "Wrong speaker",
    "Quoted twice",
    "Agency named in the article",
]

REJECTIONS = [
    "Not a quotation",
    "Scare quotes or a title",
    "Quoted twice",
    "The reporter’s own words",
    "Garbled text",
]
"""Reasons to reject that one key gives."""


@dataclass(frozen=True, slots=True)
class MachineReading:
    """One thing the machine read, beside what stands today."""

    label: str
    read: str
    stands: str

    @property
    def differs(self) -> bool:
        """Whether an editor put something else."""
        return self.read != self.stands


def page_of(quote: Quote) -> dict[str, Any]:
    """Return what the template needs. Five queries, whatever the article holds."""
    return {
        **text_around(quote),
        **(opinion_of(quote) if quote.reviewed_at else {}),
        "comparisons": compare(quote, text_of(quote)),
        "reports": list(quote.error_reports.order_by("-reported_at", "-pk")[:REPORTS]),
        **changed_words(quote),
        "candidates": quote.candidates,
        "rejections": REJECTIONS,
        "latest": quote.history.select_related("history_user").first(),
        "has_relay": bool(quote.relay_spans),
    }


def text_around(quote: Quote) -> dict[str, Any]:
    """The article around ``quote`` with everything marked. One query."""
    text = text_of(quote)
    window = window_around(text, quote.start, quote.end, reach=REACH)
    others = quote.article.quotes.standing()
    beside = list(
        # What is gone lies in a text that the others have left.
        (others.none() if quote.gone_in else others)
        .exclude(pk=quote.pk)
        .filter(start__lt=window[1], end__gt=window[0])
        .select_related("speaker")
        .order_by("start", "end")
    )
    marks: list[Mark] = [*other_marks(beside, address_of), *marks_of(quote)]
    return {
        "text": html_with_marks(text, marks, window=window, tab_stops=False),
        "window_start": window[0],
        "cut_before": window[0] > 0,
        "cut_after": window[1] < len(text),
        "beside": beside,
    }


def reasons_for(editor: User) -> list[str]:
    """The reasons that ``editor`` gave last, then the usual ones."""
    return list(dict.fromkeys([*review.last_reasons(editor), *REASONS]))


def compare(quote: Quote, text: str) -> list[MachineReading]:
    """The machine's reading beside the quote; empty where it was not kept.

    text: into which its ranges point.
    """
    read = quote.extracted
    if not read:
        return []
    ids = {read.get("speaker"), read.get("relayed_by")} - {None}
    names = dict(Speaker.objects.filter(pk__in=ids).values_list("pk", "name"))
    spans = read.get("spans") or quote.spans
    return [
        MachineReading(
            "Speaker", _name(names, read.get("speaker")), _shown(quote.speaker)
        ),
        MachineReading(
            "Relayed by",
            _name(names, read.get("relayed_by")),
            _shown(quote.relayed_by),
        ),
        MachineReading(
            "Words",
            _words(text, spans),
            quote.text,
        ),
        *(
            MachineReading(
                label, _words(text, read.get(column, now)), _words(text, now)
            )
            for label, column, now in (
                ("Cue", "cue_spans", quote.cue_spans),
                ("Source", "source_spans", quote.source_spans),
                ("Words of the relay", "relay_spans", quote.relay_spans),
            )
            if now or read.get(column)
        ),
        MachineReading("Kind", read.get("kind") or quote.kind, quote.kind),
        MachineReading(
            "Fragment",
            _yes(read.get("is_fragment", quote.is_fragment)),
            _yes(quote.is_fragment),
        ),
        MachineReading("Stance", read.get("stance") or quote.stance, quote.stance),
    ]


def _words(text: str, spans: Iterable[Sequence[int]]) -> str:
    return printed_words(text, spans) or "–"


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _name(names: dict[int, str], pk: int | None) -> str:
    return names.get(pk, "nobody") if pk else "nobody"


def _shown(speaker: Speaker | None) -> str:
    return speaker.name if speaker else "nobody"
