"""What a run thinks of quotes that editors decided on: it changes none of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.utils import timezone

from quotes.character_ranges import as_lists
from quotes.extraction import Quotation, extractor_version
from quotes.ingest.overlap import SETTLED, shared_of_all, shared_of_shorter
from quotes.models import Quote, SecondOpinion, Speaker, SpeakerAlias
from quotes.names.folding import fold

FOUND = "found"
"""Name of the difference that the machine no longer finds a quotation at all."""

_PLAIN = (
    *("spans", "kind", "stance", "is_fragment"),
    *("cue_spans", "source_spans", "relay_spans"),
)
_NAMED = ("speaker", "relayed_by")

Reading = dict[str, Any]


def write_opinions(reviewed: Sequence[Quote], quotations: Sequence[Quotation]) -> None:
    """Keep beside each of ``reviewed`` how a run reads it, where that is news.

    reviewed: the quotes of one article that editors decided on. quotations: all that
    the run found in it. It is news where it is neither what the machine had read when
    the editor decided nor what the decision says. An answer given to the same reading
    before stands. To be called in the transaction that stores the quotations.
    """
    if not reviewed:
        return
    read = _pair(reviewed, quotations)
    names = _Names(reviewed)
    held = {
        opinion.quote_id: opinion
        for opinion in SecondOpinion.objects.filter(quote__in=reviewed)
    }
    for quote in reviewed:
        reading = reading_of(read.get(quote.pk))
        differs = _differences(quote, reading, names)
        _store_opinion(quote, reading, differs, held.get(quote.pk))


def _store_opinion(
    quote: Quote, reading: Reading, differs: list[str], held: SecondOpinion | None
) -> None:
    if not differs:
        if held is not None and held.answered_at is None:
            held.delete()
        return
    if held is not None and held.reading == reading and held.differs == differs:
        return
    SecondOpinion.objects.update_or_create(
        quote=quote,
        defaults={
            "extractor_version": extractor_version(),
            "reading": reading,
            "differs": differs,
            "seen_at": timezone.now(),
            "answered_by": None,
            "answered_at": None,
        },
    )


def reading_of(quotation: Quotation | None) -> Reading:
    """Return ``quotation`` as JSON has it; empty for None: none was found.

    Speaker and relay are as the text names them: who that is, is asked once somebody
    takes the reading over.
    """
    if quotation is None:
        return {}
    return as_read(quotation) | {
        "is_fragment": quotation.is_fragment,
        "speaker": quotation.speaker
        and {**asdict(quotation.speaker), "names": list(quotation.speaker.names)},
        "relayed_by": quotation.relayed_by,
    }


def as_read(quotation: Quotation) -> Reading:
    """Return where the words of ``quotation`` stand and what they are, as JSON has it.

    Without whose they are.
    """
    return {
        "spans": as_lists(quotation.content),
        "cue_spans": as_lists(quotation.cue),
        "source_spans": as_lists(quotation.source),
        "relay_spans": as_lists(quotation.relay),
        "kind": str(quotation.kind),
        "stance": str(quotation.stance),
        "confidence": round(quotation.confidence, 4),
        "method": quotation.method,
    }


def _pair(
    reviewed: Sequence[Quote], quotations: Sequence[Quotation]
) -> dict[int, Quotation]:
    """The quotation that each quote is, by primary key: most overlap first.

    With the words that stand, or those that the machine had read. No quotation is two
    quotes: of the halves of a split the one that was the whole has it.
    """
    scored = []
    for number, quotation in enumerate(quotations):
        for quote in reviewed:
            decided = [s for s in (quote.spans, quote.extracted.get("spans")) if s]
            if any(shared_of_shorter(quotation.content, s) > SETTLED for s in decided):
                share = max(shared_of_all(quotation.content, s) for s in decided)
                scored.append((-share, quote.pk, number))
    pairs: dict[int, Quotation] = {}
    taken = set()
    for _, pk, number in sorted(scored):
        if pk not in pairs and number not in taken:
            pairs[pk] = quotations[number]
            taken.add(number)
    return pairs


def _differences(quote: Quote, reading: Reading, names: _Names) -> list[str]:
    """Names of what ``reading`` says anew and otherwise than the decision.

    Whatever is new, where the decision is that there is no quotation.
    """
    was_found = bool(quote.extracted.get("spans"))
    rejected = quote.status == Quote.Status.REJECTED
    if not reading:
        return [FOUND] if was_found and not rejected else []
    news = _news(quote, reading, names)
    if not news and was_found:
        return []
    if rejected:
        return news or [FOUND]
    asked = news if was_found else [*_NAMED, *_PLAIN]
    return [name for name in asked if not _stands(quote, reading, name, names)]


def _news(quote: Quote, reading: Reading, names: _Names) -> list[str]:
    """Names of what is read otherwise than when the editor decided."""
    before = quote.extracted
    plain = [
        name
        for name in _PLAIN
        if reading[name] != before.get(name, getattr(quote, name))
    ]
    named = [name for name in _NAMED if not names.agree(quote, reading, name, before)]
    return [*named, *plain]


def _stands(quote: Quote, reading: Reading, name: str, names: _Names) -> bool:
    """Whether the decision has it as it is read."""
    if name in _NAMED:
        return names.agree(quote, reading, name, None)
    return bool(reading[name] == getattr(quote, name))


class _Names:
    """Under which names the speakers are known that quotes name, or named."""

    def __init__(self, quotes: Iterable[Quote]) -> None:
        asked = {
            pk
            for quote in quotes
            for name in _NAMED
            for pk in (getattr(quote, f"{name}_id"), quote.extracted.get(name))
            if pk
        }
        rows = Speaker.objects.filter(pk__in=asked).order_by()
        merged = dict(rows.values_list("pk", "merged_into_id"))
        self._standing: Mapping[int, int] = {pk: merged[pk] or pk for pk in merged}
        self._names: dict[int, set[str]] = defaultdict(set)
        aliases = SpeakerAlias.objects.filter(speaker__in=self._standing.values())
        for pk, folded in aliases.order_by().values_list("speaker_id", "folded"):
            self._names[pk].add(folded)

    def agree(
        self, quote: Quote, reading: Reading, name: str, before: Reading | None
    ) -> bool:
        """Whether ``reading`` names whom the quote names, or named in ``before``.

        A reading from before that says nothing of it agrees.
        """
        named = reading[name]
        names = {fold(named)} if isinstance(named, str) else set()
        if isinstance(named, dict):
            names = {fold(name) for name in (named["name"], *named["names"])}
        if before is None:
            pk = getattr(quote, f"{name}_id")
        elif name not in before:
            return True
        else:
            pk = before[name]
            told = before.get(f"{name}_name")
            if told and fold(told) in names:
                return True
        if pk is None or not names:
            return pk is None and not names
        return bool(names & self._names[self._standing.get(pk, pk)])
