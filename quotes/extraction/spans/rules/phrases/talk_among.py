"""What many of a kind say among themselves.

    There is speculation among ship brokers that the bridge may close.
    → the bridge may close; speculation; ship brokers

Read from the words: the parser hangs such a clause on the people.

Source: the nouns of ``quotes/extraction/cues.py`` with "among" and "that".
"""

from __future__ import annotations

from quotes.extraction.cues import NOUNS
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tree import Tree
from quotes.extraction.types import Attribution, Kind
from quotes.names.inflection import words

AMONG = "said among many"
_AGREED = words("agreement consensus talk gossip whispers unanimity chatter murmurs")
_LONGEST_NAME = 8
_FINITE = ("VBD", "VBZ", "VBP")


def rule(reading: Reading, noun: int) -> Attribution | None:
    tree = reading.tree
    word = tree.lower[noun]
    if noun + 3 >= len(tree) or tree.lower[noun + 1] != "among":
        return None
    if word not in _AGREED and NOUNS.get(word) is not False:
        return None
    that = _that(reading, noun + 2)
    if that is None:
        return None
    last = _last(reading, that) if noun == 0 else len(tree) - 1
    content = reading.content(that + 1, last)
    if content is None:
        return None
    return Attribution(
        content=(content,),
        cue=reading.cue(noun),
        source=(reading.range(noun + 2, that - 1),),
        kind=Kind.INDIRECT,
        score=0.8,
        method=f"{AMONG}: “{tree.words[noun]}”",
    )


def _that(reading: Reading, first: int) -> int | None:
    """The token of "that" behind a noun phrase without a verb."""
    tree = reading.tree
    for token in range(first + 1, min(first + _LONGEST_NAME, len(tree) - 1)):
        if tree.lower[token] == "that":
            return token
        if tree.tags[token] in (*_FINITE, "MD", ",", "."):
            return None
    return None


def _last(reading: Reading, that: int) -> int:
    """The last token before the main verb of “Talk among X that Y did Z.”"""
    tree = reading.tree
    behind = range(that + 3, len(tree))
    lost = next((t for t in behind if _begins_anew(tree, t)), None)
    if lost is not None:
        return lost - 1
    root = next((t for t in behind if tree.heads[t] == t), None)
    if root is None or not tree.is_verb(root):
        return len(tree) - 1
    group = [t for t in tree.children[root] if tree.deps[t] in ("aux", "auxpass")]
    first = min([t for t in group if t > that] + [root])
    return first - 1 if tree.tags[first] in (*_FINITE, "MD") else len(tree) - 1


def _begins_anew(tree: Tree, token: int) -> bool:
    """Whether a verb follows a whole one: “that the paper would fold reached her”."""
    before, tag = tree.tags[token - 1], tree.tags[token]
    if tag in _FINITE:
        return before in ("VB", "VBN")
    helps = tree.lower[token - 1] in ("be", "have", "get")
    return tag == "VBN" and before == "VB" and not helps
