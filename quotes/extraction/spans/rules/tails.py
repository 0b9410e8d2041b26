"""What the parse hangs on a content although it belongs to somebody else."""

from __future__ import annotations

from quotes.extraction.cues import SPEECH_FRAMES, UTTERANCES, VERB_LEMMAS
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tree import Tree
from quotes.names.inflection import words
from quotes.names.person_names import fold_word, is_plural_role, is_role

# said the plan was “dead” and resigned: the speaker did, not the plan.
DEPARTURES = words(
    """
    resigned left walked stormed hung ended burst sat turned quit stepped drove went
    smiled laughed shrugged sighed nodded winked waved bowed hurried strode swept rose
    slammed grinned chuckled fled marched
    """
)
_PERSONS = words(
    "he she they who we you man men woman women people crowd boy boys girl girls crew"
)
_MARKS = ("'", "‘", "“", '"', "`", "``")
# What nobody takes for a subject: said ‘what ticket’ gets on the bus.
_EXCLAIMS = words("what why how who where no nope yes yeah ok okay hey oh well fine go")
_OCCASIONS = words(
    """
    note interview statement letter email e-mail memo post tweet speech briefing podcast
    message filing broadcast column blog conference
    """
)
_FEW = 4
# as he had promised: what is compared with, and no deed.
_NO_DEED = words("was were had did said told promised planned hoped expected")


def cut_tail(reading: Reading, left: int, right: int) -> int:
    """The last token of a content from ``left`` to ``right`` that is its speaker's.

    Cut off: “…, adding that”, “…, to which Sol replied”, “…, with both calling it”,
    “…, as reported by”, “…, according to”, “… despite them claiming”, “… and said
    that”, “… and left”.
    """
    for token in range(left + 1, right + 1):
        begins = (
            _begins_tail(reading.tree, left, token, right)
            or _leaves(reading, left, token, right)
            or _runs_on(reading, left, token)
            or _tells_where(reading, left, token, right)
        )
        if begins and not reading.quote_of(token):
            return token - 1
    return right


def _leaves(reading: Reading, left: int, token: int, right: int) -> bool:
    """Whether "and left" or "before leaving" follows quoted words: the speaker did.

    Where nothing but quoted words stands before it (said “no” and signed the order),
    whatever the deed.
    """
    tree = reading.tree
    joins = tree.tags[token] == "CC" or tree.lower[token] == "before"
    if token >= right or not joins or reading.quote_of(token - 1) is None:
        return False
    if tree.lower[token] == "before":
        return tree.tags[token + 1] == "VBG"
    if tree.lower[token + 1] in DEPARTURES:
        return not _tells_of_somebody(tree, left, token)
    alone = reading.quote_of(left) == reading.quote_of(token - 1)
    return alone and tree.tags[token + 1] == "VBD" and tree.lower[token] == "and"


def _runs_on(reading: Reading, left: int, token: int) -> bool:
    """Whether a verb follows a quoted clause without an "and": ‘no, I’ll stay’ left.

    Not behind quoted words without a comma and a verb, which may be its subject.
    """
    tree = reading.tree
    quote = reading.quote_of(token - 1)
    behind = tree.tags[token] in ("VBD", "VB", "VBP", "VBZ")
    if quote is None or not behind or reading.quote_of(token) is not None:
        return False
    if reading.quote_of(left) is not quote or reading.text[quote.inner[1] - 1] in ",.":
        return False
    said = [t for t in range(left, token) if reading.quote_of(t) is quote]
    if tree.lower[said[0]] in _MARKS:
        said = said[1:]
    if said and tree.lower[said[0]] in _EXCLAIMS:
        return True
    verb = any(tree.tags[t] in ("VB", "VBP", "VBD", "VBZ", "MD") for t in said)
    return verb and any(tree.words[t] == "," for t in said)


def _tells_where(reading: Reading, left: int, token: int, right: int) -> bool:
    """Whether only where it was said follows quoted words: “thin” in a note to X."""
    tree = reading.tree
    behind = token > left and reading.quote_of(token - 1) is not None
    if not behind or tree.lower[token] not in ("in", "on", "at", "during"):
        return False
    ahead = range(token + 1, min(token + _FEW, right) + 1)
    place = next((t for t in ahead if tree.lower[t] in _OCCASIONS), None)
    return place is not None and tree.lower[token + 1] in (
        "a",
        "an",
        "his",
        "her",
        "its",
    )


def _tells_of_somebody(tree: Tree, left: int, end: int) -> bool:
    """Whether a clause from ``left`` on has a person as its subject.

    “Said the driver “lost control” and fled”: the driver did.
    """
    for token in range(left, end):
        if tree.deps[token] in ("nsubj", "nsubjpass"):
            word = fold_word(tree.words[token])
            return (
                tree.tags[token] in ("NNP", "NNPS")
                or word in _PERSONS
                or is_role(word)
                or is_plural_role(word)
            )
    return False


def is_comma(word: str) -> bool:
    """Whether a word is a sign that sets a clause apart."""
    return word in (",", ".", ";", "–", "—", "--", "-")


def _begins_tail(tree: Tree, left: int, token: int, right: int) -> bool:
    word, tag = tree.lower[token], tree.tags[token]
    if word == "according" or (tag == "CC" and _speaks_on(tree, token)):
        return True
    if word == "despite" and _has_cue_below(tree, token, right):
        return True
    return is_comma(tree.words[token - 1]) and _adds_speech(tree, left, token, right)


def _adds_speech(tree: Tree, left: int, token: int, right: int) -> bool:
    """Behind a comma: “adding”, “as reported by”, “with both calling it”."""
    word = tree.lower[token]
    if word == "to" and tree.lower[token + 1 : token + 2] == ["which"]:
        # “…, to which Mina Sol replied”
        return any(_speech(other) for other in tree.lower[token + 2 : right + 1])
    if word == "as":
        return _reports(tree, token) or _meanwhile(tree, left, token)
    if word == "with":
        return _has_cue_below(tree, token, right)
    return tree.tags[token] == "VBG" and _speech(word)


def _speaks_on(tree: Tree, conjunction: int) -> bool:
    """“told them it was shut and said …”: the same speaker's next report."""
    for token in range(conjunction + 1, min(conjunction + 3, len(tree))):
        lemma = VERB_LEMMAS.get(tree.lower[token])
        if lemma in UTTERANCES:
            return lemma != "tell" and tree.tags[token] in ("VBD", "VBZ")
        if tree.tags[token] != "RB":
            return False
    return False


def _reports(tree: Tree, token: int) -> bool:
    following = tree.lower[token + 1 : token + 4]
    return any(word in ("reported", "quoted", "cited", "told") for word in following)


def _meanwhile(tree: Tree, left: int, token: int) -> bool:
    """“…, as he deflected attacks”: what the speaker did while speaking.

    Not where the clause is about somebody, who may be meant.
    """
    if token + 2 >= len(tree) or tree.lower[token + 1] not in ("he", "she"):
        return False
    if _tells_of_somebody(tree, left, token):
        return False
    return tree.tags[token + 2] == "VBD" and tree.lower[token + 2] not in _NO_DEED


def _speech(word: str) -> bool:
    return VERB_LEMMAS.get(word) in SPEECH_FRAMES


def _has_cue_below(tree: Tree, token: int, right: int) -> bool:
    return any(
        tree.tags[other] == "VBG" and _speech(tree.lower[other])
        for other in range(token + 1, min(right, token + 8) + 1)
    )
