"""A clause whose subject has a relative clause, so that it was read as an object.

    Mina Sol said the light that marks the reef had been dark since May.
    → the light that marks the reef had been dark since May; said; Mina Sol

Only of "say", which takes no such object.

Source: sentences that spaCy's small English model misreads.
"""

from __future__ import annotations

from quotes.extraction.cues import Frame
from quotes.extraction.spans.rules.clauses import FINITE
from quotes.extraction.spans.rules.complement import (
    Complement,
    Stretch,
    complement_of,
)
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tails import cut_tail


@complement_of(Frame.CLAUSE)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    object_ = tree.child(verb, "dobj")
    if lemma != "say" or object_ is None or object_ < verb:
        return None
    left, right = tree.left[object_], tree.right[object_]
    if not any(tree.tags[t] in FINITE for t in range(object_, right + 1)):
        return None
    content = Stretch(left, cut_tail(reading, left, right))
    return Complement((content,), (verb,), 0.65)
