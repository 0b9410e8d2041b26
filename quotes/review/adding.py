"""Adding a quotation that the machine missed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.character_ranges import as_lists
from quotes.extraction import DocumentSpeaker
from quotes.history import record_as_found, sign
from quotes.linking.speakers.link import link_speakers
from quotes.linking.statements.group import group_quotes
from quotes.linking.store.lock import lock_linking
from quotes.models import Article, Quote, Speaker
from quotes.review.acts import file_act
from quotes.review.correcting import check_choice, check_standing
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.reasons import check_reason
from quotes.review.spans import check_ranges, check_spans, place, set_evidence

ADDED = "added by an editor"

Spans = Iterable[Sequence[int]]


@act("quotes.change_quote")
@transaction.atomic
def add_quote(
    *,
    article: Article,
    spans: Spans,
    by: User,
    reason: str = "",
    speaker: Speaker | None = None,
    speaker_name: str = "",
    relayed_by: Speaker | None = None,
    stance: str = Quote.Stance.STATES,
    cue_spans: Spans = (),
    source_spans: Spans = (),
    relay_spans: Spans = (),
    kind: str | None = None,
    is_fragment: bool | None = None,
) -> Quote:
    """Record a quotation that stands in ``article`` and no run has found; return it.

    spans and the other ranges, kind, is_fragment: as in ``correct_quote``. speaker: who
    says it; without one ``speaker_name``, as the article prints it, is looked up, or
    made, as for what a run finds; without either nobody is named. It is grouped with
    what other articles print of the same. No later run adds it a second time.
    Where a run had found it and withdrawn it since, that row stands again. ReviewError
    where another quote of the article begins and ends there, or a range is none.
    """
    reason = check_reason(reason)
    lock_linking()
    article = Article.objects.select_for_update().get(pk=article.pk)
    ranges = check_spans(article.text, spans)
    check_choice(stance, Quote.Stance, "stance")
    check_standing(speaker)
    check_standing(relayed_by)
    quote = lock_row_at(article, ranges[0][0], ranges[-1][1])
    quote.article = article
    for name, given in (
        ("cue_spans", cue_spans),
        ("source_spans", source_spans),
        ("relay_spans", relay_spans),
    ):
        setattr(quote, name, as_lists(check_ranges(article.text, given)))
    quote.speaker = speaker or _link_name(article, speaker_name)
    quote.relayed_by = relayed_by
    quote.stance = stance
    place(quote, ranges, kind, is_fragment=is_fragment)
    set_evidence(quote)
    at = timezone.now()
    store_added(quote, by=by, reason=reason, at=at)
    file_act("Added a quotation", by=by, reason=reason, at=at)
    group_quotes([quote])
    quote.refresh_from_db()
    return quote


def lock_row_at(article: Article, start: int, end: int) -> Quote:
    """Return the row, stored or not yet, of a quotation with just these edges.

    One that has been withdrawn is taken up again; ReviewError where it stands, or
    somebody rejected it.
    """
    rows = Quote.objects.select_for_update(of=("self",)).select_related("reviewed_by")
    held = rows.filter(article=article, start=start, end=end).first()
    if held is None:
        return Quote(
            article=article,
            outlet_id=article.outlet_id,
            published_at=article.published_at,
            confidence=1.0,
            method=ADDED,
        )
    if held.status == Quote.Status.REJECTED:
        raise ReviewError(
            f"{held.reviewed_by} rejected just these words as no quotation: reopen "
            f"quote {held.pk} instead.",
            because=[held],
        )
    if held.status != Quote.Status.WITHDRAWN:
        raise ReviewError(
            f"These words are quote {held.pk} already: correct that one.",
            because=[held],
        )
    return held


def store_added(quote: Quote, *, by: User, reason: str, at: datetime) -> None:
    """Store ``quote`` as what ``by`` added, with its history."""
    if quote.pk:
        stored = Quote.objects.select_related("article").get(pk=quote.pk)
        record_as_found([stored], at=at)
    quote.status = Quote.Status.CORRECTED
    quote.reviewed_by, quote.reviewed_at = by, at
    sign(quote, by=by, reason=reason, at=at)
    quote.save()


def _link_name(article: Article, name: str) -> Speaker | None:
    """The speaker whom ``article`` calls ``name``, made where it is new."""
    name = " ".join(name.split())
    if not name:
        return None
    found = link_speakers([DocumentSpeaker(name, None, (name,))], article=article)
    if name not in found:
        raise ReviewError(
            "A speaker’s name needs at least one letter or digit, and has at most 300 "
            "characters."
        )
    return found[name]
