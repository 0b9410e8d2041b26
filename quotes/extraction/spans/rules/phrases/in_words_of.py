"""Phrases that name whose words or view the rest of the sentence is.

    In the words of Mina Sol, the bridge is a disgrace.
    → the bridge is a disgrace; In the words of; Mina Sol

    As per Mina Sol, the bridge will open in May.
    → the bridge will open in May; As per; Mina Sol

Source: our definition of a quotation (docs/extraction.md).
"""

from __future__ import annotations

from quotes.extraction.spans.rules.phrase_bounds import (
    beside,
    name_behind_role,
    phrase_end,
)
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tree import Tree
from quotes.extraction.types import Attribution, Kind
from quotes.names.inflection import words

IN_WORDS_OF = "in the words of whom it names"
IN_WORDS = words(
    "words view opinion eyes estimation telling judgment judgement assessment account"
    " per"
)


def rule(reading: Reading, token: int) -> Attribution | None:
    tree = reading.tree
    if tree.lower[token] not in IN_WORDS or reading.quote_of(token):
        return None
    cue = _per(tree, token) if tree.lower[token] == "per" else _in_the(tree, token)
    if not cue:
        return None
    start = cue[-1] + 1
    last = phrase_end(tree, start)
    if last < start:
        return None
    interrupts = cue[0] > 1 and tree.words[cue[0] - 1] == ","
    last = name_behind_role(reading, last, interrupts=interrupts)
    content = beside(reading, cue[0], _apposition_end(tree, last))
    if not content:
        return None
    return Attribution(
        content=content,
        cue=reading.cue(*cue),
        source=(reading.range(start, last),),
        kind=Kind.INDIRECT,
        score=0.8,
        method=IN_WORDS_OF,
    )


def _per(tree: Tree, token: int) -> range:
    """The tokens of “(as) per” before a name, behind a comma or first; else none."""
    first = token - 1 if token and tree.lower[token - 1] == "as" else token
    opens = first == 0 or tree.words[first - 1] == ","
    if not opens or token + 1 >= len(tree) or not _names(tree, token + 1):
        return range(0)
    return range(first, token + 1)


def _in_the(tree: Tree, token: int) -> range:
    """The tokens of “in the words of”; none where the word stands otherwise."""
    of = token + 1
    if token < 2 or tree.lower[token - 1] != "the":
        return range(0)
    by_account = tree.lower[token] == "account" and tree.lower[token - 2] == "by"
    if tree.lower[token - 2] != "in" and not by_account:
        return range(0)
    if of + 1 >= len(tree) or tree.lower[of] != "of":
        return range(0)
    return range(token - 2, of + 1)


def _names(tree: Tree, token: int) -> bool:
    return tree.words[token][:1].isupper() or tree.lower[token] in ("the", "a", "an")


def _apposition_end(tree: Tree, last: int) -> int:
    """Where an apposition or a relative clause behind a name ends, at its comma."""
    after = last + 2
    if after >= len(tree) or tree.words[last + 1] != ",":
        return last
    if tree.lower[after] not in ("the", "a", "an", "who", "whose", "one", "his", "her"):
        return last
    for token in range(after, len(tree)):
        if tree.words[token] == ",":
            return token - 1
    return last
