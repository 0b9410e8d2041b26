"""What finds a quote again, and whether it has been linked as it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from django.db.models import Min

from quotes.linking.minhash import (
    band_keys,
    hash_text,
    pair_keys,
    run_keys_of,
    unique_keys,
)
from quotes.linking.nodes import Node
from quotes.linking.retrieval import around, find_by_key
from quotes.linking.rows import (
    Fingerprint,
    Keyed,
    insert_fingerprints,
    insert_quote_keys,
)
from quotes.linking.wordings import Wording
from quotes.models import Quote, QuoteFingerprint, QuoteKey

DAY = timedelta(days=1)
MOST_STALE = 200


def unlinked(nodes: Mapping[int, Node]) -> list[Node]:
    """Return the nodes that have not been linked as they stand, by primary key."""
    digests = dict(
        QuoteFingerprint.objects.filter(quote_id__in=nodes).values_list(
            "quote_id", "digest"
        )
    )
    for pk in digests:
        nodes[pk].known = True
    return [
        node
        for pk, node in sorted(nodes.items())
        if digests.get(pk) != node.digest or not node.statement_id
    ]


def mark_stale(speakers: Iterable[int]) -> None:
    """Have the latest quotes of ``speakers`` linked again: more is known of them."""
    for pk in sorted(speakers):
        latest = Quote.objects.filter(speaker=pk).order_by("-dated_at", "-pk")
        pks = list(latest.values_list("pk", flat=True)[:MOST_STALE])
        stale = QuoteFingerprint.objects.filter(quote_id__in=pks)
        stale.update(digest=QuoteFingerprint.STALE)


def stale_quotes() -> list[int]:
    """Return quotes to be linked again, a batch of them at most."""
    stale = QuoteFingerprint.objects.filter(digest=QuoteFingerprint.STALE)
    return list(stale.order_by("quote").values_list("quote_id", flat=True)[:MOST_STALE])


def write_fingerprints(nodes: Sequence[Node]) -> dict[int, list[int]]:
    """Store what finds ``nodes`` again; return the keys of each, bands first.

    Of quotes with the very same words printed within a day only the first has
    keys, their text's among them: the others are found by their text.
    """
    release_fingerprints([node.pk for node in nodes if node.known])
    keys = keys_of(node.wording for node in nodes)
    text_keys = [hash_text(node.wording.folded) for node in nodes]
    asked = [
        (node.pk, [text_key], *around(node.dated_at, DAY))
        for node, text_key in zip(nodes, text_keys, strict=True)
    ]
    twins = {pk for pk, _ in find_by_key(asked, limit=1)}
    held: dict[int, list[datetime]] = defaultdict(list)
    fingerprints: list[Fingerprint] = []
    rows: list[Keyed] = []
    for node, text_key, own in zip(nodes, text_keys, keys, strict=True):
        at = node.dated_at
        fingerprints.append((node.pk, text_key, node.digest, node.elsewhere, at))
        near = node.pk in twins or any(abs(o - at) <= DAY for o in held[text_key])
        if not near:
            held[text_key].append(at)
            rows.append((node.pk, at, [text_key, *own]))
    insert_fingerprints(fingerprints)
    insert_quote_keys(rows)
    return {node.pk: own for node, own in zip(nodes, keys, strict=True)}


def release_fingerprints(pks: Sequence[int]) -> None:
    """Forget the fingerprints of quotes that changed or no longer stand.

    Their keys go to another quote of the very same words, if there is one.
    """
    if not pks:
        return
    gone = QuoteFingerprint.objects.filter(quote_id__in=pks)
    texts = dict(gone.values_list("quote_id", "text_key"))
    twins = _twins(set(texts.values()), pks)
    for pk, text_key in texts.items():
        if text_key in twins:
            quote, dated_at = twins[text_key]
            keys = QuoteKey.objects.filter(quote_id=pk)
            keys.update(quote_id=quote, dated_at=dated_at)
    alone = [pk for pk, text_key in texts.items() if text_key not in twins]
    QuoteKey.objects.filter(quote_id__in=alone).delete()
    gone.delete()


def _twins(
    text_keys: set[int], besides: Sequence[int]
) -> dict[int, tuple[int, datetime]]:
    """The first quote of each text, but for those ``besides``, and its date."""
    same = QuoteFingerprint.objects.filter(text_key__in=text_keys)
    first = same.exclude(quote_id__in=besides).values("text_key")
    numbers = first.annotate(first=Min("quote_id")).values_list("first", flat=True)
    rows = QuoteFingerprint.objects.filter(quote_id__in=list(numbers))
    found = rows.values_list("text_key", "quote_id", "dated_at")
    return {text_key: (quote, dated_at) for text_key, quote, dated_at in found}


def keys_of(wordings: Iterable[Wording]) -> list[list[int]]:
    """Return the keys of each wording: bands, runs, pairs of rare words."""
    wordings = list(wordings)
    bands = band_keys([wording.folded for wording in wordings]).tolist()
    runs = run_keys_of(wordings)
    return [
        unique_keys([*band, *run, *pair_keys(wording)])
        for wording, band, run in zip(wordings, bands, runs, strict=True)
    ]
