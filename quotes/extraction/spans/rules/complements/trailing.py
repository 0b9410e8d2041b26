"""A verb and its subject at the end of a sentence whose clause is not linked to it.

    The bridge will open in May, Mina Sol wrote in her diary.
    → The bridge will open in May; wrote; Mina Sol

    The bridge will open in May, Mina Sol said, according to the Coast Agency.
    → The bridge will open in May; said; Mina Sol

All before the comma is reported: it has a verb with a tense, and is no quotation.

Source: sentences that spaCy's small English model misreads.
"""

from __future__ import annotations

from quotes.extraction.cues import SPEECH_FRAMES, Frame
from quotes.extraction.spans.rules.clauses import (
    FINITE,
    is_stand_in,
    lacks_particle,
    own_words,
)
from quotes.extraction.spans.rules.complement import (
    Complement,
    Stretch,
    complement_of,
)
from quotes.extraction.spans.rules.quoted_as import quoted_as
from quotes.extraction.spans.rules.reading import Reading

_SHORTEST_CLAUSE = 4


@complement_of(Frame.CLAUSE)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    if not SPEECH_FRAMES.get(lemma, Frame(0)) & Frame.QUOTE:
        return None
    if lacks_particle(reading, verb, lemma):
        return None
    own = _trailing_words(reading, verb)
    if own is None or not _is_clause(reading, own.first):
        return None
    return Complement((Stretch(0, own.first - 2),), (verb,), 0.7)


def _trailing_words(reading: Reading, verb: int) -> Stretch | None:
    """The verb and its subject, where a comma and a clause's length precede them."""
    tree = reading.tree
    quoted = quoted_as(reading, verb)
    own = own_words(reading, quoted.verb if quoted else verb)
    if own is None or (quoted is None and tree.tags[verb] not in FINITE):
        return None
    if own.first < _SHORTEST_CLAUSE or tree.words[own.first - 1] != ",":
        return None
    after = max(own.last, verb) + 1
    ends = after >= len(tree) or tree.tags[after] in ("IN", ".", "RB", "NNP")
    # "…, Mina Sol said, according to the Coast Agency": it only passes on.
    ends = ends or tree.lower[after : after + 2] == [",", "according"]
    return own if ends else None


def _is_clause(reading: Reading, end: int) -> bool:
    """Whether the tokens before ``end`` have a tense and are no quotation."""
    before = range(end)
    if any(is_stand_in(reading, token) for token in before):
        return False
    return any(reading.tree.tags[token] in FINITE for token in before)
