"""How far a clause goes, and what of it belongs to the verb that reports it."""

from __future__ import annotations

from quotes.extraction.cues import NEEDS_PARTICLE, PARTICLES
from quotes.extraction.spans.rules.complement import Complement, Stretch
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import subject_or_neighbour
from quotes.extraction.spans.rules.tails import cut_tail, is_comma
from quotes.extraction.spans.rules.tree import Tree

#: Tags of a verb with a tense: what every full clause has.
FINITE = ("VBD", "VBZ", "VBP", "MD")
_MARKS = ("if", "while", "although", "though", "unless", "because", "since", "until")


def is_stand_in(reading: Reading, token: int) -> bool:
    """Whether a token belongs to the clause put in a whole quotation's place."""
    quote = reading.quote_of(token)
    return quote is not None and quote.full


def reports_clause(reading: Reading, child: int) -> bool:
    """Whether a verb's child is a clause that it may report: “(that) it rained”."""
    tree = reading.tree
    if tree.deps[child] != "ccomp" or is_stand_in(reading, child):
        return False
    if any(_is_relative(tree, one) for one in tree.children[child]):
        return False
    return tree.tags[child] != "VBG" or tree.child(child, "aux") is not None


def _is_relative(tree: Tree, token: int) -> bool:
    """“the accounts that track it”: "that" is the subject, not what joins a clause."""
    return tree.tags[token] == "WDT" and tree.lower[token] == "that"


def has_to(tree: Tree, token: int) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(
        tree.deps[c] == "aux" and tree.lower[c] == "to" for c in tree.children[token]
    )


def particle_child(reading: Reading, verb: int, lemma: str) -> int | None:
    """The particle behind a verb that its base form is listed with: point “out”."""
    tree = reading.tree
    wanted = PARTICLES.get(lemma, frozenset())
    for child in tree.children[verb]:
        if child > verb and tree.lower[child] in wanted:
            return child
    return None


def lacks_particle(reading: Reading, verb: int, lemma: str) -> bool:
    """Whether a verb that reports only with its particle stands without it."""
    return lemma in NEEDS_PARTICLE and particle_child(reading, verb, lemma) is None


def clause_of(reading: Reading, verb: int, *heads: int) -> Complement:
    """The clause headed by the first of ``heads``, up to where the last one ends.

    Before its verb, behind it, or round it (“The road, she said, is closed”).
    """
    tree = reading.tree
    head = heads[0]
    left, right = tree.left[head], max(tree.right[other] for other in heads)
    if left <= verb <= right:
        return around(reading, verb, left, right)
    if head > verb:
        bare = tree.child(head, "nsubj", "nsubjpass", "expl", "csubj") is None
        # Without a subject of its own the parser lost it on the way.
        left = verb + 1 if bare else max(left, verb + 1)
        right = cut_tail(reading, left, right)
        lead = _lead(reading, verb)
        if lead is not None:
            both = (lead, Stretch(max(left, verb + 2), right))
            return Complement(both, (verb,), 0.8)
    else:
        right = _before_subject(reading, verb, left, right)
    return Complement((Stretch(left, right),), (verb,), 0.85)


def _lead(reading: Reading, verb: int) -> Stretch | None:
    """What opens a clause before its verb: “If it rains, Sol said, the fair is off”."""
    tree = reading.tree
    who = tree.child(verb, "nsubj")
    behind = verb + 1 < len(tree) and is_comma(tree.words[verb + 1])
    if who is None or who > verb or not behind:
        return None
    edge = tree.left[who] - 1
    opening = [
        child
        for child in tree.children[verb]
        if tree.deps[child] == "advcl" and tree.right[child] < who
    ]
    if not opening or edge < 1 or not is_comma(tree.words[edge]):
        return None
    first = opening[0]
    if tree.tags[first] in ("VBG", "VBN") or tree.lower[tree.left[first]] not in _MARKS:
        return None
    return Stretch(tree.left[first], edge - 1)


def _before_subject(reading: Reading, verb: int, left: int, right: int) -> int:
    """Where a clause before its verb ends: in front of the verb's own subject."""
    tree = reading.tree
    who = tree.child(verb, "nsubj")
    if who is None:
        who = subject_or_neighbour(reading, verb)
        who = None if who is not None and who > verb else who
    if who is None:
        edge = verb
    else:
        edge = min(verb, tree.left[who])
        if who < verb and left < tree.left[who] <= right:
            right = tree.left[who] - 1
    return min(right, edge - 1) if edge > left else right


def around(reading: Reading, verb: int, left: int, right: int) -> Complement:
    """What stands from ``left`` to ``right`` before and behind the verb's own words."""
    tree = reading.tree
    own = own_words(reading, verb) or Stretch(verb, verb)
    last = own.last
    while last < right and not is_comma(tree.words[last + 1]):
        last += 1
    return Complement(split_at(left, own.first, last, right), (verb,), 0.8)


def split_at(left: int, first: int, last: int, right: int) -> tuple[Stretch, ...]:
    """``left`` to ``right`` without ``first`` to ``last``: two stretches at most."""
    both = (Stretch(left, first - 1), Stretch(last + 1, right))
    return tuple(stretch for stretch in both if stretch.first <= stretch.last)


def own_words(reading: Reading, verb: int) -> Stretch | None:
    """A verb with its subject and auxiliaries, or None where it has no subject."""
    tree = reading.tree
    who = tree.child(verb, "nsubj", "nsubjpass")
    if who is None:
        return None
    first = min(verb, tree.left[who])
    last = max(verb, tree.right[who])
    while first > 0 and first - 1 in tree.children[verb] and _helps(tree, first - 1):
        first -= 1
    return Stretch(first, last)


def _helps(tree: Tree, token: int) -> bool:
    return tree.deps[token] in ("aux", "advmod", "neg")
