"""A passive verb that reports its own subject: subject and infinitive together.

    The bridge is said by the council to be unsafe.
    → The bridge | to be unsafe; said; the council

Who says so is often left out, and then there is no source.

Source: subject and passive verb with infinitive, Quirk et al. (1985), chapter 16.
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


@complement_of(Frame.RAISED)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    who, child = tree.child(verb, "nsubjpass"), tree.child(verb, "xcomp")
    if who is None or child is None or child < verb or not has_to(tree, child):
        return None
    left = tree.left[child]
    subject = Stretch(tree.left[who], tree.right[who])
    done = Stretch(left, cut_tail(reading, left, tree.right[child]))
    return Complement((subject, done), (verb,), 0.5)
