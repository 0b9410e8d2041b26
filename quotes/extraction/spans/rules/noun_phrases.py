"""How far the noun phrase of a source goes, and what of a sentence is no part of it."""

from __future__ import annotations

from quotes.extraction.cues import VERB_LEMMAS
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tree import Tree
from quotes.extraction.types import Range
from quotes.names.inflection import words

_OUTSIDE = frozenset(
    ["relcl", "advcl", "parataxis", "ccomp", "punct", "npadvmod", "dep", "advmod"]
)
_TIME_OR_PLACE = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december week month year
    morning afternoon evening night day today yesterday statement interview email
    e-mail tweet letter speech call post release conference briefing appearance
    response reply remarks twitter facebook address message rally event
    """
)
_AT_SOMEBODYS_SIDE = words("adviser advisor aide assistant counsel consultant deputy")
_TIME_PREPOSITIONS = frozenset(["on", "in", "during", "at", "after", "before", "via"])
_LONGEST_BRACKET = 16
_FEW = 2


def noun_phrase(reading: Reading, head: int) -> Range | None:
    """The range of the noun phrase under ``head``, or None if it is no name.

    Title, apposition and coordinated names included; relative clauses,
    adverbials and outer punctuation left out.
    """
    tree = reading.tree
    if _wholly_quoted(reading, head):
        return None
    inside = _members(tree, head)
    first = last = head
    while first - 1 in inside or (first - 2 in inside and _joins(tree, first - 1)):
        first -= 1
    while last + 1 in inside or (last + 2 in inside and _joins(tree, last + 1)):
        last += 1
    last = max(last, _beside_whom(tree, head))
    while last > head and (
        not tree.words[last][-1].isalnum() and tree.words[last] not in (")", ".", "”")
    ):
        last -= 1
    while (
        first < head
        and not tree.words[first][0].isalnum()
        and (tree.words[first] not in ("$", "#", "@"))
    ):
        first += 1
    first = _behind_participle(tree, first, last)
    return _closed(reading.text, reading.range(first, last))


def _beside_whom(tree: Tree, head: int) -> int:
    """Where “an adviser to Bill Holm” ends, whatever the parser joins "to" to."""
    to = head + 1
    ahead = tree.tags[to + 1] if to + 1 < len(tree) else ""
    if tree.lower[head] not in _AT_SOMEBODYS_SIDE or ahead != "NNP":
        return head
    whom = tree.child(to, "pobj") if tree.lower[to] == "to" else None
    return tree.right[whom] if whom is not None else head


def _behind_participle(tree: Tree, first: int, last: int) -> int:
    """Where a name begins behind an addressee: “Speaking to the Tide, Ada Holm said”.

    The parser takes both for one list.
    """
    opens = (
        first == _FEW
        and tree.lower[0] in ("speaking", "talking")
        and tree.lower[1] in ("to", "with")
    )
    commas = [t for t in range(first, last) if tree.words[t] == ","]
    if not opens or len(commas) != 1 or commas[0] + 1 > last:
        return first
    return commas[0] + 1 if tree.tags[commas[0] + 1] == "NNP" else first


def _closed(text: str, phrase: Range) -> Range:
    """With the bracket that the parse left open: "Ada Holm (D" + "-Nord.)"."""
    start, end = phrase
    opened = text.rfind("(", start, end)
    if opened < 0 or text.find(")", opened, end) >= 0:
        return phrase
    closes = text.find(")", end, opened + _LONGEST_BRACKET)
    return (start, closes + 1) if closes >= 0 else phrase


def _wholly_quoted(reading: Reading, head: int) -> bool:
    quote = reading.quote_of(head)
    return quote is not None and quote.full


def _joins(tree: Tree, token: int) -> bool:
    return 0 <= token < len(tree) and tree.deps[token] == "punct"


def _members(tree: Tree, head: int) -> set[int]:
    members: set[int] = set()
    pending = [head]
    while pending:
        token = pending.pop()
        members.add(token)
        pending.extend(c for c in tree.children[token] if _belongs(tree, c, token))
    return members


def _belongs(tree: Tree, child: int, parent: int) -> bool:
    label = tree.deps[child]
    if label in _OUTSIDE:
        if label == "npadvmod":
            return _measures(tree, child, parent)
        return label == "advmod" and child < parent
    if label == "acl":
        reports = tree.tags[child] == "VBG" and tree.lower[child] in VERB_LEMMAS
        return not reports and not comma_before(tree, child)
    if label == "conj":
        return not tree.is_verb(child)
    if label == "prep":
        return not _is_adverbial(tree, child, parent)
    return True


def _measures(tree: Tree, noun: int, parent: int) -> bool:
    """“the 46-year-old”, “committee ranking member Sol”: by how much, in what."""
    if noun > parent or tree.tags[parent] not in ("JJ", "VBG", "VBN"):
        return False
    return tree.words[noun + 1] == "-" or not is_time_or_place(tree, noun)


def comma_before(tree: Tree, token: int) -> bool:
    """Whether a comma stands before all that hangs on a token."""
    left = tree.left[token]
    return left > 0 and tree.words[left - 1] == ","


def _is_adverbial(tree: Tree, preposition: int, parent: int) -> bool:
    """“Sol on Monday”, “Sol in a statement”: when and how, not who."""
    if tree.tags[parent] == "PRP":
        return tree.lower[preposition] != "of"
    if tree.lower[preposition] not in _TIME_PREPOSITIONS:
        return False
    if tree.tags[parent] == "NNP" and tree.lower[preposition] != "in":
        return True
    noun = tree.child(preposition, "pobj")
    return noun is not None and is_time_or_place(tree, noun)


def is_time_or_place(tree: Tree, noun: int) -> bool:
    """Whether a noun tells when or how something was said: Sunday, interview."""
    return tree.lower[noun] in _TIME_OR_PLACE
