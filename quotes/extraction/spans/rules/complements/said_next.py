"""Words behind a verb of speech in which the parser saw no clause.

    Mina Sol said “a disgrace” would follow every winter.
    → “a disgrace” would follow every winter; said; Mina Sol

Only where "that" or a quoted part of the sentence follows at once; what is said then
goes on to the end of the sentence.

Source: sentences that spaCy's small English model misreads.
"""

from __future__ import annotations

from quotes.extraction.cues import UTTERANCES, Frame
from quotes.extraction.spans.rules.clauses import FINITE
from quotes.extraction.spans.rules.complement import (
    Complement,
    Stretch,
    complement_of,
)
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tails import cut_tail


@complement_of(Frame.CLAUSE)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    first = verb + 1
    if lemma not in UTTERANCES or first + 1 >= len(tree):
        return None
    that = tree.lower[first] == "that"
    first += that
    quote = reading.quote_of(first)
    quoted = quote is not None and not quote.full
    if not quoted and (not that or tree.tags[first] in (*FINITE, ".", "NN", "NNS")):
        return None
    content = Stretch(first, cut_tail(reading, first, len(tree) - 1))
    return Complement((content,), (verb,), 0.7)
