"""What ``extract_quotes`` prints: a table, JSON Lines, or a summary only."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol

from rich.console import Console

from quotes.extraction import DocumentSpeaker, Quotation
from quotes.extraction.interchange import quotation_record
from quotes.ingest.outcomes import Done, State
from quotes.ingest.printed_table import table_of
from quotes.linking.store.lookups import by_index_alone
from quotes.models import Article, Quote, Speaker
from quotes.models.among import Numbers
from quotes.models.article import sha256_of

Write = Callable[[str], Any]

_Text = tuple[int, str]
"""The number of an article, and the hash of a text of it."""

NOT_STANDING = (State.OLDER, State.FORMER)
"""Texts that do not stand: the quotes of their article have ranges of another."""
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
"""Speakers, or articles, asked of the database at a time: SQLite takes no more in one
query."""
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
        self._uncounted: list[_Text] = []

    def add(self, done: Done) -> None:
        if done.article is None:
            self.count(done, done.quotations)
            return
        self.count(done, [])
        if done.state not in NOT_STANDING:
            self._uncounted.append((done.article.pk, _hash_of(done)))
            if len(self._uncounted) == ASKED_AT_ONCE:
                self._count_stored()

    def count(self, done: Done, quotes: Iterable[Quote | Quotation]) -> None:
        self.states[done.state] += 1
        self._count(_identity(quote.speaker) for quote in quotes)

    def _count_stored(self) -> None:
        """Count the quotes of articles that are stored. One query for all of them."""
        texts, self._uncounted = self._uncounted, []
        speakers = _speakers_by_text(texts)
        for text in texts:
            self._count(speakers[text])

    def _count(self, speakers: Iterable[int | str | None]) -> None:
        """Count quotes, of each of which this is the speaker."""
        for speaker in speakers:
            self.quotes += 1
            if speaker is not None:
                self.attributed += 1
                self.speakers.add(speaker)

    def finish(self, *, failed: int) -> None:
        self._count_stored()
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
            console.print(table_of(done, quotes))
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
        return sha256_of(done.task.text)
    return done.article.text_hash if done.article else ""


def _standing_quotes(article: int, text_hash: str) -> list[Quote]:
    """The quotes of an article while its text, into which they point, is that one."""
    return list(
        Quote.objects.standing()
        .filter(article_id=article, article__text_hash=text_hash)
        .select_related("speaker", "relayed_by")
        .order_by("start", "end")
    )


def _speakers_by_text(texts: Collection[_Text]) -> dict[_Text, list[int | None]]:
    """Who speaks in the quotes of each text, as far as that is its article's still."""
    found: dict[_Text, list[int | None]] = {text: [] for text in texts}
    numbers = Numbers(article for article, _ in texts)
    rows = Quote.objects.standing().filter(article__among=numbers).order_by()
    columns = ("article_id", "article__text_hash", "speaker_id")
    with by_index_alone():
        for article, text_hash, speaker in rows.values_list(*columns):
            if (article, text_hash) in found:
                found[article, text_hash].append(speaker)
    return found


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


def _identity(speaker: Speaker | DocumentSpeaker | None) -> int | str | None:
    """By what speakers are told apart: numbers, or names where none is stored."""
    if speaker is None:
        return None
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


def _plural(state: State, count: int) -> str:
    versions = state in (State.VERSION, State.OLDER) and count != 1
    return f"{WORDS[state]}{'s' if versions else ''}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
