"""Clauses as content: said that …, “…, she said”, told them …, as she said."""

from __future__ import annotations

from quotes.extraction.cues import (
    NEEDS_PARTICLE,
    PARTICLES,
    SPEECH_FRAMES,
    UTTERANCES,
    Frame,
)
from quotes.extraction.spans.rules.direct import quoting_verb
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import subject_or_neighbour
from quotes.extraction.spans.rules.tails import cut_tail, is_comma
from quotes.extraction.spans.rules.tree import Tree

FINITE = ("VBD", "VBZ", "VBP", "MD")
_SHORTEST_CLAUSE = 4
_FAR = 16
# First and last tokens of each stretch of the content, the tokens of the cue, the
# score, and whether it is an attitude or a bare noun phrase.
Complement = tuple[list[tuple[int, int]], list[int], float, bool]


def clause(reading: Reading, verb: int, lemma: str) -> Complement | None:
    """said (that) …; “…, she said” without marks; asked whether …"""
    tree = reading.tree
    if lemma in NEEDS_PARTICLE and not particle_child(reading, verb, lemma):
        return None
    clauses = [c for c in tree.children[verb] if _reports_clause(reading, c)]
    after = [c for c in clauses if c > verb]
    if clauses:
        return _clause_of(reading, verb, *(after or clauses))
    found = (
        _next_words(reading, verb, lemma)
        or _that_clause(reading, verb)
        or _lost_subject(reading, verb, lemma)
    )
    if found is None and SPEECH_FRAMES.get(lemma, Frame(0)) & Frame.QUOTE:
        found = _parenthetical(reading, verb) or _trailing(reading, verb)
    return found


def _next_words(reading: Reading, verb: int, lemma: str) -> Complement | None:
    """said that …, said “…” …: the words that follow, where the parse failed."""
    tree = reading.tree
    first = verb + 1
    if lemma not in UTTERANCES or first + 1 >= len(tree):
        return None
    that = tree.lower[first] == "that"
    first += that
    quote = reading.quote_of(first)
    quoted = quote is not None and not quote.full
    if not quoted and (not that or tree.tags[first] in (*FINITE, ".", "NN", "NNS")):
        return None
    return [(first, cut_tail(reading, first, len(tree) - 1))], [verb], 0.7, False


def _lost_subject(reading: Reading, verb: int, lemma: str) -> Complement | None:
    """said the light that marks the reef had been dark: no object, but a clause."""
    tree = reading.tree
    object_ = tree.child(verb, "dobj")
    if lemma != "say" or object_ is None or object_ < verb:
        return None
    left, right = tree.left[object_], tree.right[object_]
    if not any(tree.tags[t] in FINITE for t in range(object_, right + 1)):
        return None
    return [(left, cut_tail(reading, left, right))], [verb], 0.65, False


def _that_clause(reading: Reading, verb: int) -> Complement | None:
    """confirmed for the first time that …: the clause hangs on another word."""
    tree = reading.tree
    for token in range(verb + 1, min(verb + _FAR, len(tree) - 2)):
        if tree.words[token] in (",", ";", ":") or tree.tags[token] in FINITE:
            return None
        opens = tree.lower[token] == "that" and tree.tags[token] in ("IN", "WDT")
        if opens and not reading.quote_of(token):
            head = tree.heads[token]
            follows = tree.tags[token + 1]
            if head < token or follows in FINITE or follows == "VBN":
                return None
            right = cut_tail(reading, token + 1, tree.right[head])
            return [(token + 1, right)], [verb], 0.75, False
    return None


def _reports_clause(reading: Reading, child: int) -> bool:
    tree = reading.tree
    if tree.deps[child] != "ccomp" or _is_stand_in(reading, child):
        return False
    return tree.tags[child] != "VBG" or tree.child(child, "aux") is not None


def _clause_of(reading: Reading, verb: int, *heads: int) -> Complement:
    tree = reading.tree
    head = heads[0]
    left, right = tree.left[head], max(tree.right[other] for other in heads)
    if left <= verb <= right:  # wrapped round its own cue
        return _around(reading, verb, left, right)
    if head > verb:
        bare = tree.child(head, "nsubj", "nsubjpass", "expl", "csubj") is None
        # Without a subject of its own the parser lost it on the way.
        left = verb + 1 if bare else max(left, verb + 1)
        right = cut_tail(reading, left, right)
    else:
        who = tree.child(verb, "nsubj")
        if who is None:
            who = subject_or_neighbour(reading, verb)
            who = None if who is not None and who > verb else who
        edge = min(verb, tree.left[who]) if who is not None else verb
        if who is not None and who < verb and left < tree.left[who] <= right:
            right = tree.left[who] - 1
        right = min(right, edge - 1) if edge > left else right
    return [(left, right)], [verb], 0.85, False


def told(reading: Reading, verb: int, lemma: str) -> Complement | None:
    """told the council (that) …: the object is who was told."""
    tree = reading.tree
    for child in tree.children[verb]:
        if child > verb and tree.deps[child] in ("ccomp", "advcl"):
            if tree.deps[child] == "advcl" and tree.lower[tree.left[child]] != "that":
                continue
            if not _is_stand_in(reading, child):
                return _clause_of(reading, verb, child)
    return None


def _parenthetical(reading: Reading, verb: int) -> Complement | None:
    """“The road, she said, is closed”: the cue hangs below what it reports."""
    tree = reading.tree
    head = tree.heads[verb]
    if tree.deps[verb] not in ("parataxis", "ccomp", "dep", "advcl") or head == verb:
        return None
    core = _core(reading, verb)
    if core is None or _is_stand_in(reading, head):
        return None
    before = core[0] > 0 and is_comma(tree.words[core[0] - 1])
    if not before or not is_comma(tree.words[min(core[1] + 1, len(tree) - 1)]):
        return None
    left = min(tree.left[head], tree.left[verb])
    return _around(reading, verb, left, tree.right[head])


def _trailing(reading: Reading, verb: int) -> Complement | None:
    """“…, she wrote in her diary.” where the parser did not see the link."""
    tree = reading.tree
    quoting, _ = quoting_verb(reading, verb)
    core = _core(reading, verb if quoting is None else quoting)
    if core is None or (quoting is None and tree.tags[verb] not in FINITE):
        return None
    first, last = core[0], max(core[1], verb)
    if first < _SHORTEST_CLAUSE or tree.words[first - 1] != ",":
        return None
    if last + 1 < len(tree) and tree.tags[last + 1] not in ("IN", ".", "RB", "NNP"):
        return None
    if any(_is_stand_in(reading, token) for token in range(first)):
        return None
    if not any(tree.tags[t] in FINITE for t in range(first)):
        return None
    return [(0, first - 2)], [verb], 0.7, False


def _core(reading: Reading, verb: int) -> tuple[int, int] | None:
    """First and last token of the verb and its own subject together."""
    tree = reading.tree
    who = tree.child(verb, "nsubj", "nsubjpass")
    if who is None:
        return None
    first = min(verb, tree.left[who])
    last = max(verb, tree.right[who])
    while first > 0 and first - 1 in tree.children[verb] and _helps(tree, first - 1):
        first -= 1
    return first, last


def _helps(tree: Tree, token: int) -> bool:
    return tree.deps[token] in ("aux", "advmod", "neg")


def _around(reading: Reading, verb: int, left: int, right: int) -> Complement:
    tree = reading.tree
    first, last = _core(reading, verb) or (verb, verb)
    while last < right and not is_comma(tree.words[last + 1]):
        last += 1
    stretches = []
    if first - 1 >= left:
        stretches.append((left, first - 1))
    if last + 1 <= right:
        stretches.append((last + 1, right))
    return stretches, [verb], 0.8, False


def as_said(reading: Reading, verb: int) -> Complement | None:
    """“…, as the mayor said, …”: the content is the clause around it."""
    tree = reading.tree
    head = tree.heads[verb]
    if tree.deps[verb] != "advcl" or head == verb:
        return None
    mark = tree.left[verb]
    if tree.lower[mark] != "as" or not (mark == 0 or tree.words[mark - 1] == ","):
        return None
    if any(c > verb and _reports_clause(reading, c) for c in tree.children[verb]):
        return None
    who = tree.child(verb, "nsubj", "agent")
    if who is None or (who > verb and tree.deps[who] == "nsubj"):
        return None
    left, right = tree.left[head], tree.right[head]
    last = max(verb, tree.right[who])
    while last < right and not is_comma(tree.words[last + 1]):
        last += 1
    stretches = [(left, mark - 1)] if mark > left else []
    if last + 1 <= right:
        stretches.append((last + 1, right))
    return stretches, [verb], 0.7, False


def _is_stand_in(reading: Reading, token: int) -> bool:
    quote = reading.quote_of(token)
    return quote is not None and quote.full


def particle_child(reading: Reading, verb: int, lemma: str) -> int | None:
    tree = reading.tree
    wanted = PARTICLES.get(lemma, frozenset())
    for child in tree.children[verb]:
        if child > verb and tree.lower[child] in wanted:
            return child
    return None
