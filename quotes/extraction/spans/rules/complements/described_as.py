"""A verb with "as": the content is what follows it.

    Mina Sol described the toll as a disgrace.
    → a disgrace; described | as; Mina Sol

Not "quoted … as saying", whose clause the verb "saying" reports.

Source: complex transitive prepositional verbs, Quirk et al. (1985), chapter 16. Verbs:
VerbNet's characterize class (29.2).
"""

from __future__ import annotations

from quotes.extraction.cues import VERB_LEMMAS, Frame
from quotes.extraction.spans.rules.complement import (
    Complement,
    Stretch,
    complement_of,
)
from quotes.extraction.spans.rules.quoted_words import more_quoted, quoted_to
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tails import cut_tail
from quotes.extraction.spans.rules.tree import Tree

_AS_NEAR = 12


@complement_of(Frame.AS)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    as_ = _as_quoted(reading, verb)
    if as_ is not None:
        last = more_quoted(reading, quoted_to(reading, as_ + 1))
        return Complement((Stretch(as_ + 1, last),), (verb, as_), 0.75)
    as_ = _as_below(tree, verb)
    if as_ is None:
        return None
    complement = tree.child(as_, "pobj", "pcomp", "amod", "acomp")
    if complement is None or VERB_LEMMAS.get(tree.lower[complement]) == "say":
        return None
    content = Stretch(as_ + 1, cut_tail(reading, as_ + 1, tree.right[as_]))
    return Complement((content,), (verb, as_), 0.75)


def _as_quoted(reading: Reading, verb: int) -> int | None:
    """The "as" before several quoted words: as “late”, “thin” and “hard to read”."""
    tree = reading.tree
    for token in range(verb + 1, min(verb + _AS_NEAR, len(tree) - 1)):
        if tree.lower[token] == "as" and not reading.quote_of(token):
            if not reading.quote_of(token + 1):
                return None
            last = quoted_to(reading, token + 1)
            return token if more_quoted(reading, last) > last else None
        if tree.is_verb(token):
            return None
    return None


def _as_below(tree: Tree, verb: int) -> int | None:
    """The "as" that hangs on the verb, on its object or on a phrase of it."""
    object_ = tree.child(verb, "dobj")
    parents = [verb, *([] if object_ is None else [object_])]
    parents += [c for c in tree.children[verb] if tree.deps[c] == "prep"]
    for parent in parents:
        for child in tree.children[parent]:
            is_as = tree.lower[child] == "as" and tree.deps[child] == "prep"
            if is_as and child > verb:
                return child
    return None
