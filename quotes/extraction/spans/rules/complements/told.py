"""A verb with the one who was told as its object, and a clause.

    Mina Sol told the council that the bridge was open.
    → the bridge was open; told; Mina Sol

Source: the parser takes such a clause for a complement or for an adverbial ("advcl");
one that opens with "that" is the complement. Verbs: tell verbs, VerbNet 37.2.
"""

from __future__ import annotations

from dataclasses import replace

from quotes.extraction.cues import Frame
from quotes.extraction.spans.rules.clauses import clause_of, is_stand_in
from quotes.extraction.spans.rules.complement import (
    Complement,
    Stretch,
    complement_of,
)
from quotes.extraction.spans.rules.reading import Reading

_ADDRESSEES = ("NN", "NNS", "NNP", "NNPS", "CC", "DT", "JJ", "PRP$", "PRP", "CD")


@complement_of(Frame.TOLD)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    for child in tree.children[verb]:
        if child > verb and tree.deps[child] in ("ccomp", "advcl"):
            if tree.deps[child] == "advcl" and tree.lower[tree.left[child]] != "that":
                continue
            if not is_stand_in(reading, child):
                return _behind_that(reading, verb, clause_of(reading, verb, child))
    return None


def _behind_that(reading: Reading, verb: int, told: Complement) -> Complement:
    """Without those who were told, whom the parser may take for a part of it.

    “Sol told friends and family that the interview went well.”
    """
    tree, first = reading.tree, told.content[0].first
    that = first
    while tree.tags[that] in _ADDRESSEES and that < told.content[0].last:
        that += 1
    if first != verb + 1 or that == first or tree.lower[that] != "that":
        return told
    clause = Stretch(that + 1, told.content[0].last)
    return replace(told, content=(clause, *told.content[1:]))
