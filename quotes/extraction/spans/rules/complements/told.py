"""A verb with the one who was told as its object, and a clause.

    Mina Sol told the council that the bridge was open.
    → the bridge was open; told; Mina Sol

Source: the parser takes such a clause for a complement or for an adverbial ("advcl");
one that opens with "that" is the complement. Verbs: tell verbs, VerbNet 37.2.
"""

from __future__ import annotations

from quotes.extraction.cues import Frame
from quotes.extraction.spans.rules.clauses import clause_of, is_stand_in
from quotes.extraction.spans.rules.complement import Complement, complement_of
from quotes.extraction.spans.rules.reading import Reading


@complement_of(Frame.TOLD)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    for child in tree.children[verb]:
        if child > verb and tree.deps[child] in ("ccomp", "advcl"):
            if tree.deps[child] == "advcl" and tree.lower[tree.left[child]] != "that":
                continue
            if not is_stand_in(reading, child):
                return clause_of(reading, verb, child)
    return None
