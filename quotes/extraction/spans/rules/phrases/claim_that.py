"""A verb that the parser takes for a noun: "Those living by the quay claim that …".

    Those living nearest to the bridge claim that lorries shake it.
    → lorries shake it; claim; Those living nearest to the bridge

Only where the sentence opens with many people and has no other verb with a tense.

Source: sentences that spaCy's small English model misreads.
"""

from __future__ import annotations

from quotes.extraction.cues import SPEECH_FRAMES, VERB_LEMMAS, Frame
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tree import Tree
from quotes.extraction.types import Attribution, Kind

_TENSED = ("VBD", "VBZ", "VBP", "MD")


def rule(reading: Reading, noun: int) -> Attribution | None:
    tree = reading.tree
    if noun == 0 or noun + 2 >= len(tree) or tree.lower[noun + 1] != "that":
        return None
    if tree.tags[noun] != "NN" or reading.quote_of(noun) or _has_verb(tree):
        return None
    lemma = VERB_LEMMAS.get(tree.lower[noun])
    speaks = SPEECH_FRAMES.get(lemma or "", Frame(0)) & Frame.CLAUSE
    many = tree.lower[0] == "those" or tree.tags[0] in ("NNS", "NNPS")
    if not (speaks and many) or any(tree.tags[t] in _TENSED for t in range(noun)):
        return None
    content = reading.content(noun + 1, len(tree) - 1)
    if content is None:
        return None
    return Attribution(
        content=(content,),
        cue=reading.cue(noun),
        source=(reading.range(0, noun - 1),),
        kind=Kind.INDIRECT,
        score=0.8,
        method=f"clause of “{tree.words[noun]}”",
    )


def _has_verb(tree: Tree) -> bool:
    """Whether the parser sees a main verb with a tense."""
    roots = [t for t in range(len(tree)) if tree.heads[t] == t]
    return any(tree.tags[t] in _TENSED for t in roots)
