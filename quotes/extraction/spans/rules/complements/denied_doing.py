"""A verb with a gerund: what was done, or should be.

    Mina Sol denied closing the bridge.
    → closing the bridge; denied; Mina Sol

Source: -ing clauses as objects, Quirk et al. (1985), chapter 16.
"""

from __future__ import annotations

from quotes.extraction.cues import Frame
from quotes.extraction.spans.rules.complement import (
    Complement,
    Stretch,
    complement_of,
)
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tails import cut_tail


@complement_of(Frame.GERUND)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    for child in tree.children[verb]:
        below = child > verb and tree.deps[child] in ("xcomp", "ccomp")
        if below and tree.tags[child] == "VBG":
            left = tree.left[child]
            content = Stretch(left, cut_tail(reading, left, tree.right[child]))
            return Complement((content,), (verb,), 0.7)
    return None
