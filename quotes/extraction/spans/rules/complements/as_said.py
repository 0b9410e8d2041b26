"""A clause with "as": what stands around it is reported.

    The bridge will open in May, as Mina Sol promised.
    → The bridge will open in May; promised; Mina Sol

Not a manner ("did as she said it would"): the clause stands behind a comma, or first,
and reports nothing behind its verb.

Source: comment clauses, Quirk et al., A Comprehensive Grammar of the English Language
(1985), chapter 15.
"""

from __future__ import annotations

from quotes.extraction.cues import SPEECH_FRAMES, VERB_LEMMAS, Frame
from quotes.extraction.spans.rules.clauses import reports_clause, split_at
from quotes.extraction.spans.rules.complement import Complement, complement_of
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tails import is_comma


@complement_of(None)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    head = tree.heads[verb]
    if tree.deps[verb] != "advcl" or head == verb:
        return None
    as_ = tree.left[verb]
    who = _speaker_before(reading, verb)
    if who is None or not _opens_with_as(reading, as_):
        return None
    last, right = max(verb, tree.right[who]), tree.right[head]
    while last < right and not is_comma(tree.words[last + 1]):
        last += 1
    content = split_at(tree.left[head], as_, last, right)
    return Complement(content, (verb,), 0.7, is_bare=not SPEECH_FRAMES.get(lemma))


def _opens_with_as(reading: Reading, token: int) -> bool:
    tree = reading.tree
    set_apart = token == 0 or tree.words[token - 1] == ","
    return set_apart and tree.lower[token] == "as"


def _speaker_before(reading: Reading, verb: int) -> int | None:
    """The subject before the verb, or its agent; None where it reports a clause."""
    tree = reading.tree
    if any(c > verb and reports_clause(reading, c) for c in tree.children[verb]):
        return None
    # As Sol attacked the plan, they cheered: what she did, beside what was done.
    lemma = VERB_LEMMAS.get(tree.lower[verb], "")
    told = SPEECH_FRAMES.get(lemma, Frame(0)) & Frame.TOLD
    if verb < tree.heads[verb] and not told and _named_object(reading, verb):
        return None
    who = tree.child(verb, "nsubj", "agent")
    if who is None or (who > verb and tree.deps[who] == "nsubj"):
        return None
    return who


def _named_object(reading: Reading, verb: int) -> bool:
    tree = reading.tree
    met = tree.child(verb, "dobj")
    return met is not None and tree.tags[met] in ("NN", "NNS", "NNP", "NNPS")
