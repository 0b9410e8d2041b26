"""A verb that asks somebody to do something: object and infinitive together.

    Mina Sol urged the dockers to end their strike.
    → the dockers to end their strike; urged; Mina Sol

    Mina Sol called for the council to end the strike.
    → the council to end the strike; called for; Mina Sol

Not in the passive ("was urged to"): who urged is then not the subject.

Source: object and to-infinitive, Quirk et al. (1985), chapter 16. Verbs:
VerbNet's urge and order classes (58, 60).
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
    if tree.child(verb, "nsubjpass") is not None:
        return None
    for child in tree.children[verb]:
        if child < verb or not has_to(tree, child):
            continue
        left = tree.left[child]
        called_for = tree.lower[left] == "for" and tree.deps[left] == "mark"
        if called_for:
            left += 1
        elif tree.deps[child] not in ("xcomp", "ccomp"):
            continue
        object_ = tree.child(verb, "dobj")
        if object_ is not None and verb < object_ < child:
            left = tree.left[object_]
        elif tree.child(child, "nsubj") is None:
            continue
        content = Stretch(left, cut_tail(reading, left, tree.right[child]))
        cue = (verb, left - 1) if called_for else (verb,)
        return Complement((content,), cue, 0.75)
    return None
