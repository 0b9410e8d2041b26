"""Quotations that are clauses of their own, and the cue in their sentence.

    “The bridge is open,” Mina Sol said.
    → The bridge is open,; said; Mina Sol

    “The bridge is open,” the Coast Agency quoted Mina Sol as saying.
    → The bridge is open,; quoted | as saying; Mina Sol

For the parser each of them is “It is so,” (see ``text/masking``), so that its cue is
found by the grammar: above it, below it, or nearest.

Source: reporting clauses, Quirk et al., A Comprehensive Grammar of the English Language
(1985), chapter 14.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quotes.extraction.cues import QUOTE_FORMS, SPEECH_FRAMES, VERB_LEMMAS, Frame
from quotes.extraction.spans.rules.bearers import inscribed, is_bearer
from quotes.extraction.spans.rules.noun_phrases import noun_phrase
from quotes.extraction.spans.rules.quoted_as import quoted_as
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import agent, subject, subject_or_neighbour
from quotes.extraction.text.masking import Quote, Segment
from quotes.extraction.types import Attribution, Kind, Range
from quotes.names.gazetteer import organisations
from quotes.names.person_names import (
    fold_word,
    is_first_name,
    is_plural_role,
    is_role,
)

_STAND_IN_VERB = len("“It ")
_MAX_CLIMB = 6
_EARLIER = 4_000
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
    for stand_in in _stand_ins(reading):
        cue = _cue_of(reading, stand_in.verb)
        if cue is not None:
            cues = _joined_cue(reading, cue, by_cue)
            by_cue.setdefault(cues, []).append(stand_in.quote)
    for cues, quotes in by_cue.items():
        yield _attribution(reading, cues, quotes)


def announcement(reading: Reading) -> Announcement | None:
    """Who a sentence leaves speaking at its end: “…, writing in his diary:”.

    The subject of its last cue, or of its main verb where it has none.
    """
    tree = reading.tree
    whom = _for_whom(reading)
    if whom is not None:
        return Announcement(whom, None)
    # Not "would go": whoever goes has not gone on to say anything.
    cues = [t for t in range(len(tree)) if _is_cue(reading, t) and tree.tags[t] != "VB"]
    roots = [t for t in range(len(tree)) if tree.heads[t] == t and tree.is_verb(t)]
    for verb in [*cues[::-1], *roots]:
        who = _who_acts(reading, verb, is_cue=verb in cues)
        if who is not None:
            cue = reading.range(verb, verb) if verb in cues else None
            return Announcement(who, cue)
    return _name_before_cue(reading) or _last_pronoun(reading)


def _name_before_cue(reading: Reading) -> Announcement | None:
    """“…, the port’s agent, Ada Holm, wrote:”, whatever the parse makes of it."""
    tree, verb = reading.tree, len(reading.tree) - 2
    if verb < 1 or tree.words[-1] != ":" or tree.lower[verb] not in QUOTE_FORMS:
        return None
    last = verb - 1 if tree.words[verb - 1] != "," else verb - 2
    first = last + 1
    while first > 0 and tree.tags[first - 1] == "NNP":
        first -= 1
    if first > last:
        return None
    return Announcement(reading.range(first, last), reading.range(verb, verb))


def _who_acts(reading: Reading, verb: int, *, is_cue: bool) -> Range | None:
    """The subject of a verb; of one that does not speak, somebody and no thing."""
    tree = reading.tree
    head = subject(tree, verb)
    who = noun_phrase(reading, head) if head is not None else None
    if who is None or head is None or is_cue or _may_speak(reading, head):
        return who
    return _only_name(reading)


def _last_pronoun(reading: Reading) -> Announcement | None:
    """“… she described the first night:” where the parse lost the verb."""
    tree = reading.tree
    if not reading.host.masked.endswith(":"):
        return None
    for token in range(len(tree) - 2, -1, -1):
        if tree.lower[token] in ("he", "she") and tree.tags[token + 1][:2] == "VB":
            return Announcement(reading.range(token, token), None)
    return None


def _for_whom(reading: Reading) -> Range | None:
    """“To Ada Holm, the verdict meant little.”: whom it is about speaks next."""
    tree = reading.tree
    last = 0
    while last + 1 < len(tree) and tree.tags[last + 1] == "NNP":
        last += 1
    comma = last + 1
    if not last or tree.lower[0] not in ("for", "to") or comma >= len(tree):
        return None
    return reading.range(1, last) if tree.words[comma] == "," else None


def _may_speak(reading: Reading, head: int) -> bool:
    """Whether a subject may be somebody: no "choice", no "money", no "Floodwater"."""
    tree = reading.tree
    if tree.tags[head] not in ("NN", "NNS"):
        return not _opens_as_thing(reading, head)
    noun = fold_word(tree.words[head])
    heads = organisations.ORGANISATION_HEADS | organisations.DOCUMENT_NOUNS
    return is_role(noun) or is_plural_role(noun) or noun in heads


def _opens_as_thing(reading: Reading, head: int) -> bool:
    """Whether a capital may only open the sentence, and a person is named behind.

    A word that was not printed before and is no first name.
    """
    tree, word = reading.tree, reading.tree.words[0]
    if head or tree.tags[0] != "NNP" or is_first_name(fold_word(word)):
        return False
    before = max(0, reading.host.start - _EARLIER)
    if reading.text.find(word, before, reading.host.start) >= 0:
        return False
    return any(
        tree.tags[t] == tree.tags[t + 1] == "NNP"
        and is_first_name(fold_word(tree.words[t]))
        for t in range(1, len(tree) - 1)
    )


def _only_name(reading: Reading) -> Range | None:
    """The one name in a sentence whose subject is a thing: “For Ada Holm, it was …”.

    Of several the one that begins as a person's does.
    """
    tree = reading.tree
    found: list[tuple[int, int]] = []
    for token in range(len(tree)):
        if tree.tags[token] != "NNP" or reading.quote_of(token):
            continue
        if found and found[-1][1] == token - 1:
            found[-1] = (found[-1][0], token)
        else:
            found.append((token, token))
    people = [
        (first, last)
        for first, last in found
        if first < last and is_first_name(fold_word(tree.words[first]))
    ]
    chosen = found if len(found) == 1 else people
    return reading.range(*chosen[0]) if len(chosen) == 1 else None


@dataclass(frozen=True, slots=True)
class _StandIn:
    """A whole quotation, and the token of the verb that stands for it in the parse."""

    quote: Quote
    verb: int


def _stand_ins(reading: Reading) -> Iterator[_StandIn]:
    at = {start: token for token, start in enumerate(reading.tree.starts)}
    full = [quote for quote in reading.host.quotes if quote.full]
    replaced = [s for s in reading.host.segments if _is_stand_in(reading, s)]
    for quote, segment in zip(full, replaced, strict=True):
        token = at.get(segment.masked + _STAND_IN_VERB)
        if token is not None:
            yield _StandIn(quote, token)


def _is_stand_in(reading: Reading, segment: Segment) -> bool:
    shown = reading.host.masked
    return segment.replaced and shown.startswith("“It is so", segment.masked)


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
        if tree.deps[token] == "conj" and _acts_itself(reading, token):
            return token
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


def _acts_itself(reading: Reading, verb: int) -> bool:
    """Whether a clause joined to another has its own subject: “…, and the crowd sang”.

    What is quoted in it is not said by the other's verb.
    """
    tree = reading.tree
    who = tree.child(verb, "nsubj")
    return tree.is_verb(verb) and who is not None and who < verb


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
    cue = cues[0]
    named = _quoting(reading, cue) or _Named(
        source=_subject_phrase(reading, cue),
        relay=None,
        cue=tuple(reading.range(c, c) for c in cues),
    )
    who, word = named.source, reading.tree.words[cue]
    if who is not None and _is_on_bearer(reading, cue):
        found = inscribed(tuple(quote.inner for quote in quotes))
        return replace(found, cue=named.cue)
    return Attribution(
        content=tuple(quote.inner for quote in quotes),
        cue=named.cue,
        source=(who,) if who else (),
        kind=Kind.DIRECT,
        score=0.95 if who else 0.6,
        method=f"subject of “{word}” in the same sentence"
        if who
        else f"quotation with “{word}”, no subject found",
        relay=(named.relay,) if named.relay else (),
    )


def _is_on_bearer(reading: Reading, cue: int) -> bool:
    """Whether what "says" it is a banner or a sign, which nobody is."""
    head = subject(reading.tree, cue)
    return head is not None and is_bearer(reading.tree, head)


def _subject_phrase(reading: Reading, cue: int) -> Range | None:
    head = subject_or_neighbour(reading, cue)
    return noun_phrase(reading, head) if head is not None else None


@dataclass(frozen=True, slots=True)
class _Named:
    """Who speaks, who passes it on, and by which words, as ranges of the text."""

    source: Range | None
    relay: Range | None
    cue: tuple[Range, ...]


def _quoting(reading: Reading, cue: int) -> _Named | None:
    """“KCNA quoted Kim as saying”, “Kim was quoted by KCNA as saying”."""
    tree = reading.tree
    quoted = quoted_as(reading, cue)
    if quoted is None:
        return None
    passive = tree.child(quoted.verb, "nsubjpass")
    if passive is not None:
        source, relay = passive, agent(tree, quoted.verb)
    else:
        object_ = tree.child(quoted.verb, "dobj")
        if object_ is None:
            return None
        source, relay = object_, subject(tree, quoted.verb)
    ranges = [reading.range(quoted.verb, quoted.verb)]
    if quoted.saying is not None:
        words = quoted.saying_words(tree)
        ranges.append(reading.range(words[0], words[-1]))
    return _Named(
        noun_phrase(reading, source),
        noun_phrase(reading, relay) if relay is not None else None,
        tuple(ranges),
    )
