"""A verb that estimates: what is counted and the number together.

    Mina Sol put the number of injured at 40.
    → the number of injured at 40; put; Mina Sol

Only where a number follows "at" ("put the child at risk" says nothing).

Source: our definition of a quotation (docs/extraction.md). Verbs:
VerbNet's price class (54.4).
"""

from __future__ import annotations

from quotes.extraction.cues import Frame
from quotes.extraction.spans.rules.complement import (
    Complement,
    Stretch,
    complement_of,
)
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tree import Tree

_FAR = 16


@complement_of(Frame.AT)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    object_ = tree.child(verb, "dobj")
    if object_ is None or object_ < verb:
        return None
    for at in range(object_ + 1, min(object_ + _FAR, len(tree))):
        number = tree.child(at, "pobj") if tree.lower[at] == "at" else None
        if number is not None and _counts(tree, number):
            content = Stretch(tree.left[object_], tree.right[at])
            return Complement((content,), (verb,), 0.7)
        if tree.words[at] == ",":
            return None
    return None


def _counts(tree: Tree, token: int) -> bool:
    return any(tree.tags[t] in ("CD", "$") for t in range(tree.left[token], token + 1))
