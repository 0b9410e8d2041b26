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

from quotes.extraction.spans.rules.combine import PASSED_ON
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import noun_phrase
from quotes.extraction.types import Attribution, Kind, Range


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
    if source is None or head is None:
        return None
    content = _beside(reading, token, max(tree.right[head], to))
    if not content:
        return None
    return Attribution(
        content=content,
        cue=reading.cue(token, to),
        source=(source,),
        kind=Kind.INDIRECT,
        score=0.8,
        method=PASSED_ON,
    )


def _beside(reading: Reading, first: int, last: int) -> tuple[Range, ...]:
    """The rest of the sentence round the tokens first to last."""
    tree = reading.tree
    before = reading.content(0, first - 1) if first else None
    after = None
    if last + 1 < len(tree):
        after = reading.content(last + 1, len(tree) - 1)
    if before is None or _is_connective(reading, first):
        return (after,) if after else ()
    if after is None or tree.words[last + 1] != ",":
        return (before,)
    return (before, after)


def _is_connective(reading: Reading, first: int) -> bool:
    """Whether only “But”, “Meanwhile,” and the like stand before the phrase."""
    return first <= 2 and all(
        reading.tree.tags[t] in ("CC", "RB", ",", "IN") for t in range(first)
    )
