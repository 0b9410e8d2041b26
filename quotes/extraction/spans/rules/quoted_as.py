"""The construction "quoted … as saying": one passes on what another said.

    The Coast Agency quoted Mina Sol as saying the bridge would open in May.
    → the bridge would open in May; quoted | as saying; Mina Sol

Source: our definition of a relay (docs/extraction.md).
"""

from __future__ import annotations

from dataclasses import dataclass

from quotes.extraction.cues import VERB_LEMMAS
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tree import Tree

_QUOTING = ("quote", "cite")
_MAX_CLIMB = 3


@dataclass(frozen=True, slots=True)
class QuotedAs:
    """verb: the token of "quoted". saying: that of the verb behind "as", or None."""

    verb: int
    saying: int | None

    def saying_words(self, tree: Tree) -> tuple[int, ...]:
        """The tokens of "as saying", or of "saying" alone; none where there is none."""
        saying = self.saying
        if saying is None:
            return ()
        if saying and tree.lower[saying - 1] == "as":
            return saying - 1, saying
        return (saying,)


def quoted_as(reading: Reading, cue: int) -> QuotedAs | None:
    """The construction that a cue is part of, as either verb; None if of none."""
    tree = reading.tree
    if VERB_LEMMAS.get(tree.lower[cue]) in _QUOTING:
        return QuotedAs(cue, _saying_below(tree, cue))
    token = cue
    for _ in range(_MAX_CLIMB):
        token = tree.heads[token]
        if VERB_LEMMAS.get(tree.lower[token]) in _QUOTING and tree.is_verb(token):
            return QuotedAs(token, cue)
    return None


def _saying_below(tree: Tree, verb: int) -> int | None:
    for token in range(verb + 1, min(tree.right[verb] + 1, len(tree))):
        if tree.tags[token] == "VBG" and tree.lower[token - 1] == "as":
            return token
    return None
