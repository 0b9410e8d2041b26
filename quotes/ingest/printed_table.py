"""The quotes of one article as a table for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from quotes.character_ranges import printed_words
from quotes.extraction import Quotation
from quotes.ingest.outcomes import Done
from quotes.models import Quote

NOBODY = "(nobody named)"


def table_of(done: Done, quotes: Sequence[Quote] | Sequence[Quotation]) -> Table:
    """Return a row for each quote: who, what, by which words, and how sure that is."""
    table = Table(expand=True, box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("Speaker", ratio=3)
    table.add_column("Quotation", ratio=8)
    table.add_column("Cue", ratio=2, min_width=9)
    table.add_column("Kind", min_width=8)
    table.add_column("Sure", min_width=4, justify="right")
    for quote in quotes:
        table.add_row(
            *(
                Text(cell)
                for cell in (
                    _speaker_cell(quote),
                    _quotation_cell(quote, done.task.text or ""),
                    _cue_cell(quote, done.task.text or ""),
                    str(quote.kind),
                    f"{quote.confidence:.2f}",
                )
            )
        )
    return table


def _speaker_name(quote: Quote | Quotation) -> str:
    return quote.speaker.name if quote.speaker else ""


def _speaker_cell(quote: Quote | Quotation) -> str:
    name = _speaker_name(quote) or NOBODY
    relay = quote.relayed_by
    return f"{name} (by {relay})" if relay else name


def _quotation_cell(quote: Quote | Quotation, text: str) -> str:
    return _one_line(
        printed_words(text, quote.content)
        if isinstance(quote, Quotation)
        else quote.text
    )


def _cue_cell(quote: Quote | Quotation, text: str) -> str:
    return _one_line(
        printed_words(text, quote.cue) if isinstance(quote, Quotation) else quote.cue
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())
