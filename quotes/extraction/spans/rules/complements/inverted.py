"""A verb before its subject, behind the clause that it reports.

    The bridge will open in May, said Mina Sol.
    → The bridge will open in May; said; Mina Sol

A comma parts them; all before it has a verb with a tense and is no quotation. The
parser takes a noun of that clause for the subject, and the speaker for an object.

Source: inversion in reporting clauses, Quirk et al. (1985), chapter 14.30.
"""

from __future__ import annotations

from quotes.extraction.cues import Frame
from quotes.extraction.spans.rules.clauses import FINITE, is_stand_in
from quotes.extraction.spans.rules.complement import (
    Complement,
    Stretch,
    complement_of,
)
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import inverted_subject

_SHORTEST_CLAUSE = 4


@complement_of(Frame.CLAUSE)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    if verb <= _SHORTEST_CLAUSE or inverted_subject(reading, verb) is None:
        return None
    before = range(verb - 1)
    if any(is_stand_in(reading, token) for token in before):
        return None
    if not any(reading.tree.tags[token] in FINITE for token in before):
        return None
    return Complement((Stretch(0, verb - 2),), (verb,), 0.75)
