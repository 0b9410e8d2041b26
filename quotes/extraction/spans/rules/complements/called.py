"""A verb that gives something a name: the name is the content, not the thing.

    Mina Sol called the toll a disgrace.
    → a disgrace; called; Mina Sol

    Mina Sol called that “beyond belief.”
    → beyond belief.; called; Mina Sol

Not the name of a work ("a show called …").

Source: object complements, Quirk et al. (1985), chapter 16. Verbs: VerbNet's dub class
(29.3).
"""

from __future__ import annotations

from quotes.extraction.cues import Frame
from quotes.extraction.spans.rules.complement import (
    Complement,
    Stretch,
    complement_of,
)
from quotes.extraction.spans.rules.quoted_words import more_quoted, quoted_to
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import agent
from quotes.extraction.spans.rules.tails import cut_tail
from quotes.extraction.spans.rules.tree import Tree

_NAME_NEAR = 7
# termed [the charges] “thin”
_OF_THINGS = ("the", "it", "them", "his", "her", "their", "this", "that")


@complement_of(Frame.CALLS)
def rule(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    if _names_a_work(tree, verb):
        return None
    complement = tree.child(verb, "oprd")
    small_clause = tree.child(verb, "ccomp")
    if complement is not None:
        left = tree.left[complement]
    elif small_clause is not None and not tree.is_verb(small_clause):
        complement = small_clause
        left = tree.right[tree.child(small_clause, "nsubj") or small_clause] + 1
        left = left if left <= small_clause else tree.left[small_clause]
    else:
        return _quoted_name(reading, verb)
    if complement < verb:
        return None
    return _named(reading, verb, left, tree.right[complement])


def _named(reading: Reading, verb: int, left: int, right: int) -> Complement:
    """The words from ``left`` to ``right``, or the quoted ones beside them."""
    if not any(map(reading.quote_of, range(left, right + 1))) or (
        reading.tree.lower[left] in _OF_THINGS and reading.quote_of(right)
    ):
        quoted = _quoted_name(reading, verb)
        if quoted is not None:
            return quoted
    last = more_quoted(reading, cut_tail(reading, left, right))
    return Complement((Stretch(left, last),), (verb,), 0.7)


def _names_a_work(tree: Tree, verb: int) -> bool:
    qualifies = tree.deps[verb] == "acl" and tree.tags[verb] == "VBN"
    return qualifies and agent(tree, verb) is None


def _quoted_name(reading: Reading, verb: int) -> Complement | None:
    """Quoted words close behind the verb, however the parser takes them."""
    tree = reading.tree
    for token in range(verb + 1, min(verb + _NAME_NEAR, len(tree))):
        quote = reading.quote_of(token)
        if quote is not None and not quote.full:
            last = more_quoted(reading, quoted_to(reading, token))
            return Complement((Stretch(token, last),), (verb,), 0.7)
        if tree.words[token] == "," or tree.is_verb(token):
            return None
    return None
