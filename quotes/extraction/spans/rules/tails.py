"""What the parse hangs on a content although it belongs to somebody else."""

from __future__ import annotations

from quotes.extraction.cues import SPEECH_FRAMES, UTTERANCES, VERB_LEMMAS
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tree import Tree
from quotes.names.inflection import words

# said the plan was “dead” and resigned: the speaker did, not the plan.
_DEPARTURES = words(
    """
    resigned left walked stormed hung ended burst sat turned quit stepped drove went
    smiled laughed shrugged sighed nodded winked waved bowed hurried strode swept rose
    """
)


def cut_tail(reading: Reading, left: int, right: int) -> int:
    """Leave out what the parse hung on a content although it is another's.

    “…, adding that”, “…, with both calling it”, “…, as reported by”, “…,
    according to”, “… despite them claiming”.
    """
    tree = reading.tree
    for token in range(left + 1, right + 1):
        if reading.quote_of(token):
            continue
        word, comma = tree.lower[token], is_comma(tree.words[token - 1])
        if word == "according" or (comma and word == "as" and _reports(tree, token)):
            return token - 1
        if comma and tree.tags[token] == "VBG" and _speech(tree.lower[token]):
            return token - 1
        if tree.tags[token] == "CC" and _speaks_on(tree, token):
            return token - 1
        if _leaves(reading, token, right):
            return token - 1
        if (comma and word == "with") or word == "despite":
            cue = _cue_below(reading, token, right)
            if cue is not None:
                return token - 1
    return right


def _leaves(reading: Reading, token: int, right: int) -> bool:
    """Whether "and left" follows quoted words here: what their speaker did then."""
    tree = reading.tree
    joins = tree.tags[token] == "CC" and token < right
    quoted = joins and reading.quote_of(token - 1) is not None
    return quoted and tree.lower[token + 1] in _DEPARTURES


def is_comma(word: str) -> bool:
    return word in (",", ".", ";", "–", "—", "--", "-")


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


def _speech(word: str) -> bool:
    return VERB_LEMMAS.get(word) in SPEECH_FRAMES


def _cue_below(reading: Reading, token: int, right: int) -> int | None:
    tree = reading.tree
    for other in range(token + 1, min(right, token + 8) + 1):
        if tree.tags[other] == "VBG" and _speech(tree.lower[other]):
            return other
    return None
