"""Pairs of quotes that may report one utterance: what is worth comparing.

A new quote is compared only with what shares its words exactly, a MinHash band, a
run of words, two rare words, or its speaker and days: with those stored before by
look-ups whose cost does not grow with the table, with those that come in together
in memory, before they are stored.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from quotes.linking.statements.pairs.same_utterance import LASTING_MASS, WINDOW
from quotes.linking.store import lookups
from quotes.linking.store.compared_quotes import ComparedQuote
from quotes.linking.store.fingerprints import Fingerprints
from quotes.linking.store.linking_rows import insert_fingerprints, quote_key_rows
from quotes.linking.store.lookups import FIRST, LAST, Question, Rows, Speakers
from quotes.linking.store.waiting_quotes import NOTHING, Waiting
from quotes.models import Speaker
from quotes.models.among import Numbers

PER_KEY = 24
"""Quotes looked at for each key, the newest in the window first: so many of those
stored, and of those that come in together."""
PER_SPEAKER = 40
"""Quotes of one speaker looked at for paraphrases, of those published before the new
one and of those after, the nearest first: the same whichever of two comes in first."""


class _Questions(NamedTuple):
    """What is asked for new quotes: of their days, and of any time.

    speaker_of: of other times only the same speaker's words can be the same utterance.
    """

    texts: list[Question]
    keys: list[Question]
    before: list[Question]
    after: list[Question]
    lasting_texts: list[Question]
    lasting: list[Question]
    speaker_of: dict[int, int]


def store_and_pair(
    fresh: Sequence[ComparedQuote],
    fingerprints: Fingerprints,
    waiting: Waiting = NOTHING,
) -> set[tuple[int, int]]:
    """Store ``fingerprints`` of ``fresh``; return the pairs that may be one utterance.

    Each pair is of one of ``fresh`` and any other. waiting: those that are not stored,
    though their fingerprints are. Both is done in one go, one range
    of keys after another: an index page read for a question is then still in memory
    when a key is written there, which is most of the cost among millions.
    """
    asked = _questions(fresh, fingerprints)
    rows = _store_and_find(asked, fingerprints) + _find_together(asked, fingerprints)
    rows += _find_by_speaker(asked.before, waiting)
    rows += _find_by_speaker(asked.after, waiting, oldest=True)
    return {(a, b) if a < b else (b, a) for a, b in rows}


def _questions(
    fresh: Sequence[ComparedQuote], fingerprints: Fingerprints
) -> _Questions:
    speaker_of = {quote.pk: quote.speaker_id for quote in fresh if quote.speaker_id}
    asked = _Questions([], [], [], [], [], [], speaker_of)
    voices = _voices(fresh)
    for quote in fresh:
        text_key, own = fingerprints.text_keys[quote.pk], fingerprints.keys[quote.pk]
        if quote.published_at:
            days = lookups.around(quote.dated_at, WINDOW)
            voice = sorted(voices.get(quote.speaker_id, ()))
            asked.texts.append((quote.pk, [text_key], *days))
            asked.keys.append((quote.pk, own.all, *days))
            asked.before.append((quote.pk, voice, days[0], quote.dated_at))
            asked.after.append((quote.pk, voice, quote.dated_at, days[1]))
        if quote.speaker_id and quote.wording.mass >= LASTING_MASS:
            asked.lasting_texts.append((quote.pk, [text_key], FIRST, LAST))
            lasting = own.lasting + own.remarks
            asked.lasting.append((quote.pk, lasting, FIRST, LAST))
        elif quote.speaker_id and own.remarks:
            asked.lasting.append((quote.pk, own.remarks, FIRST, LAST))
    return asked


def _store_and_find(asked: _Questions, fingerprints: Fingerprints) -> Rows:
    """Store ``fingerprints`` among what is found. Six queries or more."""
    same = asked.speaker_of
    rows = lookups.find_by_text(asked.texts, limit=PER_KEY)
    rows += lookups.find_by_text(asked.lasting_texts, limit=PER_KEY, speakers=same)
    insert_fingerprints(fingerprints.rows)
    near = lookups.lookup_by_key(asked.keys, limit=PER_KEY)
    ever = lookups.lookup_by_key(asked.lasting, limit=PER_KEY, speakers=same)
    keyed = quote_key_rows(fingerprints.keyed)
    for keys in lookups.key_ranges(len(near.keys)):
        rows += near.find(keys)
        rows += ever.find(keys)
        keyed.insert(keys)
    return rows


def _find_by_speaker(
    asked: Sequence[Question], waiting: Waiting, *, oldest: bool = False
) -> Rows:
    """The nearest quotes of asked speakers, stored or waiting."""
    found = lookups.find_by_speaker(asked, limit=PER_SPEAKER, oldest=oldest)
    if not waiting.quotes:
        return [(asker, quote) for asker, quote, _, _ in found]
    held: dict[tuple[int, int], list[tuple[datetime, int]]] = defaultdict(list)
    for asker, quote, speaker, at in found:
        held[asker, speaker].append((at, quote))
    for asker, speakers, after, before in asked:
        for speaker in speakers:
            more = waiting.of_speaker(speaker, after, before)
            held[asker, speaker] += [one for one in more if one[1] != asker]
    return [
        (asker, quote)
        for (asker, _), near in held.items()
        for _, quote in _nearest(near, oldest=oldest)
    ]


def _nearest(
    quotes: list[tuple[datetime, int]], *, oldest: bool
) -> list[tuple[datetime, int]]:
    if len(quotes) <= PER_SPEAKER:
        return quotes
    return sorted(quotes, reverse=not oldest)[:PER_SPEAKER]


def _find_together(asked: _Questions, fingerprints: Fingerprints) -> Rows:
    texts = BatchIndex(
        ((at, pk, (key,)) for pk, key, _, _, at in fingerprints.rows),
        [(key,) for key in fingerprints.text_keys.values()],
    )
    keys = BatchIndex(
        ((at, pk, keys) for pk, at, keys in fingerprints.keyed),
        [keys.all for keys in fingerprints.keys.values()],
    )
    rows = texts.find(asked.texts) + keys.find(asked.keys)
    rows += texts.find(asked.lasting_texts, asked.speaker_of)
    return rows + keys.find(asked.lasting, asked.speaker_of)


class BatchIndex:
    """Quotes that come in together, by their keys."""

    def __init__(
        self,
        rows: Iterable[tuple[datetime, int, Sequence[int]]],
        asked: Iterable[Sequence[int]],
    ) -> None:
        """Take up dates, quotes and their keys; ``asked``: all keys each quote has."""
        counts = Counter(chain.from_iterable(asked))
        self.shared = {key for key, count in counts.items() if count > 1}
        self.held: dict[int, list[tuple[datetime, int]]] = defaultdict(list)
        for at, quote, keys in sorted(rows, key=lambda row: row[:2], reverse=True):
            for key in self.shared.intersection(keys):
                self.held[key].append((at, quote))

    def find(self, asked: Sequence[Question], speakers: Speakers | None = None) -> Rows:
        """As ``lookups.find_by_key`` finds stored ones, PER_KEY of each key."""
        rows: Rows = []
        for asker, keys, after, before in asked:
            for key in self.shared.intersection(keys):
                left = PER_KEY
                for at, quote in self.held[key]:
                    if not after <= at <= before or quote == asker:
                        continue
                    if speakers is None or speakers.get(quote) == speakers.get(asker):
                        rows.append((asker, quote))
                    left -= 1
                    if not left:
                        break
        return rows


def _voices(fresh: Sequence[ComparedQuote]) -> dict[int | None, set[int]]:
    """For each speaker: itself, the body it speaks for, and who speaks for it."""
    speakers = {quote.speaker_id for quote in fresh if quote.speaker_id}
    voices: dict[int | None, set[int]] = {pk: {pk} for pk in speakers}
    asked = Numbers(speakers)
    rows = Speaker.objects.filter(affiliation__isnull=False)
    for voice, body in [
        *rows.filter(pk__among=asked).values_list("pk", "affiliation_id"),
        *rows.filter(affiliation__among=asked).values_list("pk", "affiliation_id")[
            : 10 * len(speakers)
        ],
    ]:
        for one, other in ((voice, body), (body, voice)):
            if one in voices:
                voices[one].add(other)
    return voices
