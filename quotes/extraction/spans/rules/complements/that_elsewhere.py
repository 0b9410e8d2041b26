"""A that-clause that the parser hung on another word than its verb.

    The council confirmed on Monday for the first time that the bridge was unsafe.
    → the bridge was unsafe; confirmed; The council

Not a relative clause: behind its "that" no verb follows at once.

Source: sentences that spaCy's small English model misreads.
"""

from __future__ import annotations

from quotes.extraction.cues import Frame
from quotes.extraction.spans.rules.clauses import FINITE, lacks_particle
from quotes.extraction.spans.rules.complement import (
    Complement,
    Stretch,
    complement_of,
)
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tails import cut_tail

_FAR = 16


@complement_of(Frame.CLAUSE)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    if lacks_particle(reading, verb, lemma):
        return None
    that = _that_behind(reading, verb)
    if that is None:
        return None
    tree = reading.tree
    head, follows = tree.heads[that], tree.tags[that + 1]
    if head < that or follows in FINITE or follows == "VBN":
        return None
    content = Stretch(that + 1, cut_tail(reading, that + 1, tree.right[head]))
    return Complement((content,), (verb,), 0.75)


def _that_behind(reading: Reading, verb: int) -> int | None:
    """The next "that" in the verb's own clause, or None."""
    tree = reading.tree
    for token in range(verb + 1, min(verb + _FAR, len(tree) - 2)):
        if tree.words[token] in (",", ";", ":") or tree.tags[token] in FINITE:
            return None
        opens = tree.lower[token] == "that" and tree.tags[token] in ("IN", "WDT")
        if opens and not reading.quote_of(token):
            return token
    return None
