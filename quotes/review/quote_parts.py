"""One quote that is two, and two that are one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from quotes.extraction.types import Range
from quotes.linking.statements.group import group_quotes
from quotes.models import Quote
from quotes.review.acts import file_act
from quotes.review.adding import lock_row_at, store_added
from quotes.review.decisions import PLACE, check_free, decide, leave
from quotes.review.errors import ReviewError
from quotes.review.guarding import act
from quotes.review.optimistic_locking import lock, lock_unchanged, version_of_all
from quotes.review.spans import check_spans, kind_of, place

SPLIT_OFF = "split off another quote by an editor"
_SHARED = (
    *("speaker", "relayed_by", "stance", "speaker_description"),
    *("cue", "cue_spans", "source_text", "source_spans", "relay_spans"),
)
"""What both halves of a quote are given: whose words they are, and where it says so."""


@act("quotes.change_quote")
@transaction.atomic
def split_quote(
    *,
    quote: Quote,
    first: Iterable[Sequence[int]],
    second: Iterable[Sequence[int]],
    by: User,
    reason: str = "",
    seen: str | None = None,
) -> Quote:
    """Record that ``quote`` is two quotations; return the second.

    first, second: the ranges of each: characters of the article's text, half open.
    ``quote`` keeps its address and becomes the first; both keep speaker, cue and
    source, until somebody corrects them. No later run puts them together again.
    ReviewError where the two overlap, either is another quote of the article already,
    or ``quote`` is not shown to readers.
    """
    lock(quote, seen=seen)
    _check_shown(quote)
    article = quote.article
    parts = [check_spans(article.text, spans) for spans in (first, second)]
    check_spans(article.text, [*parts[0], *parts[1]])
    check_free(quote, parts[0][0][0], parts[0][-1][1])
    if (parts[1][0][0], parts[1][-1][1]) == (quote.start, quote.end):
        raise ReviewError(
            "The second part begins and ends where the whole does: make it the first."
        )
    made = lock_row_at(article, parts[1][0][0], parts[1][-1][1])
    made.article = article
    if made.pk is None:
        made.method = SPLIT_OFF
    for name in _SHARED:
        setattr(made, name, getattr(quote, name))
    place(made, parts[1], kind_of(article.text, parts[1]))
    at = timezone.now()

    def change(quote: Quote) -> None:
        place(quote, parts[0], kind_of(article.text, parts[0]))

    told = f"Split quote {quote.pk} in two"
    decide([quote], change, PLACE, by=by, reason=reason, at=at)
    file_act(told, by=by, reason=reason.strip(), at=at, quotes=2)
    store_added(made, by=by, reason=reason.strip(), at=at)
    group_quotes([made])
    made.refresh_from_db()
    return made


@act("quotes.change_quote")
@transaction.atomic
def join_quotes(
    *,
    quote: Quote,
    other: Quote,
    by: User,
    reason: str = "",
    seen: str | None = None,
) -> Quote:
    """Record that ``quote`` and ``other`` are one quotation; return ``quote``.

    It then holds all of it, and keeps its address, speaker and cue. ``other`` is
    rejected, with the reason that it was joined, and no later run brings it back.
    seen: ``version_of_all`` both.
    ReviewError where they are not two quotes of one article that readers see, or
    ``other`` begins and ends where both together do: then ``quote`` is to be joined
    to it.
    """
    pair = [quote, other]
    if quote.pk == other.pk or quote.article_id != other.article_id:
        raise ReviewError("Choose another quote of the same article.")
    lock_unchanged(pair, seen=seen or version_of_all(pair))
    for row in sorted(pair, key=lambda row: row.pk):
        lock(row, seen=None)
        _check_shown(row)
    text = quote.article.text
    ranges = check_spans(text, _together(text, [*quote.spans, *other.spans]))
    if (ranges[0][0], ranges[-1][1]) == (other.start, other.end):
        raise ReviewError(
            f"Quote {other.pk} holds all of it already: join this one to it, from its "
            "page."
        )
    check_free(quote, ranges[0][0], ranges[-1][1])

    def change(quote: Quote) -> None:
        place(quote, ranges, kind_of(text, ranges))

    at = timezone.now()
    told = f"Joined quote {other.pk} to quote {quote.pk}"
    decide([quote], change, PLACE, by=by, reason=reason, at=at)
    file_act(told, by=by, reason=reason.strip(), at=at, quotes=2)
    why = f"Joined to quote {quote.pk}" + (f": {reason}" if reason.strip() else "")
    rejected = Quote.Status.REJECTED
    decide([other], leave, by=by, reason=why, status=rejected, at=at)
    return quote


def _check_shown(quote: Quote) -> None:
    if quote.status in Quote.NOT_STANDING:
        raise ReviewError(f"Quote {quote.pk} is {quote.status}: readers do not see it.")


def _together(text: str, spans: Iterable[Sequence[int]]) -> list[Range]:
    """Ranges with those made one that overlap, or that only blanks and stops part."""
    joined: list[Range] = []
    for start, end in sorted((start, end) for start, end in spans):
        if joined and _is_one(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _is_one(text: str, left: int, right: int) -> bool:
    """Whether nothing but blanks and stops stands between two ranges."""
    return all(character in " ,.;:!?…\n\t" for character in text[left:right])
