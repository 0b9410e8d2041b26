"""Words in marks right behind a verb of manner: no more than stands between them.

    Mina Sol whispered “no more boats” at the gate.
    → no more boats; whispered; Mina Sol

    Stickers saying “no more boats” covered the gate.
    → no more boats; saying;

Verbs like "said" report whole clauses of which only some words are quoted; one
whispers, shouts and mutters what stands in the marks, and what follows is the
reporter's.

Source: Quirk et al. (1985), chapter 14, on verbs of manner of speaking.
"""

from __future__ import annotations

from quotes.extraction.cues import Frame
from quotes.extraction.spans.rules.complement import (
    Complement,
    Stretch,
    complement_of,
)
from quotes.extraction.spans.rules.reading import Reading
from quotes.names.inflection import words

_BETWEEN = (",", ":")
_MANNER = words(
    """
    bark bellow blurt chant cry croak drawl gasp groan growl hiss holler hoot jeer moan
    mumble murmur mutter plead rasp roar scream shout shriek sigh sing snap snarl sob
    stammer wail whisper yell answer reply respond retort quip interject chorus splutter
    intone exclaim
    """
)
_WRITTEN = words("say read declare proclaim")


@complement_of(Frame.QUOTE)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    if lemma not in _MANNER and not _is_written(reading, verb, lemma):
        return None
    first = verb + 1
    if first < len(tree) and tree.words[first] in _BETWEEN:
        first += 1
    quote = reading.quote_of(first) if first < len(tree) else None
    if quote is None or quote.full:
        return None
    last = first
    while last + 1 < len(tree) and reading.quote_of(last + 1) is quote:
        last += 1
    return Complement((Stretch(first, last),), (verb,), 0.8)


def _is_written(reading: Reading, verb: int, lemma: str) -> bool:
    """“Stickers saying “…” covered the gate”: what stands on the thing before."""
    tree = reading.tree
    qualifies = tree.tags[verb] == "VBG" and verb > 0
    return qualifies and lemma in _WRITTEN and tree.tags[verb - 1] in ("NN", "NNS")
