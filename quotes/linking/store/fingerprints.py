"""What finds a quote again, and whether it has been linked as it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import NamedTuple

from quotes.linking.store.compared_quotes import ComparedQuote
from quotes.linking.store.linking_rows import Fingerprint, Keyed, insert_quote_keys
from quotes.linking.store.lookups import around, find_by_key, find_by_text
from quotes.linking.wordings.minhash import (
    band_keys,
    hash_text,
    kept_bands,
    pair_keys,
    run_keys_of,
    unique_keys,
)
from quotes.linking.wordings.wording import Wording
from quotes.linking.wordings.words_in_marks import remarks
from quotes.models import Quote, QuoteFingerprint, QuoteKey

DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)
MOST_STALE = 200
ASKED_EARLIER = 2
"""Bands, and runs, asked for the same words at other times: nearly verbatim ones."""

MOST_REMEMBERED = 8_000
"""Wordings of which the keys are remembered before they are asked for, the latest."""

_FOUND_BY = ("quote_id", "text_key", "dated_at")


def unlinked(quotes: Mapping[int, ComparedQuote]) -> list[ComparedQuote]:
    """Return the quotes that have not been linked as they stand, by primary key."""
    return [
        quote
        for _, quote in sorted(quotes.items())
        if not (quote.known and quote.statement_id and quote.linked_as == quote.digest)
    ]


def mark_stale(speakers: Iterable[int]) -> None:
    """Have the latest quotes of ``speakers`` linked again: more is known of them."""
    for pk in sorted(speakers):
        latest = Quote.objects.filter(speaker=pk).order_by("-dated_at", "-pk")
        pks = list(latest.values_list("pk", flat=True)[:MOST_STALE])
        stale = QuoteFingerprint.objects.filter(quote_id__in=pks)
        stale.update(digest=QuoteFingerprint.STALE)


def stale_quotes() -> tuple[list[int], bool]:
    """Return quotes to be linked again, MOST_STALE, and whether there may be more."""
    stale = QuoteFingerprint.objects.filter(digest=QuoteFingerprint.STALE)
    pks = stale.order_by("quote_id").values_list("quote_id", flat=True)[:MOST_STALE]
    return list(pks), len(pks) == MOST_STALE


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """What finds quotes again, by primary key, and the rows to be stored of it.

    text_keys: a hash of the whole text. keys: all others. keyed: of quotes with the
    very same words printed within a day only the first has keys, its text's among
    them: the others are found by their text.
    """

    text_keys: dict[int, int]
    keys: dict[int, Keys]
    rows: list[Fingerprint]
    keyed: list[Keyed]


def fingerprints_of(quotes: Sequence[ComparedQuote]) -> Fingerprints:
    """Return the fingerprints of ``quotes``, to be stored.

    None of them may be stored: what there was ``release_fingerprints`` has forgotten.
    """
    keys = [
        _with_remarks(own, quote)
        for own, quote in zip(
            keys_of(quote.wording for quote in quotes), quotes, strict=True
        )
    ]
    text_keys = [hash_text(quote.wording.folded) for quote in quotes]
    asked = [
        (quote.pk, [text_key], *around(quote.dated_at, DAY))
        for quote, text_key in zip(quotes, text_keys, strict=True)
    ]
    twins = {pk for pk, _ in find_by_key(asked, limit=1)}
    held: dict[int, list[datetime]] = defaultdict(list)
    rows: list[Fingerprint] = []
    keyed: list[Keyed] = []
    for quote, text_key, own in zip(quotes, text_keys, keys, strict=True):
        at = quote.dated_at
        rows.append((quote.pk, text_key, quote.digest, quote.elsewhere, at))
        near = quote.pk in twins or any(abs(o - at) <= DAY for o in held[text_key])
        if not near:
            held[text_key].append(at)
            # The key of a text of two rare words is the key of their pair, too.
            keyed.append((quote.pk, at, unique_keys([text_key, *own.all])))
    pks = [quote.pk for quote in quotes]
    return Fingerprints(
        text_keys=dict(zip(pks, text_keys, strict=True)),
        keys=dict(zip(pks, keys, strict=True)),
        rows=rows,
        keyed=keyed,
    )


def release_fingerprints(pks: Sequence[int]) -> None:
    """Forget the fingerprints of quotes that changed or no longer stand.

    Their keys go to those who had none because of them: of the quotes with the very
    same words within a day the last, and the last that is a day before that one.
    """
    if not pks:
        return
    gone = QuoteFingerprint.objects.filter(quote_id__in=pks)
    texts = {pk: (key, at) for pk, key, at in gone.values_list(*_FOUND_BY)}
    keys: dict[int, list[int]] = defaultdict(list)
    held = QuoteKey.objects.filter(quote_id__in=pks)
    for pk, key in held.values_list("quote_id", "key"):
        keys[pk].append(key)
    gone.delete()
    held.delete()
    ranges = {pk: around(texts[pk][1], DAY) for pk in keys if pk in texts}
    for _ in range(2):
        asked = [(-pk, [texts[pk][0]], *dates) for pk, dates in ranges.items()]
        heirs = {-asker: heir for asker, heir in find_by_text(asked, limit=1)}
        dates = _hand_down({heir: keys[pk] for pk, heir in heirs.items()})
        # The heir is the last: those more than a day from it come before it.
        ranges = {
            pk: (ranges[pk][0], around(dates[heir], DAY)[0] - INSTANT)
            for pk, heir in heirs.items()
            if around(dates[heir], DAY)[0] > ranges[pk][0]
        }


def _hand_down(keys: Mapping[int, list[int]]) -> dict[int, datetime]:
    """Give those quotes their keys that have none; return the date of each."""
    rows = QuoteFingerprint.objects.filter(quote_id__in=list(keys))
    dates = dict(rows.values_list("quote_id", "dated_at"))
    provided = QuoteKey.objects.filter(quote_id__in=list(keys))
    poor = keys.keys() - set(provided.values_list("quote_id", flat=True))
    insert_quote_keys([(pk, dates[pk], keys[pk]) for pk in sorted(poor)])
    return dates


class Keys(NamedTuple):
    """What a wording is found by: bands, runs, pairs of rare words.

    lasting: those of them by which nearly the same words of any time are found.
    remarks: those by which a few words in marks are.
    """

    all: list[int]
    lasting: list[int]
    remarks: list[int] = []


def _with_remarks(own: Keys, quote: ComparedQuote) -> Keys:
    """Add the keys of the few words in marks that are known again at any time."""
    found = [hash_text(f"remark {stems}") for stems in sorted(remarks(quote.marked))]
    if not found:
        return own
    return Keys(unique_keys([*own.all, *found]), own.lasting, found)


def keys_of(wordings: Iterable[Wording]) -> list[Keys]:
    """Return the keys of each wording: many at a time take less than one by one."""
    wordings = list(wordings)
    held = [_remembered.get(wording) for wording in wordings]
    missing = [w for w, keys in zip(wordings, held, strict=True) if keys is None]
    found = iter(_work_out(missing))
    return [keys or next(found) for keys in held]


def remember_keys(wordings: Sequence[Wording]) -> None:
    """Work out the keys of ``wordings``, which ``keys_of`` is soon asked for."""
    missing = [wording for wording in wordings if wording not in _remembered]
    _remembered.update(zip(missing, _work_out(missing), strict=True))
    # The oldest are forgotten first: the latest are about to be asked for.
    for wording in [*islice(_remembered, max(0, len(_remembered) - MOST_REMEMBERED))]:
        del _remembered[wording]


_remembered: dict[Wording, Keys] = {}


def _work_out(wordings: Sequence[Wording]) -> list[Keys]:
    if not wordings:
        return []
    bands = band_keys([wording.folded for wording in wordings]).tolist()
    runs = run_keys_of(wordings)
    return [
        Keys(
            unique_keys([*kept_bands(band, run), *run, *pair_keys(wording)]),
            band[:ASKED_EARLIER] + run[:ASKED_EARLIER],
        )
        for wording, band, run in zip(wordings, bands, runs, strict=True)
    ]
