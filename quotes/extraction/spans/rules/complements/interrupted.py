"""A verb and its subject between commas inside the clause that they report.

    The council, Mina Sol warned, would close the bridge.
    → The council | would close the bridge; warned; Mina Sol

The parser hangs the reporting verb below the reported one.

Source: parenthetical reporting clauses, Quirk et al. (1985), chapter 14.
"""

from __future__ import annotations

from quotes.extraction.cues import SPEECH_FRAMES, Frame
from quotes.extraction.spans.rules.clauses import (
    around,
    is_stand_in,
    lacks_particle,
    own_words,
)
from quotes.extraction.spans.rules.complement import Complement, complement_of
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tails import is_comma


@complement_of(Frame.CLAUSE)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    head = tree.heads[verb]
    if tree.deps[verb] not in ("parataxis", "ccomp", "dep", "advcl") or head == verb:
        return None
    if not SPEECH_FRAMES.get(lemma, Frame(0)) & Frame.QUOTE:
        return None
    if lacks_particle(reading, verb, lemma) or is_stand_in(reading, head):
        return None
    if not _is_set_apart(reading, verb):
        return None
    left = min(tree.left[head], tree.left[verb])
    return around(reading, verb, left, tree.right[head])


def _is_set_apart(reading: Reading, verb: int) -> bool:
    words, own = reading.tree.words, own_words(reading, verb)
    if own is None or own.first == 0:
        return False
    after = words[min(own.last + 1, len(words) - 1)]
    return is_comma(words[own.first - 1]) and is_comma(after)
