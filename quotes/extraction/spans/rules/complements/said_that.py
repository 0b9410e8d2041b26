"""A verb with a clause as its complement, before, behind or around it.

    Mina Sol said the bridge was open.
    → the bridge was open; said; Mina Sol

    The bridge will open in May, Mina Sol said.
    → The bridge will open in May; said; Mina Sol

A verb that needs its particle reports nothing without it ("pointed out that").

Source: that-clauses as objects and reporting clauses, Quirk et al. (1985), chapters 14
and 16. Verbs: say verbs, VerbNet 37.7.
"""

from __future__ import annotations

from quotes.extraction.cues import Frame
from quotes.extraction.spans.rules.clauses import (
    clause_of,
    lacks_particle,
    reports_clause,
)
from quotes.extraction.spans.rules.complement import Complement, complement_of
from quotes.extraction.spans.rules.reading import Reading


@complement_of(Frame.CLAUSE)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    if lacks_particle(reading, verb, lemma):
        return None
    clauses = [c for c in reading.tree.children[verb] if reports_clause(reading, c)]
    after = [c for c in clauses if c > verb]
    return clause_of(reading, verb, *(after or clauses)) if clauses else None
