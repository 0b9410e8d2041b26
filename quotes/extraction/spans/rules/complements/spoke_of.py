"""A verb with its particle and what that governs.

    Mina Sol spoke of closing the bridge.
    → closing the bridge; spoke of; Mina Sol

A noun behind the particle ("called for calm") is a bare noun phrase.

Source: the particles of ``quotes/extraction/cues.py``; Quirk et al. (1985), chapter 16.
"""

from __future__ import annotations

from quotes.extraction.spans.rules.clauses import particle_child
from quotes.extraction.spans.rules.complement import (
    Complement,
    Stretch,
    complement_of,
)
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tails import cut_tail


@complement_of(None)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    particle = particle_child(reading, verb, lemma)
    if particle is None or (tree.tags[verb] == "VBN" and tree.deps[verb] == "advcl"):
        return None
    complement = tree.child(particle, "pobj", "pcomp")
    if complement is None:
        return None
    left = tree.left[complement]
    content = Stretch(left, cut_tail(reading, left, tree.right[complement]))
    is_bare = not tree.is_verb(complement)
    return Complement((content,), (verb, particle), 0.55, is_bare)
