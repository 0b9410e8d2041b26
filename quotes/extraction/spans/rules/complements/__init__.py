"""Other contents of a verb: urged to, described as, called, accused of, put at."""

from __future__ import annotations

from quotes.extraction.cues import VERB_LEMMAS, Frame
from quotes.extraction.spans.rules.clauses import (
    Complement,
    clause,
    particle_child,
    told,
)
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import agent
from quotes.extraction.spans.rules.tails import cut_tail
from quotes.extraction.spans.rules.tree import Tree

_FAR = 16
_NAME_NEAR = 7


def _directive(reading: Reading, verb: int, lemma: str) -> Complement | None:
    """urged the council to act: object and infinitive together."""
    tree = reading.tree
    if tree.child(verb, "nsubjpass") is not None:
        return None
    for child in tree.children[verb]:
        if child < verb or not _has_to(tree, child):
            continue
        left = tree.left[child]
        called_for = tree.lower[left] == "for" and tree.deps[left] == "mark"
        if called_for:
            left += 1
        elif tree.deps[child] not in ("xcomp", "ccomp"):
            continue
        object_ = tree.child(verb, "dobj")
        if object_ is not None and verb < object_ < child:
            left = tree.left[object_]
        elif tree.child(child, "nsubj") is None:
            continue
        cues = [verb, left - 1] if called_for else [verb]
        return [(left, cut_tail(reading, left, tree.right[child]))], cues, 0.75, False
    return None


def _lower_infinitive(reading: Reading, verb: int, lemma: str) -> Complement | None:
    """urged anyone who had paid to come forward: the infinitive hangs lower."""
    tree = reading.tree
    object_ = tree.child(verb, "dobj")
    if object_ is None or object_ < verb or tree.child(object_, "relcl") is None:
        return None
    left, right = tree.left[object_], tree.right[object_]
    if not any(_has_to(tree, t) for t in range(object_, right + 1)):
        return None
    return [(left, cut_tail(reading, left, right))], [verb], 0.65, False


def _has_to(tree: Tree, token: int) -> bool:
    return any(
        tree.deps[c] == "aux" and tree.lower[c] == "to" for c in tree.children[token]
    )


def _infinitive(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    child = tree.child(verb, "xcomp")
    if child is None or child < verb or not _has_to(tree, child):
        return None
    left = tree.left[child]
    return [(left, cut_tail(reading, left, tree.right[child]))], [verb], 0.7, False


def _gerund(reading: Reading, verb: int, lemma: str) -> Complement | None:
    tree = reading.tree
    for child in tree.children[verb]:
        if (
            child > verb
            and tree.deps[child] in ("xcomp", "ccomp")
            and tree.tags[child] == "VBG"
        ):
            left = tree.left[child]
            right = cut_tail(reading, left, tree.right[child])
            return [(left, right)], [verb], 0.7, False
    return None


def _as(reading: Reading, verb: int, lemma: str) -> Complement | None:
    """described the plan as …: the content is what follows "as"."""
    tree = reading.tree
    as_ = _as_below(reading, verb)
    if as_ is None:
        return None
    complement = tree.child(as_, "pobj", "pcomp", "amod", "acomp")
    if complement is None or VERB_LEMMAS.get(tree.lower[complement]) == "say":
        return None
    left, right = as_ + 1, tree.right[as_]
    return [(left, cut_tail(reading, left, right))], [verb, as_], 0.75, False


def _as_below(reading: Reading, verb: int) -> int | None:
    tree = reading.tree
    candidates = [verb, tree.child(verb, "dobj")]
    candidates += [c for c in tree.children[verb] if tree.deps[c] == "prep"]
    for parent in candidates:
        if parent is None:
            continue
        for child in tree.children[parent]:
            if (
                tree.lower[child] == "as"
                and child > verb
                and tree.deps[child] == "prep"
            ):
                return child
    return None


def _calls(reading: Reading, verb: int, lemma: str) -> Complement | None:
    """called it a scandal: the content is the complement, not its object."""
    tree = reading.tree
    if (
        tree.deps[verb] == "acl"
        and agent(tree, verb) is None
        and (tree.tags[verb] == "VBN")
    ):
        return None  # "a show called …": a name
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
    right = cut_tail(reading, left, tree.right[complement])
    return [(left, right)], [verb], 0.7, False


def _quoted_name(reading: Reading, verb: int) -> Complement | None:
    """called that “beyond belief”, however the parser takes the words."""
    tree = reading.tree
    for token in range(verb + 1, min(verb + _NAME_NEAR, len(tree))):
        quote = reading.quote_of(token)
        if quote is not None and not quote.full:
            last = token
            while last + 1 < len(tree) and reading.quote_of(last + 1) is quote:
                last += 1
            return [(token, last)], [verb], 0.7, False
        if tree.words[token] == "," or tree.is_verb(token):
            return None
    return None


def _of(reading: Reading, verb: int, lemma: str) -> Complement | None:
    """accused the mayor of …: object and reproach together."""
    tree = reading.tree
    object_ = tree.child(verb, "dobj")
    if object_ is None or object_ < verb:
        return None
    for child in tree.children[verb] + tree.children[object_]:
        joins = tree.lower[child] in ("of", "for", "over") or (
            lemma == "charge" and tree.lower[child] == "with"
        )
        if joins and tree.deps[child] == "prep" and child > object_:
            inner = tree.child(child, "pcomp", "pobj")
            if inner is not None:
                left = tree.left[object_]
                right = cut_tail(reading, left, tree.right[child])
                bare = not tree.is_verb(inner)
                return [(left, right)], [verb], 0.65, bare
    return None


def _object(reading: Reading, verb: int, lemma: str) -> Complement | None:
    """announced a plan: a bare noun phrase, for those who ask for attitudes."""
    tree = reading.tree
    object_ = tree.child(verb, "dobj", "nsubjpass")
    if object_ is None:
        return None
    left, right = tree.left[object_], tree.right[object_]
    if object_ > verb:
        left = max(left, verb + 1)
        if lemma in ("express", "voice"):  # gratitude to them for their help
            right = max([right, *_phrases_after(tree, verb, object_)])
        right = cut_tail(reading, left, right)
    return [(left, right)], [verb], 0.5, True


def _phrases_after(tree: Tree, verb: int, object_: int) -> list[int]:
    return [
        tree.right[c]
        for c in tree.children[verb]
        if c > object_ and tree.lower[c] in ("to", "for", "about", "over", "at", "with")
    ]


def _raised(reading: Reading, verb: int, lemma: str) -> Complement | None:
    """Holt is said to have left: subject and infinitive are the content."""
    tree = reading.tree
    who, child = tree.child(verb, "nsubjpass"), tree.child(verb, "xcomp")
    if who is None or child is None or child < verb or not _has_to(tree, child):
        return None
    right = cut_tail(reading, tree.left[child], tree.right[child])
    stretches = [(tree.left[who], tree.right[who]), (tree.left[child], right)]
    return stretches, [verb], 0.5, False


def _put_at(reading: Reading, verb: int, lemma: str) -> Complement | None:
    """put the number of injured at 40"""
    tree = reading.tree
    object_ = tree.child(verb, "dobj")
    if object_ is None or object_ < verb:
        return None
    for at in range(object_ + 1, min(object_ + _FAR, len(tree))):
        number = tree.child(at, "pobj") if tree.lower[at] == "at" else None
        if number is not None and _counts(tree, number):
            return [(tree.left[object_], tree.right[at])], [verb], 0.7, False
        if tree.words[at] == ",":
            return None
    return None


def _counts(tree: Tree, token: int) -> bool:
    return any(tree.tags[t] in ("CD", "$") for t in range(tree.left[token], token + 1))


def particle(reading: Reading, verb: int, lemma: str) -> Complement | None:
    """called for calm, warned of rain, spoke of “a new start”."""
    tree = reading.tree
    child = particle_child(reading, verb, lemma)
    if child is None or (tree.tags[verb] == "VBN" and tree.deps[verb] == "advcl"):
        return None
    complement = tree.child(child, "pobj", "pcomp")
    if complement is None:
        return None
    left = tree.left[complement]
    right = cut_tail(reading, left, tree.right[complement])
    bare = not tree.is_verb(complement)
    return [(left, right)], [verb, child], 0.55, bare


# Tried in this order; the first that finds something decides.
COMPLEMENT_RULES = (
    (Frame.TOLD, told),
    (Frame.CLAUSE, clause),
    (Frame.DIRECT, _directive),
    (Frame.DIRECT, _lower_infinitive),
    (Frame.AS, _as),
    (Frame.CALLS, _calls),
    (Frame.INFINITIVE, _infinitive),
    (Frame.GERUND, _gerund),
    (Frame.OF, _of),
    (Frame.AT, _put_at),
    (Frame.RAISED, _raised),
    (Frame.OBJECT, _object),
)
