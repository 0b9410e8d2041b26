"""Whom a sentence without a quotation leaves speaking for the next one.

    Mina Sol described the night:
    → Mina Sol speaks the quotation that follows

Not every subject can: “the choice was hard” leaves nobody.
"""

from __future__ import annotations

from dataclasses import dataclass

from quotes.extraction.cues import QUOTE_FORMS, SPEECH_FRAMES, VERB_LEMMAS, Frame
from quotes.extraction.spans.rules.noun_phrases import noun_phrase
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import subject
from quotes.extraction.types import Range
from quotes.names.gazetteer import organisations
from quotes.names.person_names import fold_word, is_first_name, is_plural_role, is_role

_EARLIER = 4_000
"""Characters before a sentence in which an earlier print of a word is looked for."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """The speaker that a sentence without quotation leaves for the next one."""

    source: Range
    cue: Range | None


def announcement(reading: Reading) -> Announcement | None:
    """Who a sentence leaves speaking at its end: “…, writing in his diary:”.

    The subject of its last cue, or of its main verb where it has none.
    """
    tree = reading.tree
    whom = _for_whom(reading)
    if whom is not None:
        return Announcement(whom, None)
    # Not "would go": whoever goes has not gone on to say anything.
    cues = [
        t
        for t in range(len(tree))
        if is_speech_cue(reading, t) and tree.tags[t] != "VB"
    ]
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


def is_speech_cue(reading: Reading, token: int) -> bool:
    """Whether a verb outside quotation marks may report what somebody says."""
    tree = reading.tree
    if not tree.is_verb(token) or reading.quote_of(token) is not None:
        return False
    lemma = VERB_LEMMAS.get(tree.lower[token])
    frames = SPEECH_FRAMES.get(lemma or "", Frame(0))
    return bool(frames & (Frame.QUOTE | Frame.TOLD | Frame.CLAUSE))
