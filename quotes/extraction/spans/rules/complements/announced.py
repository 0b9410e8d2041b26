"""A verb with a bare noun phrase as its object, for those who ask for attitudes.

    Mina Sol announced a new bridge.
    → a new bridge; announced; Mina Sol

Of "express" and "voice" what they are expressed for goes with it.

Source: PolNeAR annotates such objects; reported speech they are not.
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
from quotes.extraction.spans.rules.tree import Tree

_TOWARDS = ("to", "for", "about", "over", "at", "with")


@complement_of(Frame.OBJECT)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    object_ = tree.child(verb, "dobj", "nsubjpass")
    if object_ is None:
        return None
    left, right = tree.left[object_], tree.right[object_]
    if object_ > verb:
        left = max(left, verb + 1)
        if lemma in ("express", "voice"):
            right = max([right, *_phrases_behind(tree, verb, object_)])
        right = cut_tail(reading, left, right)
    return Complement((Stretch(left, right),), (verb,), 0.5, is_bare=True)


def _phrases_behind(tree: Tree, verb: int, object_: int) -> list[int]:
    """Where each phrase ends that says for or about whom: gratitude “to them”."""
    return [
        tree.right[child]
        for child in tree.children[verb]
        if child > object_ and tree.lower[child] in _TOWARDS
    ]
