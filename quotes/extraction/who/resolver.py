"""From attributions to quotations: who that is within the document."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.extraction.budget import check_time
from quotes.extraction.clause import clause_of
from quotes.extraction.confidence import Features, confidence, features_of, method_of
from quotes.extraction.fragments import is_fragment
from quotes.extraction.stance import stance_of
from quotes.extraction.types import (
    Attribution,
    Quotation,
    Range,
    SpeakerKind,
)
from quotes.extraction.who.context import NOBODY, Context, Resolution
from quotes.extraction.who.coreference import resolve_mention
from quotes.extraction.who.media import medium_name
from quotes.extraction.who.relay_names import Relay
from quotes.extraction.who.relays import find_relay
from quotes.extraction.who.unnamed import with_articles


def resolve(
    text: str,
    attributions: Sequence[Attribution],
    *,
    others: Sequence[Attribution] = (),
    reported_only: bool = False,
) -> list[Quotation]:
    """Name the speaker of each attribution as fully as ``text`` does.

    Returns one quotation for each attribution that has content, sorted by start.
    The order of ``attributions`` does not matter. An attribution without a source
    keeps no speaker. Takes time linear in the length of ``text`` and the number of
    attributions; never raises on any text.

    others: attributions that are left out, whose sources may be what a later "he"
        refers back to.
    reported_only: whether nothing but reported speech was asked for, which bears on
        confidence.
    """
    wanted = {id(one) for one in attributions if one.content}
    if not wanted:
        return []
    context = Context(text)
    seen: dict[tuple[Range, ...], Resolution] = {}
    relays: dict[tuple[Range, ...], Relay] = {}
    found = []
    read = [one for one in (*attributions, *others) if one.content]
    for one in sorted(read, key=_source_order):
        check_time()
        resolution = seen.get(one.source)
        if resolution is None:
            resolution = (
                resolve_mention(context, one.source, one.content)
                if one.source
                else NOBODY
            )
            seen[one.source] = resolution
        if id(one) not in wanted:
            continue
        _remember_medium(context, resolution)
        relay = find_relay(context, one, resolution)
        if one.cue:
            relays[one.source] = relay
        elif relay.name is None:
            # "X told the Tide that … “…”": what goes on without a cue was told it too.
            relay = relays.get(one.source, relay)
        features = features_of(one, resolution, reported_only=reported_only)
        found.append((_quotation(text, one, resolution, relay, features), resolution))
    return sorted(
        with_articles(text, found), key=lambda one: (one.content, one.cue, one.source)
    )


def _remember_medium(context: Context, resolution: Resolution) -> None:
    """A medium that speaks is "the outlet" that others are told to have told."""
    speaker = resolution.speaker
    if speaker is None or speaker.kind is not SpeakerKind.ORGANISATION:
        return
    if medium_name(speaker.name, context.bodies) is not None:
        context.last_medium = speaker.name


def _source_order(one: Attribution) -> tuple[object, ...]:
    start = one.source[0][0] if one.source else one.content[0][0]
    return start, one.content, one.cue, one.source, -one.score


def _quotation(
    text: str,
    one: Attribution,
    resolution: Resolution,
    relay: Relay,
    features: Features,
) -> Quotation:
    return Quotation(
        content=one.content,
        cue=one.cue,
        source=one.source,
        kind=one.kind,
        speaker=resolution.speaker,
        confidence=confidence(features),
        method=method_of(one, resolution),
        relayed_by=relay.name,
        relay=relay.ranges,
        candidates=resolution.candidates,
        is_fragment=is_fragment(text, one.content, one.kind),
        attitude=one.attitude,
        stance=stance_of(text, one.content, one.cue, one.source),
        clause=clause_of(text, one.content, one.cue, one.source),
        evidence=features.evidence,
    )
