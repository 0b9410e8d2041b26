"""As ``urged_to``, where the infinitive hangs on the object's relative clause.

    Mina Sol urged anyone who had seen the crane fall to come forward.
    → anyone who had seen the crane fall to come forward; urged; Mina Sol

Source: sentences that spaCy's small English model misreads.
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


@complement_of(Frame.DIRECT)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    object_ = tree.child(verb, "dobj")
    if object_ is None or object_ < verb or tree.child(object_, "relcl") is None:
        return None
    left, right = tree.left[object_], tree.right[object_]
    if not any(has_to(tree, token) for token in range(object_, right + 1)):
        return None
    content = Stretch(left, cut_tail(reading, left, right))
    return Complement((content,), (verb,), 0.65)
