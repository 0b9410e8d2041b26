"""How far the phrase that names a source goes, and what of its sentence is left."""

from __future__ import annotations

from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tree import Tree
from quotes.extraction.types import Range
from quotes.names.person_names import fold_word, is_role


def phrase_end(tree: Tree, first: int) -> int:
    """The last token before the next comma, where no verb stands between.

    ``first - 1`` where one does, or where nothing stands before the comma.
    """
    token = first
    while token < len(tree) and tree.words[token] not in (",", ".", ";", ":"):
        if tree.tags[token] in ("VBD", "VBZ", "VBP", "MD"):
            return first - 1
        token += 1
    return token - 1


def name_behind_role(reading: Reading, last: int, *, interrupts: bool = False) -> int:
    """“its director, Mina Sol, …”: the last token of the name, else ``last``.

    interrupts: the phrase stands behind the subject of a sentence, whose verb follows.
    Read from the words: the parser takes the name for a subject of what follows.
    """
    tree = reading.tree
    name = last + 2
    role = interrupts or is_role(fold_word(tree.words[last]))
    if (
        not (role and tree.words[last].islower())
        or name >= len(tree)
        or tree.words[last + 1] != ","
    ):
        return last
    end = name
    while end < len(tree) and tree.words[end][:1].isupper():
        end += 1
    closes = end < len(tree) and tree.words[end] == ","
    if not closes or end - name < 2:
        return last
    if not interrupts and _is_predicate(tree, end + 1):
        return last
    return end - 1


def _is_predicate(tree: Tree, first: int) -> bool:
    """Whether what follows a name goes on with its verb: “, 34, stole the boat”.

    Then the name is that of whom it tells, and no part of the source before it.
    """
    for token in range(first, len(tree)):
        if tree.tags[token] not in ("VBD", "VBZ", "VBP", "MD"):
            continue
        before = token - 1
        while before >= first and tree.tags[before] == "RB":
            before -= 1
        if before < first or tree.words[before] == ",":
            return True
        if tree.lower[before] not in ("who", "which", "whose"):
            return False
    return False


def beside(reading: Reading, first: int, last: int) -> tuple[Range, ...]:
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
