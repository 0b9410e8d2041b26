"""What somebody reports that another said, quotation and all.

    Mina Sol said the captain told her: “Stay where you are.”
    → the captain told her: “Stay where you are.”; said; Mina Sol

The quotation is the captain's by way of Mina Sol, who is the article's source.

Source: our definition of a quotation (docs/extraction.md): the outer of two is the one.
"""

from __future__ import annotations

from quotes.extraction.cues import UTTERANCES, VERB_LEMMAS
from quotes.extraction.spans.rules.noun_phrases import noun_phrase
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.text.masking import Quote
from quotes.extraction.types import Attribution, Kind

_SCORE = 0.85


def told_within(reading: Reading, cue: int, quote: Quote) -> Attribution | None:
    """The report around a quotation whose ``cue`` stands in a clause that is told.

    None where the cue's sentence is the article's own, or the quotation stands first.
    """
    tree, outer = reading.tree, reading.tree.heads[cue]
    said = VERB_LEMMAS.get(tree.lower[outer]) in UTTERANCES
    if tree.deps[cue] != "ccomp" or not said:
        return None
    who, own = tree.child(outer, "nsubj"), tree.child(cue, "nsubj")
    if who is None or own is None or not who < outer < own < cue:
        return None
    if tree.child(outer, "neg") is not None:
        return None  # “Sol never said that Reve told her: …”
    start = reading.range(tree.left[cue], cue)[0]
    if tree.lower[tree.left[cue]] == "that":
        start = reading.range(tree.left[cue] + 1, cue)[0]
    source = noun_phrase(reading, who)
    if source is None or quote.span.start < start:
        return None
    return Attribution(
        content=((start, quote.span.end),),
        cue=(reading.range(outer, outer),),
        source=(source,),
        kind=Kind.MIXED,
        score=_SCORE,
        method=f"clause of “{tree.words[outer]}”",
    )
