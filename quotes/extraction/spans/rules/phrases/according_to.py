"""The phrase "according to": the rest of its sentence is reported.

    According to Mina Sol, the bridge will open in May.
    → the bridge will open in May; According to; Mina Sol

    The bridge, according to Mina Sol, will open in May.
    → The bridge | will open in May; according to; Mina Sol

Of what only passes on another's words ("According to the Agency, Sol said …") the
stage ``combine`` makes a relay.

Source: PolNeAR's guidelines count the phrase among the cues (Newell et al. 2018).
"""

from __future__ import annotations

from quotes.extraction.spans.rules.asides import ASIDE, goes_on
from quotes.extraction.spans.rules.combine import PASSED_ON
from quotes.extraction.spans.rules.phrase_bounds import beside, phrase_end
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import noun_phrase
from quotes.extraction.spans.rules.tree import Tree
from quotes.extraction.types import Attribution, Kind


def rule(reading: Reading, token: int) -> Attribution | None:
    tree = reading.tree
    if tree.lower[token] != "according" or reading.quote_of(token):
        return None
    to = token + 1
    if to >= len(tree) or tree.lower[to] != "to":
        return None
    head = tree.child(to, "pobj")
    if head is None:
        head = tree.child(token, "pobj")
    source = noun_phrase(reading, head) if head is not None else None
    last = max(tree.right[head], to) if head is not None else to
    if source is None:
        last = phrase_end(tree, to + 1)
        if last <= to:
            return None
        source = reading.range(to + 1, last)
    content = beside(reading, token, last)
    if not content:
        return None
    return Attribution(
        content=content,
        cue=reading.cue(token, to),
        source=(source,),
        kind=Kind.INDIRECT,
        score=0.8,
        method=f"{ASIDE}: “according to”"
        if _is_aside(tree, token, last)
        else PASSED_ON,
    )


def _is_aside(tree: Tree, first: int, last: int) -> bool:
    """Whether it parts a subject from its verb: “The dam, according to …, is”."""
    finite = any(tree.tags[t] in ("VBD", "VBZ", "VBP", "MD") for t in range(first))
    return not finite and last + 2 < len(tree) and goes_on(tree, last + 2)
