"""Who attributes: the subject of a cue verb, or the noun beside it."""

from __future__ import annotations

from quotes.extraction.cues import TEXT_NOUNS, UTTERANCES, VERB_LEMMAS
from quotes.extraction.spans.rules.noun_phrases import comma_before
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tree import Tree

_SUBJECTS = ("nsubj", "csubj")
_PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
# What may stand before its subject behind a comma, and the tags of names behind it.
_INVERTING = frozenset(("said", "says", "added", "adds", "explained", "wrote", "noted"))
_OF_NAMES = ("DT", "NNP", "NNPS", "NN", "JJ", "RB", "VBN", "PRP$", "POS", "CC", "HYPH")
_BEHIND_NAMES = (",", ".", "IN", "WP", "-RRB-")
_MAX_CLIMB = 8
_MAKE = ("made", "makes", "make", "making")
_NOMINAL = ("NN", "PR", "DT", "JJ", "CD")  # “said another”, “the 43-year-old asked”


def subject(tree: Tree, verb: int) -> int | None:
    """The token that heads the subject of ``verb``, or None.

    A verb without a subject of its own takes that of the verb it is joined to
    (“denied it and said”, “spoke, adding”), or the noun that it qualifies (“a
    memo stating”).
    """
    cue = verb
    for _ in range(_MAX_CLIMB):
        own = _own_subject(tree, verb)
        if own is not None:
            return own
        passive = tree.child(verb, *_PASSIVE_SUBJECTS)
        if passive is not None:  # “was asked to say”: who was asked says it
            return agent(tree, verb) if verb == cue else passive
        passive_agent = agent(tree, verb) if tree.tags[verb] == "VBN" else None
        if passive_agent is not None:
            return passive_agent
        label = tree.deps[verb]
        if tree.tags[verb] == "VBG" and _absolute(tree, verb):
            return verb - 1
        if label == "acl" and not comma_before(tree, verb):
            return _qualified(tree, verb)
        above = _shares_with(tree, verb)
        if above is None:
            return None
        if label == "xcomp":  # “asked Mina to say”
            controller = tree.child(above, "dobj", "iobj")
            if controller is not None:
                return controller
        verb = above
    return None


def _own_subject(tree: Tree, verb: int) -> int | None:
    """The subject below a verb: of two names before it the one that stands nearer.

    “In Salem, Norland, Sol said”: the parser may take the place for another, and in
    “holding signs, the dockers said” what they hold.
    """
    found = tree.child(verb, *_SUBJECTS)
    if found is None or found > verb:
        return found
    if tree.deps[verb] == "ccomp" and tree.left[found] - 1 == tree.heads[verb]:
        return _behind_object(tree, found)
    holding = tree.tags[tree.left[found]] == "VBG"
    if tree.tags[found] != "NNP" and not holding:
        return found
    names = [
        child
        for child in tree.children[verb]
        if found < child < verb
        and tree.deps[child] in _SUBJECTS
        and tree.left[child] > 0
        and tree.words[tree.left[child] - 1] == ","
    ]
    return names[-1] if names else found


def _behind_object(tree: Tree, noun: int) -> int:
    """“Neither has won a seat and Sol said”: the seat is won, and Sol said."""
    if tree.lower[tree.heads[tree.heads[noun]]] in VERB_LEMMAS or (
        tree.lower[tree.left[noun]] not in ("a", "an")
    ):
        return noun
    other = tree.child(noun, "conj")
    return other if other is not None and tree.tags[other] == "NNP" else noun


def _absolute(tree: Tree, verb: int) -> bool:
    """“despite Ostrava claiming”: the noun before is the subject."""
    noun = verb - 1
    if noun < 1 or tree.tags[noun][:2] not in ("NN", "PR"):
        return False
    return tree.lower[tree.heads[noun]] in ("despite", "with", "without")


def subject_or_neighbour(reading: Reading, verb: int) -> int | None:
    """The subject of ``verb``, or the noun beside it where the parse has none.

    “…,” added Sol (taken for an object); a man who lives there said (lost
    behind a relative clause).
    """
    tree = reading.tree
    behind = inverted_subject(reading, verb)
    if behind is not None:
        return behind
    found = subject(tree, verb)
    told_of = _told_of_between(reading, verb, found)
    if told_of is not None:
        return told_of
    if found is not None or tree.tags[verb] not in ("VBD", "VBZ", "VBP"):
        return found
    if tree.child(verb, *_PASSIVE_SUBJECTS) is not None:
        return None
    return _neighbour(reading, verb)


def _neighbour(reading: Reading, verb: int) -> int | None:
    """The noun beside a verb: the highest before it, else the last of those behind."""
    tree = reading.tree
    before = verb - 1
    while before > 0 and tree.tags[before] in ("RB", "MD", ","):
        before -= 1
    if before >= 0 and not reading.quote_of(before):
        return _top_noun(tree, before, verb)
    after = verb + 1
    heads = [t for t in range(after, len(tree)) if tree.left[t] == after]
    nouns = [t for t in heads if tree.tags[t][:2] in _NOMINAL]
    return nouns[-1] if nouns else None


def _told_of_between(reading: Reading, verb: int, found: int | None) -> int | None:
    """The name before ", who …," where the parse took a word of that clause for it.

    “Mina Sol, who ran for the Port Council in May, said”: no council said it.
    """
    tree = reading.tree
    if verb < 1 or tree.words[verb - 1] != ",":
        return None
    found = verb - 1 if found is None else found
    opens = [
        token
        for token in range(2, found)
        if tree.lower[token] in ("who", "whose") and tree.words[token - 1] == ","
    ]
    if not opens or any(tree.words[t] == "," for t in range(opens[-1], found)):
        return None
    name = opens[-1] - 2
    return name if tree.tags[name] == "NNP" and not reading.quote_of(name) else None


def inverted_subject(reading: Reading, verb: int) -> int | None:
    """The name behind “, said” that ends a sentence, as who says it; else None.

    Its phrase has a name or a role in it and no verb with a tense before the next
    comma or preposition: “, said Mina Sol in May”, not “, said it was shut”.
    """
    tree = reading.tree
    if verb < 1 or tree.words[verb - 1] != "," or tree.lower[verb] not in _INVERTING:
        return None
    first, last = verb + 1, verb
    while last + 1 < len(tree) and tree.tags[last + 1] in _OF_NAMES:
        last += 1
    named = any(tree.tags[t] == "NNP" for t in range(first, last + 1))
    ends = last + 1 >= len(tree) or tree.tags[last + 1] in (
        ",",
        ".",
        "IN",
        "WP",
        "-RRB-",
    )
    if last < first or not named or not ends or reading.quote_of(last):
        return None
    if any(tree.tags[t] == "PRP" for t in range(first, last + 1)):
        return None
    return last


def _top_noun(tree: Tree, token: int, verb: int) -> int | None:
    """The highest noun above ``token`` that lies left of ``verb``."""
    top = None
    for _ in range(_MAX_CLIMB):
        if tree.tags[token][:2] in _NOMINAL:
            top = token
        head = tree.heads[token]
        if head == token or head >= verb or tree.right[head] >= verb:
            break
        token = head
    return top


def _qualified(tree: Tree, verb: int) -> int | None:
    """Who speaks in “a memo stating”: its author where the sentence names one."""
    noun = tree.heads[verb]
    if tree.tags[verb] not in ("VBG", "VB"):
        return agent(tree, verb)
    above = tree.heads[noun]
    issued = tree.deps[noun] == "dobj" and tree.is_verb(above)
    if issued and tree.lower[noun] in TEXT_NOUNS:
        issuer = subject(tree, above)
        if issuer is not None:
            return issuer
    return noun


def _shares_with(tree: Tree, verb: int) -> int | None:
    """The verb above, whose subject is also that of ``verb``, or None."""
    label, head = tree.deps[verb], tree.heads[verb]
    if label in ("pcomp", "prep"):
        return _governing_verb_or_none(tree, head)
    if label == "ccomp" and tree.tags[verb] not in ("VBG", "VB"):
        return None
    if label == "acl":
        return _governing_verb_or_none(tree, head)
    goes_on = label == "conj" or (label == "advcl" and tree.tags[verb] == "VBG")
    if goes_on and VERB_LEMMAS.get(tree.lower[verb]) in UTTERANCES:
        return _speaking_above(tree, head)
    if goes_on and tree.deps[head] == "acl" and comma_before(tree, verb):
        # “denied reports that it would rise, calling them rumours”
        above = tree.heads[tree.heads[head]]
        if VERB_LEMMAS.get(tree.lower[above]) in UTTERANCES:
            return above
    joined = ("conj", "advcl", "xcomp", "dep", "parataxis", "ccomp", "pobj")
    return head if label in joined and head != verb else None


def _speaking_above(tree: Tree, verb: int) -> int:
    """“told them it was shut and said”: the verb that told, not the one told of."""
    while tree.deps[verb] == "conj" and tree.heads[verb] < verb:
        verb = tree.heads[verb]
    above = tree.heads[verb]
    said = VERB_LEMMAS.get(tree.lower[above]) in UTTERANCES
    clear = tree.lower[above] in _MAKE and "clear" in tree.lower[above:verb]
    return above if tree.deps[verb] == "ccomp" and (said or clear) else verb


def _governing_verb_or_none(tree: Tree, token: int) -> int | None:
    verb = _governing_verb(tree, token)
    return verb if verb >= 0 else None


def _governing_verb(tree: Tree, token: int) -> int:
    for _ in range(_MAX_CLIMB):
        if tree.is_verb(token):
            return token
        if tree.heads[token] == token:
            return -1
        token = tree.heads[token]
    return -1


def agent(tree: Tree, verb: int) -> int | None:
    """The noun after "by" of a passive verb, or None."""
    by = tree.child(verb, "agent")
    if by is None:
        bys = [c for c in tree.children[verb] if tree.lower[c] == "by"]
        by = bys[0] if bys else None
    return tree.child(by, "pobj", "pcomp") if by is not None else None
