"""What ``extract_quotes`` prints: a table, JSON Lines, or a summary only."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from quotes.extraction import DocumentSpeaker, Quotation
from quotes.extraction.interchange import quotation_record
from quotes.ingest.outcomes import Done, State
from quotes.models import Article, Quote, Speaker
from quotes.models.article import hash_text

Write = Callable[[str], Any]

NOT_STANDING = (State.OLDER, State.FORMER)
"""Texts that do not stand: the quotes of their article have ranges of another."""
NOBODY = "(nobody named)"
WORDS = {
    State.STORED: "new",
    State.PENDING: "pending until now",
    State.EXTRACTED: "extracted again",
    State.VERSION: "new version",
    State.OLDER: "earlier version",
    State.FORMER: "earlier text known already",
    State.UNCHANGED: "already stored",
    State.QUEUED: "queued for workers",
    State.DRY: "read, nothing stored",
}
ASKED_AT_ONCE = 900
"""Speakers asked of the database at a time: SQLite takes no more in one query."""
NARROWEST, WIDEST = 100, 160


class Printer(Protocol):
    """Takes each article as it is done; ``finish`` comes once, at the end."""

    def add(self, done: Done) -> None: ...

    def finish(self, *, failed: int) -> None: ...


class SummaryPrinter:
    """Counts articles and quotes, and prints one paragraph at the end."""

    def __init__(self, write: Write) -> None:
        self.write = write
        self.states: Counter[State] = Counter()
        self.quotes = 0
        self.attributed = 0
        self.speakers: set[int | str] = set()

    def add(self, done: Done) -> None:
        self.count(done, _quotes_of(done))

    def count(self, done: Done, quotes: Iterable[Quote | Quotation]) -> None:
        self.states[done.state] += 1
        for quote in quotes:
            self.quotes += 1
            if quote.speaker is not None:
                self.attributed += 1
                self.speakers.add(_identity(quote.speaker))

    def finish(self, *, failed: int) -> None:
        self.write_articles(failed)
        self.write(
            f"{_count(self.quotes, 'quote')}, {self.attributed} of them attributed "
            f"to {_count(_count_standing(self.speakers), 'speaker')}."
        )

    def write_articles(self, failed: int) -> None:
        """Write how many articles there were, by what became of them."""
        parts = [
            f"{count:,} {_plural(state, count)}"
            for state in State
            if (count := self.states[state])
        ]
        if failed:
            parts.append(f"{failed} failed")
        total = sum(self.states.values()) + failed
        self.write(f"{_count(total, 'article')}: {', '.join(parts) or 'none'}.")


class QueuePrinter(SummaryPrinter):
    """Counts articles alone: what workers find in them is not known yet."""

    def add(self, done: Done) -> None:
        """Ask nothing of the database: there are no quotes yet."""
        self.count(done, [])

    def finish(self, *, failed: int) -> None:
        self.write_articles(failed)


class TablePrinter(SummaryPrinter):
    """A table of quotes for each article, and the summary."""

    def __init__(self, write: Write, *, width: int) -> None:
        super().__init__(write)
        self.width = min(max(width, NARROWEST), WIDEST)

    def add(self, done: Done) -> None:
        quotes = _quotes_of(done)
        self.count(done, quotes)
        self.write(_heading(done))
        if not quotes:
            self.write("  No quotations found.\n")
            return
        console = Console(width=self.width, color_system=None, highlight=False)
        with console.capture() as capture:
            console.print(_table(done, quotes))
        lines = capture.get().splitlines()
        self.write("\n".join(line.rstrip() for line in lines) + "\n")


class JsonLinesPrinter:
    """One interchange line per article; the articles of a run in order.

    Lines of stored articles come at the end: until the last one is stored, its
    quotes may still join the statements of the first.
    """

    def __init__(self, write: Write) -> None:
        self.write = write
        self.stored: list[tuple[str, int, str]] = []

    def add(self, done: Done) -> None:
        if done.article is None:
            self._write(done.id, [quotation_record(one) for one in done.quotations])
        elif done.state in NOT_STANDING:
            self._write(done.id, [])
        else:
            self.stored.append((done.id, done.article.pk, _hash_of(done)))

    def finish(self, *, failed: int) -> None:
        """Nothing but lines goes to standard output."""
        for record_id, article, text_hash in self.stored:
            quotes = _standing_quotes(article, text_hash)
            self._write(record_id, [quote_to_dict(quote) for quote in quotes])

    def _write(self, record_id: str, quotes: list[dict[str, Any]]) -> None:
        line = {"id": record_id, "quotes": quotes}
        self.write(json.dumps(line, ensure_ascii=False))


def quote_to_dict(quote: Quote) -> dict[str, Any]:
    """Return a stored quote in the interchange format.

    The speaker is spelled as its article spells it, unless an editor corrected
    it: then it is the speaker's own name.
    """
    reading = quote.extracted
    return {
        "content": quote.spans,
        "cue": quote.cue_spans,
        "source": quote.source_spans,
        "kind": quote.kind,
        "speaker": _spelled(quote.speaker, reading, "speaker"),
        "speaker_kind": (
            quote.speaker.kind
            if quote.speaker and quote.speaker.kind != quote.speaker.Kind.UNKNOWN
            else None
        ),
        "relayed_by": _spelled(quote.relayed_by, reading, "relayed_by"),
        "statement": str(quote.statement_id) if quote.statement_id else None,
        "confidence": quote.confidence,
    }


def _spelled(
    speaker: Speaker | None, reading: Mapping[str, Any], role: str
) -> str | None:
    if speaker is None:
        return None
    if reading.get(role) == speaker.pk and reading.get(f"{role}_name"):
        return str(reading[f"{role}_name"])
    return speaker.name


def _quotes_of(done: Done) -> Sequence[Quote] | Sequence[Quotation]:
    if done.article is None:
        return done.quotations
    if done.state in NOT_STANDING:
        return []
    return _standing_quotes(done.article.pk, _hash_of(done))


def _hash_of(done: Done) -> str:
    """The hash of the text that was read, which a later version may have replaced."""
    if done.task.text is not None:
        return hash_text(done.task.text)
    return done.article.text_hash if done.article else ""


def _standing_quotes(article: int, text_hash: str) -> list[Quote]:
    """The quotes of an article while its text, into which they point, is that one."""
    return list(
        Quote.objects.standing()
        .filter(article_id=article, article__text_hash=text_hash)
        .select_related("speaker", "relayed_by")
        .order_by("start", "end")
    )


def _heading(done: Done) -> str:
    record, article = done.task.record, done.article
    if isinstance(article, Article):
        outlet, title, moment = article.outlet.name, article.title, article.published_at
    elif record is not None:
        outlet, title, moment = record.outlet, record.title, record.published_at
    else:
        return done.id
    parts = [outlet, title, moment.strftime("%-d %B %Y") if moment else ""]
    return " · ".join(part for part in parts if part) + f" ({WORDS[done.state]})"


def _table(done: Done, quotes: Sequence[Quote] | Sequence[Quotation]) -> Table:
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


def _identity(speaker: Speaker | DocumentSpeaker) -> int | str:
    """By what speakers are told apart: numbers, or names where none is stored."""
    return speaker.pk if isinstance(speaker, Speaker) else speaker.name


def _count_standing(speakers: Collection[int | str]) -> int:
    """How many ``speakers`` are, once those joined meanwhile are one."""
    stored = sorted(speaker for speaker in speakers if isinstance(speaker, int))
    merged: dict[int | str, int | str | None] = {}
    for start in range(0, len(stored), ASKED_AT_ONCE):
        asked = Speaker.objects.filter(pk__in=stored[start : start + ASKED_AT_ONCE])
        joined = asked.filter(merged_into__isnull=False).order_by()
        merged |= dict(joined.values_list("pk", "merged_into_id"))
    return len({merged.get(speaker, speaker) for speaker in speakers})


def _speaker_cell(quote: Quote | Quotation) -> str:
    name = _speaker_name(quote) or NOBODY
    relay = quote.relayed_by
    return f"{name} (by {relay})" if relay else name


def _quotation_cell(quote: Quote | Quotation, text: str) -> str:
    return _one_line(
        _printed(text, quote.content) if isinstance(quote, Quotation) else quote.text
    )


def _cue_cell(quote: Quote | Quotation, text: str) -> str:
    return _one_line(
        _printed(text, quote.cue) if isinstance(quote, Quotation) else quote.cue
    )


def _printed(text: str, ranges: Iterable[Sequence[int]]) -> str:
    return " … ".join(text[start:end] for start, end in ranges)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _plural(state: State, count: int) -> str:
    versions = state in (State.VERSION, State.OLDER) and count != 1
    return f"{WORDS[state]}{'s' if versions else ''}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
