"""Quotations that are clauses of their own, and the cue in their sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from quotes.extraction.cues import SPEECH_FRAMES, VERB_LEMMAS, Frame
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import (
    agent,
    noun_phrase,
    subject,
    subject_or_neighbour,
)
from quotes.extraction.spans.rules.tree import Tree
from quotes.extraction.text.masking import Quote
from quotes.extraction.types import Attribution, Kind, Range
from quotes.names.gazetteer import organisations
from quotes.names.person_names import fold_word, is_plural_role, is_role

_STAND_IN_VERB = len("“It ")
_QUOTED_AS = ("quote", "cite")
_MAX_CLIMB = 6
_JOINING = ("add", "continue", "conclude")


@dataclass(frozen=True, slots=True)
class Announcement:
    """The speaker that a sentence without quotation leaves for the next one."""

    source: Range
    cue: Range | None


def direct_attributions(reading: Reading) -> Iterator[Attribution]:
    """Yield what the sentence attributes by a cue of the quotations in it.

    Quotations with one cue, or with cues of one speaker in one breath (“A,” she
    said, adding, “B”), make one attribution with several ranges.
    """
    by_cue: dict[tuple[int, ...], list[Quote]] = {}
    for quote, stand_in in _stand_ins(reading):
        cue = _cue_of(reading, stand_in)
        if cue is not None:
            by_cue.setdefault(_joined_cue(reading, cue, by_cue), []).append(quote)
    for cues, quotes in by_cue.items():
        yield _attribution(reading, cues, quotes)


def announcement(reading: Reading) -> Announcement | None:
    """Who a sentence leaves speaking at its end: “…, writing in his diary:”.

    The subject of its last cue, or of its main verb where it has none.
    """
    tree = reading.tree
    cues = [t for t in range(len(tree)) if _is_cue(reading, t)]
    roots = [t for t in range(len(tree)) if tree.heads[t] == t and tree.is_verb(t)]
    for verb in [*cues[::-1], *roots]:
        head = subject(tree, verb)
        who = noun_phrase(reading, head) if head is not None else None
        thing = head is not None and verb not in cues and not _may_speak(tree, head)
        if who is not None and thing:
            who = _only_name(reading)
        if who is not None:
            cue = reading.range(verb, verb) if verb in cues else None
            return Announcement(who, cue)
    return None


def _may_speak(tree: Tree, head: int) -> bool:
    """Whether a subject may be somebody: no "choice", no "money"."""
    if tree.tags[head] not in ("NN", "NNS"):
        return True
    noun = fold_word(tree.words[head])
    heads = organisations.ORGANISATION_HEADS | organisations.DOCUMENT_NOUNS
    return is_role(noun) or is_plural_role(noun) or noun in heads


def _only_name(reading: Reading) -> Range | None:
    """The one name in a sentence whose subject is a thing: “For Ada Holm, it was …”."""
    tree = reading.tree
    found: list[tuple[int, int]] = []
    for token in range(len(tree)):
        if tree.tags[token] != "NNP" or reading.quote_of(token):
            continue
        if found and found[-1][1] == token - 1:
            found[-1] = (found[-1][0], token)
        else:
            found.append((token, token))
    return reading.range(*found[0]) if len(found) == 1 else None


def _stand_ins(reading: Reading) -> Iterator[tuple[Quote, int]]:
    """Full quotations with the token of their stand-in's verb."""
    at = {start: token for token, start in enumerate(reading.tree.starts)}
    full = [quote for quote in reading.host.quotes if quote.full]
    replaced = [
        s[0] for s in reading.host.segments if s[3] and _is_stand_in(reading, s)
    ]
    for quote, masked in zip(full, replaced, strict=True):
        token = at.get(masked + _STAND_IN_VERB)
        if token is not None:
            yield quote, token


def _is_stand_in(reading: Reading, segment: tuple[int, int, int, bool]) -> bool:
    return reading.host.masked.startswith("“It is so", segment[0])


def _is_cue(reading: Reading, token: int) -> bool:
    tree = reading.tree
    if not tree.is_verb(token) or reading.quote_of(token) is not None:
        return False
    lemma = VERB_LEMMAS.get(tree.lower[token])
    frames = SPEECH_FRAMES.get(lemma or "", Frame(0))
    return bool(frames & (Frame.QUOTE | Frame.TOLD | Frame.CLAUSE))


def _cue_of(reading: Reading, stand_in: int) -> int | None:
    """The verb that attributes a quotation: above it, beside it, or nearest."""
    tree = reading.tree
    token = stand_in
    for _ in range(_MAX_CLIMB):
        head = tree.heads[token]
        if head == token:
            break
        if _is_cue(reading, head):
            return head
        token = head
    below = [c for c in tree.children[stand_in] if _is_cue(reading, c)]
    if below:
        return below[0]
    cues = [t for t in range(len(tree)) if _is_cue(reading, t)]
    if cues:
        return min(cues, key=lambda t: abs(t - stand_in))
    head = tree.heads[stand_in]
    if head != stand_in and tree.deps[stand_in] == "ccomp" and tree.is_verb(head):
        return head
    return None


def _joined_cue(
    reading: Reading, cue: int, by_cue: dict[tuple[int, ...], list[Quote]]
) -> tuple[int, ...]:
    """The key under which ``cue`` counts: an earlier one that it goes on from."""
    for cues in list(by_cue):
        if cue in cues:
            return cues
        lemma = VERB_LEMMAS.get(reading.tree.lower[cue])
        own = reading.tree.child(cue, "nsubj")
        if lemma in _JOINING and own is None and reading.tree.tags[cue] == "VBG":
            joined = (*cues, cue)
            by_cue[joined] = by_cue.pop(cues)
            return joined
    return (cue,)


def _attribution(
    reading: Reading, cues: tuple[int, ...], quotes: list[Quote]
) -> Attribution:
    tree = reading.tree
    cue = cues[0]
    ranges = tuple(reading.range(c, c) for c in cues)
    relayed = _relayed(reading, cue)
    if relayed is not None:
        source, relay, ranges = relayed
        who = source
    else:
        head = subject_or_neighbour(reading, cue)
        who = noun_phrase(reading, head) if head is not None else None
        relay = None
    word = tree.words[cue]
    return Attribution(
        content=tuple(quote.inner for quote in quotes),
        cue=ranges,
        source=(who,) if who else (),
        kind=Kind.DIRECT,
        score=0.95 if who else 0.6,
        method=f"subject of “{word}” in the same sentence"
        if who
        else f"quotation with “{word}”, no subject found",
        relay=(relay,) if relay else (),
    )


def _relayed(
    reading: Reading, cue: int
) -> tuple[Range | None, Range | None, tuple[Range, ...]] | None:
    """“KCNA quoted Kim as saying”, “Kim was quoted by KCNA as saying”.

    Returns source, relay and cue ranges, or None for any other construction.
    """
    tree = reading.tree
    verb, saying = quoting_verb(reading, cue)
    if verb is None:
        return None
    passive = tree.child(verb, "nsubjpass")
    if passive is not None:
        source, relay = passive, agent(tree, verb)
    else:
        object_ = tree.child(verb, "dobj")
        if object_ is None:
            return None
        source, relay = object_, subject(tree, verb)
    ranges = [reading.range(verb, verb)]
    if saying is not None:
        before = saying - 1 if saying and tree.lower[saying - 1] == "as" else saying
        ranges.append(reading.range(before, saying))
    return (
        noun_phrase(reading, source),
        noun_phrase(reading, relay) if relay is not None else None,
        tuple(ranges),
    )


def quoting_verb(reading: Reading, cue: int) -> tuple[int | None, int | None]:
    """The verb "quote" or "cite" that governs ``cue``, and the verb of saying.

    (None, None) where ``cue`` is no part of "quoted … as saying".
    """
    tree = reading.tree
    if VERB_LEMMAS.get(tree.lower[cue]) in _QUOTED_AS:
        return cue, _saying_below(reading, cue)
    token = cue
    for _ in range(3):
        token = tree.heads[token]
        if VERB_LEMMAS.get(tree.lower[token]) in _QUOTED_AS and tree.is_verb(token):
            return token, cue
    return None, None


def _saying_below(reading: Reading, verb: int) -> int | None:
    tree = reading.tree
    for token in range(verb + 1, min(tree.right[verb] + 1, len(tree))):
        if tree.tags[token] == "VBG" and tree.lower[token - 1] == "as":
            return token
    return None
