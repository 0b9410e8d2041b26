"""An article's text as HTML with its quotes marked. Everything printed is escaped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from quotes.models import Quote

# From the weakest to the strongest: a segment looks like its strongest role.
ROLES = ("other", "relay", "source", "cue", "content")
LABELS = {
    "content": "Quotation",
    "cue": "Cue",
    "source": "Source",
    "relay": "Relay",
    "other": "Other quote",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """One marked range of the article's text: characters, half open.

    role: "content", "cue", "source" or "relay" of the quote that the page is
    about, or "other" for a quote beside it. address, title: where a mark of
    another quote leads, and what it says when pointed at.
    """

    start: int
    end: int
    role: str
    address: str = ""
    title: str = ""


def marks_of(quote: Quote) -> list[Mark]:
    """The marks of the quote that a page is about."""
    spans_by_role = {
        "content": quote.spans,
        "cue": quote.cue_spans,
        "source": quote.source_spans,
        "relay": quote.relay_spans,
    }
    return [
        Mark(start, end, role)
        for role, spans in spans_by_role.items()
        for start, end in spans
    ]


def other_marks(
    quotes: Iterable[Quote], address_of: Callable[[Quote], str]
) -> list[Mark]:
    """The marks of quotes that a page only points to.

    address_of: called with a quote, returns its address; "" where it has none.
    """
    return [
        Mark(start, end, "other", address_of(quote), _title(quote))
        for quote in quotes
        for start, end in quote.spans
    ]


def _title(quote: Quote) -> str:
    speaker = quote.speaker.name if quote.speaker else "nobody named"
    return f"{speaker} · {quote.get_status_display().lower()}"


def html_with_marks(
    text: str,
    marks: Sequence[Mark],
    *,
    window: tuple[int, int] | None = None,
    tab_stops: bool = True,
) -> SafeString:
    """Return ``text`` (its characters ``window``, half open) as HTML with ``marks``.

    Marks may overlap and nest. Ranges that do not lie in the text are cut to it.
    Carriage returns become character references, for a browser would drop them
    and its offsets would no longer be ours; NULs show as “�”. tab_stops: whether the
    Tab key stops at the marks that lead to other quotes.
    """
    start, end = window or (0, len(text))
    cut = [
        (max(mark.start, start), min(mark.end, end), mark)
        for mark in marks
        if mark.start < end and mark.end > start and mark.start < mark.end
    ]
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    for left, right, mark in cut:
        opening.setdefault(left, []).append(mark)
        closing.setdefault(right, []).append(mark)
    edges = sorted({start, end, *opening, *closing})
    current: list[Mark] = []
    parts = []
    for left, right in pairwise(edges):
        for mark in closing.get(left, ()):
            current.remove(mark)
        current.extend(opening.get(left, ()))
        begins = opening.get(left, [])
        parts.append(_segment(text[left:right], current, begins, tab_stops=tab_stops))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped below


def _segment(
    words: str, marks: Sequence[Mark], begins: Sequence[Mark], *, tab_stops: bool
) -> str:
    printed = escape(words).replace("\r", "&#13;").replace("\0", "�")
    if not marks:
        return printed
    inner = mark_safe(printed)  # noqa: S308 - escaped above
    strongest = max(marks, key=lambda mark: ROLES.index(mark.role))
    roles = " ".join(f"is-{role}" for role in ROLES if _has(marks, role))
    labels = " · ".join(
        LABELS[role]
        for role in reversed(ROLES)
        if role != "other" and _has(begins, role)
    )
    marked = format_html(
        '<mark class="{}"{}>{}</mark>',
        roles,
        format_html(' data-label="{}"', labels) if labels else "",
        inner,
    )
    linked = next((mark for mark in marks if mark.address), None)
    if linked is None or strongest.role != "other":
        return marked
    return format_html(
        '<a href="{}" title="{}"{}>{}</a>',
        linked.address,
        linked.title,
        "" if tab_stops else mark_safe(' tabindex="-1"'),
        marked,
    )


def _has(marks: Sequence[Mark], role: str) -> bool:
    return any(mark.role == role for mark in marks)


def window_around(text: str, start: int, end: int, *, reach: int) -> tuple[int, int]:
    """Return ``reach`` characters to both sides of a range, widened to whole lines."""
    left, right = max(0, start - reach), min(len(text), end + reach)
    left = text.rfind("\n", 0, left) + 1 if left else 0
    line_end = text.find("\n", right)
    # A text may be one long line: then the window stays near what was asked for.
    left = max(left, start - 2 * reach, 0)
    right = len(text) if line_end < 0 else line_end
    return left, min(right, end + 2 * reach, len(text))
