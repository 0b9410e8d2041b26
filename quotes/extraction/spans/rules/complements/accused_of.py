"""A verb of blame or praise: its object and the reproach together.

    Mina Sol accused the dockers of wrecking the crane.
    → the dockers of wrecking the crane; accused; Mina Sol

A reproach without a verb ("blamed them for the delay") is a bare noun phrase.

Source: prepositional verbs with two objects, Quirk et al. (1985), chapter 16. Verbs:
VerbNet's judgment class (33).
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


@complement_of(Frame.OF)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    object_ = tree.child(verb, "dobj")
    if object_ is None or object_ < verb:
        return None
    joining = ("of", "for", "over", *(("with",) if lemma == "charge" else ()))
    for child in tree.children[verb] + tree.children[object_]:
        joins = tree.lower[child] in joining and tree.deps[child] == "prep"
        if joins and child > object_:
            reproach = tree.child(child, "pcomp", "pobj")
            if reproach is not None:
                left = tree.left[object_]
                content = Stretch(left, cut_tail(reading, left, tree.right[child]))
                is_bare = not tree.is_verb(reproach)
                return Complement((content,), (verb,), 0.65, is_bare)
    return None
