"""A verb whose infinitive is what the speaker will do.

    Mina Sol promised to open the bridge.
    → to open the bridge; promised; Mina Sol

Source: to-infinitives as objects, Quirk et al. (1985), chapter 16. Verbs:
VerbNet's promise class (37.13).
"""

from __future__ import annotations

from quotes.extraction.cues import Frame
from quotes.extraction.spans.rules.clauses import has_to
from quotes.extraction.spans.rules.complement import (
    Complement,
    Stretch,
    complement_of,
)
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tails import cut_tail


@complement_of(Frame.INFINITIVE)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    child = tree.child(verb, "xcomp")
    if child is None or child < verb or not has_to(tree, child):
        return None
    left = tree.left[child]
    content = Stretch(left, cut_tail(reading, left, tree.right[child]))
    return Complement((content,), (verb,), 0.7)
