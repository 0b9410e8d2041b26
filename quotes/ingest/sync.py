"""Make an article's stored quotes match what extraction found in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from quotes.character_ranges import as_lists, printed_words
from quotes.extraction import DocumentSpeaker, Quotation, SpeakerKind, extractor_version
from quotes.history import FOUND_AGAIN, NO_LONGER_FOUND, record_as_found, write
from quotes.ingest.opinions import as_read, write_opinions
from quotes.ingest.overlap import SETTLED, shared_of_all, shared_of_shorter
from quotes.linking.speakers.disambiguation.register import Register
from quotes.linking.speakers.link import link_speakers
from quotes.models import Article, Quote, Speaker

WITHDRAWN = Quote.Status.WITHDRAWN
SAME_QUOTATION = 0.5
"""Share of characters, of all either covers, from which two readings are one."""

WRITTEN = (
    "spans",
    "start",
    "end",
    "text",
    "kind",
    "is_fragment",
    "cue",
    "cue_spans",
    "source_text",
    "source_spans",
    "speaker_description",
    "stance",
    "clause",
    "clause_spans",
    "speaker",
    "relayed_by",
    "relay_spans",
    "confidence",
    "method",
    "candidates",
    "extracted",
    "extractor_version",
    "status",
)


def write_quotes(
    article: Article, quotations: Sequence[Quotation], *, new: bool = False
) -> list[Quote]:
    """Make ``article``'s quotes those of ``quotations``, editors' decisions kept.

    Returns all that are or were quotes of its text, to be grouped by ``group_quotes``
    within the same transaction.

    Safe to repeat: a quotation found again keeps its row, also where its edges
    moved a little, so that addresses live on; a row found unchanged is not
    written. One that is no longer found is marked withdrawn, never deleted.
    A reviewed row stays exactly as the editor left it, and nothing is written
    that an editor has settled: what overlaps a reviewed quote, as it stands or
    as the machine had read it. What this run thinks of it is kept beside, as a
    second opinion.

    To be called in a transaction, and under ``lock_linking``: whoever else writes
    these rows, a run or an editor, goes before or after. new: whether the article
    has been stored in that transaction, and so can have no quotes.
    """
    stored = [] if new else _lock_quotes(article)
    open_rows = {
        (quote.start, quote.end): quote for quote in stored if not quote.reviewed_at
    }
    found = _to_write(quotations, stored, open_rows)
    pairs = _pair(found, open_rows)
    speakers = link_speakers(speakers_of(found.values()), article=article)
    made, changed = [], []
    at = timezone.now()
    again = [quote for quote in pairs.values() if quote.status == WITHDRAWN]
    record_as_found(again, at=at)
    for envelope, quotation in found.items():
        values = quote_values(article, quotation, speakers)
        quote = pairs.get(envelope)
        if quote is None:
            made.append(_new_quote(article, values))
        elif _assign(quote, values):
            changed.append(quote)
    Quote.objects.bulk_update(changed, WRITTEN)
    write(again, ["status"], by=None, reason=FOUND_AGAIN, at=at)
    _withdraw(open_rows.values(), kept={quote.pk for quote in pairs.values()}, at=at)
    Quote.objects.bulk_create(made)
    write_opinions([quote for quote in stored if quote.reviewed_at], quotations)
    return [*stored, *made]


def link_new_quotes(
    article: Article, quotations: Sequence[Quotation], register: Register
) -> list[dict[str, Any]]:
    """Link who speaks in a new article; return the columns of its quotes.

    They are those that ``write_quotes`` would write; here none is. register: of the
    batch that the article is in, which keeps new speakers to be stored.
    """
    found = one_per_envelope(quotations).values()
    speakers = link_speakers(speakers_of(found), article=article, register=register)
    return [quote_values(article, quotation, speakers) for quotation in found]


def _to_write(
    quotations: Sequence[Quotation],
    stored: Iterable[Quote],
    open_rows: Collection[tuple[int, int]],
) -> dict[tuple[int, int], Quotation]:
    """By envelope, the quotations that no editor has settled.

    open_rows: the envelopes of stored quotes that nobody has reviewed.
    """
    reviewed = [quote for quote in stored if quote.reviewed_at]
    return {
        envelope: quotation
        for envelope, quotation in one_per_envelope(quotations).items()
        if envelope in open_rows or not _is_settled(quotation.content, reviewed)
    }


def _withdraw(
    open_rows: Iterable[Quote], *, kept: Collection[int], at: datetime
) -> None:
    """Mark those of ``open_rows`` withdrawn that were not found again; history says so.

    Whoever has used one of them is to learn of it (``quotes.api.corrections``).
    """
    gone = [
        quote
        for quote in open_rows
        if quote.pk not in kept and quote.status != WITHDRAWN
    ]
    record_as_found(gone, at=at)
    for quote in gone:
        quote.status = WITHDRAWN
    # The status alone: their speakers may have been merged since they were read.
    write(gone, ["status"], by=None, reason=NO_LONGER_FOUND, at=at)


def _lock_quotes(article: Article) -> list[Quote]:
    Article.objects.select_for_update().only("pk").get(pk=article.pk)
    # Those gone in a version lie in an earlier text; only a version brings them back.
    quotes = article.quotes.select_for_update().filter(gone_in=0)
    return list(quotes.order_by("pk"))


def one_per_envelope(
    quotations: Sequence[Quotation],
) -> dict[tuple[int, int], Quotation]:
    """Return the surest quotation of each envelope, in reading order."""
    best: dict[tuple[int, int], Quotation] = {}
    for quotation in sorted(quotations, key=lambda q: (q.start, q.end, -q.confidence)):
        best.setdefault((quotation.start, quotation.end), quotation)
    return best


def _pair(
    found: Mapping[tuple[int, int], Quotation],
    rows: Mapping[tuple[int, int], Quote],
) -> dict[tuple[int, int], Quote]:
    """The stored row of each quotation found: same envelope, then most overlap."""
    pairs = {envelope: rows[envelope] for envelope in found.keys() & rows.keys()}
    taken = {quote.pk for quote in pairs.values()}
    left = [quote for quote in rows.values() if quote.pk not in taken]
    scored = [
        (share, -quote.pk, envelope, quote)
        for envelope, quotation in found.items()
        if envelope not in pairs
        for quote in left
        if (share := shared_of_all(quotation.content, quote.spans)) >= SAME_QUOTATION
    ]
    for _, _, envelope, quote in sorted(scored, key=lambda row: row[:3], reverse=True):
        if envelope not in pairs and quote.pk not in taken:
            pairs[envelope] = quote
            taken.add(quote.pk)
    return pairs


def speakers_of(quotations: Iterable[Quotation]) -> list[DocumentSpeaker]:
    """Return who speaks and who relays in ``quotations``, to be linked."""
    speakers = [q.speaker for q in quotations if q.speaker]
    relays = [
        DocumentSpeaker(name=q.relayed_by, kind=SpeakerKind.ORGANISATION)
        for q in quotations
        if q.relayed_by
    ]
    # Speakers last: what is known of a speaker outweighs a bare relay's name.
    return relays + speakers


def quote_values(
    article: Article, quotation: Quotation, speakers: Mapping[str, Speaker]
) -> dict[str, Any]:
    """Return the columns of a quote as extraction fills them."""
    speaker = speakers.get(quotation.speaker.name) if quotation.speaker else None
    relay = speakers.get(quotation.relayed_by) if quotation.relayed_by else None
    clause = (quotation.clause,) if quotation.clause else ()
    reading = as_read(quotation) | {"extractor_version": extractor_version()}
    return reading | {
        "start": quotation.start,
        "end": quotation.end,
        "text": printed_words(article.text, quotation.content),
        "is_fragment": quotation.is_fragment,
        "cue": printed_words(article.text, quotation.cue),
        "source_text": printed_words(article.text, quotation.source),
        "speaker_description": quotation.speaker.description
        if quotation.speaker
        else "",
        "clause": printed_words(article.text, clause),
        "clause_spans": as_lists(clause),
        "speaker_id": speaker and speaker.pk,
        "relayed_by_id": relay and relay.pk,
        "candidates": [
            {"name": candidate.name, "score": round(candidate.score, 4)}
            for candidate in quotation.candidates
        ],
        "status": Quote.Status.EXTRACTED,
        "extracted": reading
        | {
            "speaker": speaker and speaker.pk,
            "speaker_name": quotation.speaker and quotation.speaker.name,
            "relayed_by": relay and relay.pk,
            "relayed_by_name": quotation.relayed_by,
        },
    }


def _new_quote(article: Article, values: Mapping[str, Any]) -> Quote:
    return Quote(
        article=article,
        outlet_id=article.outlet_id,
        published_at=article.published_at,
        **values,
    )


def _assign(quote: Quote, values: Mapping[str, Any]) -> bool:
    """Set ``values`` on ``quote``; return whether any of them was new."""
    changed = False
    for name, value in values.items():
        if getattr(quote, name) != value:
            setattr(quote, name, value)
            changed = True
    return changed


def _is_settled(ranges: Sequence[Sequence[int]], reviewed: Iterable[Quote]) -> bool:
    """Whether an editor has decided about the words in ``ranges``."""
    return any(
        shared_of_shorter(ranges, decided) > SETTLED
        for quote in reviewed
        for decided in (quote.spans, quote.extracted.get("spans") or [])
        if decided
    )
