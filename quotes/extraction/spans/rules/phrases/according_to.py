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

import re

from quotes.extraction.spans.rules.asides import ASIDE, goes_on
from quotes.extraction.spans.rules.combine import PASSED_ON
from quotes.extraction.spans.rules.noun_phrases import noun_phrase
from quotes.extraction.spans.rules.phrase_bounds import (
    beside,
    name_behind_role,
    phrase_end,
)
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tree import Tree
from quotes.extraction.types import Attribution, Kind, Range

# Behind "a survey released": when, and by whom, up to the next comma.
_ISSUED_BY = re.compile(
    r"(?<=ed|wn|nt|ut|de)\s(?:on|in|last|this|late|earlier|early|at)\s[^,.;]{1,40}?"
    r"\sby\s[^,.;]+(?:,\s[A-Z][\w’'-]*)?"
)


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
    last = _last_of(tree, head, to)
    if head is not None and source is not None:
        source = _with_issuer(reading, source, last)
    if source is None:
        last = phrase_end(tree, to + 1)
        if last <= to:
            return None
        source = reading.range(to + 1, last)
    if (behind := name_behind_role(reading, last)) > last:
        last = behind
        source = (source[0], reading.range(last, last)[1])
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


def _last_of(tree: Tree, head: int | None, to: int) -> int:
    """The last token of the phrase under ``head``, without a comma at its end."""
    last = max(tree.right[head], to) if head is not None else to
    while last > to and tree.words[last] == ",":
        last -= 1
    return last


def _with_issuer(reading: Reading, source: Range, last: int) -> Range:
    """“a report published | on Monday by the board”: on to whoever issued it."""
    end = reading.range(last, last)[1]
    match = _ISSUED_BY.match(reading.text, source[1], end)
    return (source[0], match.end()) if match else source


def _is_aside(tree: Tree, first: int, last: int) -> bool:
    """Whether it parts a subject from its verb: “The dam, according to …, is”."""
    # "had, according to X, left": the verb that the auxiliary belongs to stands behind.
    finite = any(
        tree.tags[t] in ("VBD", "VBZ", "VBP", "MD")
        and not (tree.deps[t] == "aux" and tree.heads[t] > last)
        for t in range(first)
    )
    return not finite and last + 2 < len(tree) and goes_on(tree, last + 2)
