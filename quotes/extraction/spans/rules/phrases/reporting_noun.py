"""A noun of saying with a clause, and whose it is.

    The dockers heard a claim by Mina Sol that the bridge was safe.
    → the bridge was safe; claim; Mina Sol

    The dockers laughed at Mina Sol’s claim that the bridge was safe.
    → the bridge was safe; claim; Mina Sol

    Mina Sol voiced confidence that the bridge was safe.
    → the bridge was safe; confidence; Mina Sol

    Mina Sol issued a warning that the bridge was unsafe.
    → the bridge was unsafe; warning; Mina Sol

    The dockers laughed at Mina Sol’s call for “a total closure”.
    → a total closure; call; Mina Sol

A noun phrase behind it ("Mina Sol’s criticism of the toll") is kept for those who ask
for attitudes, unless it is a quotation: then its words are hers. A noun that
``in_words_of`` reads is left to it; one that is nobody's reports nothing.

Source: appositive clauses, Quirk et al., A Comprehensive Grammar of the English
Language (1985), chapter 17; the nouns of ``quotes/extraction/cues.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

from quotes.extraction.cues import NOUNS, VERB_LEMMAS
from quotes.extraction.spans.rules.noun_phrases import is_time_or_place, noun_phrase
from quotes.extraction.spans.rules.phrases.in_words_of import IN_WORDS
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import subject
from quotes.extraction.spans.rules.tails import cut_tail
from quotes.extraction.spans.rules.tree import Tree
from quotes.extraction.types import Attribution, Kind, Range
from quotes.names.inflection import words

_LIGHT_VERBS = words(
    """
    make made makes making issue issued issues issuing give gave given gives giving
    release released repeat repeated reject rejected deny denied dismiss dismissed
    express expressed voice voiced raise raised offer offered has had have having
    """
)

_DOUBTED = words("alleged accused suspected")
_BODIES = words("administration camp campaign cabinet government team")
_VOICED = words("voice voiced voices voicing express expressed expresses expressing")


def rule(reading: Reading, noun: int) -> Attribution | None:
    tree = reading.tree
    word = tree.lower[noun]
    if word not in NOUNS or word in IN_WORDS:
        return None
    if tree.tags[noun][:2] != "NN" or reading.quote_of(noun):
        return None
    reported = _reported(reading, noun)
    if reported is None:
        return None
    last = cut_tail(reading, reported.first, reported.last)
    content = reading.content(reported.first, last)
    if content is None:
        return None
    source = _source(reading, noun)
    if source is None or (source[0] < content[1] and content[0] < source[1]):
        return None
    return Attribution(
        content=(content,),
        cue=reading.cue(noun),
        source=(source,),
        kind=Kind.INDIRECT,
        score=0.5 if reported.is_bare else 0.7,
        method=f"what the “{tree.words[noun]}” says",
        attitude=reported.is_bare or (NOUNS[word] and not _is_voiced(tree, noun)),
    )


@dataclass(frozen=True, slots=True)
class _Reported:
    """First and last token of the content, and whether it is a bare noun phrase."""

    first: int
    last: int
    is_bare: bool


def _reported(reading: Reading, noun: int) -> _Reported | None:
    tree = reading.tree
    behind = [child for child in tree.children[noun] if child > noun]
    for child in behind:
        if tree.deps[child] in ("acl", "ccomp", "relcl"):
            opens = tree.lower[tree.left[child]]
            clause = opens == "that" and tree.deps[child] != "relcl"
            if clause or opens == "to":
                return _Reported(tree.left[child], tree.right[child], False)
    for child in behind:
        if tree.lower[child] in ("of", "about", "on", "for", "to"):
            phrase = tree.child(child, "pobj", "pcomp")
            if phrase is not None and not is_time_or_place(tree, phrase):
                first, last = tree.left[phrase], tree.right[phrase]
                wanted = tree.lower[child] in ("of", "for")
                is_said = wanted and reading.quote_of(first) is not None
                return _Reported(first, last, not is_said)
    return None


def _is_voiced(tree: Tree, noun: int) -> bool:
    """“voiced concern that it was shut”: a feeling that was put into words."""
    return tree.deps[noun] == "dobj" and tree.lower[tree.heads[noun]] in _VOICED


def _source(reading: Reading, noun: int) -> Range | None:
    """X’s claim, a claim by X, a Norland claim, X made the claim."""
    tree = reading.tree
    owner = _owner(tree, noun)
    if owner is not None:
        named = _behind_verb(reading, noun_phrase(reading, owner))
        return _without_possessive(reading, named)
    head = _author(tree, noun)
    if head is None:
        modifier = _modifier(tree, noun)
        if modifier is not None:
            return reading.range(*modifier)
        head = _issuer(tree, noun)
    return noun_phrase(reading, head) if head is not None else None


def _owner(tree: Tree, noun: int) -> int | None:
    """“Sol’s claim”, also where the parser took the name for a subject."""
    owner = tree.child(noun, "poss")
    if owner is not None:
        return owner
    for child in tree.children[noun]:
        if child < noun and _is_possessive(tree, child):
            return child
    return None


def _behind_verb(reading: Reading, found: Range | None) -> Range | None:
    """Without the verb that the parser takes for an adjective of the name.

    “The rally denounced candidate Jon Reve’s call”.
    """
    if found is None:
        return None
    first = reading.text[slice(*found)].split(" ", 1)[0]
    if first not in VERB_LEMMAS or not first.endswith("ed") or first in _DOUBTED:
        return found
    return found[0] + len(first) + 1, found[1]


def _author(tree: Tree, noun: int) -> int | None:
    """“a claim by Sol”, “a warning from Sol”."""
    for child in tree.children[noun]:
        if child > noun and tree.lower[child] in ("by", "from", "among"):
            head = tree.child(child, "pobj")
            if head is not None:
                return head
    return None


def _modifier(tree: Tree, noun: int) -> tuple[int, int] | None:
    """“a Norland claim”, “Sol campaign accusations”: the first token and the last."""
    for child in tree.children[noun]:
        if child > noun or tree.deps[child] not in ("amod", "compound", "nmod"):
            continue
        for first in (tree.left[child], child):
            named = first == child or tree.lower[child] in _BODIES
            if named and tree.words[first][:1].isupper() and tree.tags[child] != "JJS":
                return first, child
    return None


def _issuer(tree: Tree, noun: int) -> int | None:
    """“Sol made the claim”: the subject of a verb that says little itself."""
    verb = tree.heads[noun]
    if tree.deps[noun] == "dobj" and tree.lower[verb] in _LIGHT_VERBS:
        return subject(tree, verb)
    return None


def _is_possessive(tree: Tree, owner: int) -> bool:
    """Whether a name ends with "'s", or "'s" follows one taken for a subject."""
    if tree.tags[tree.right[owner]] == "POS":
        return True
    after = owner + 1
    follows = after < len(tree) and tree.lower[after] == "'s"
    return follows and tree.deps[after] == "case"


def _without_possessive(reading: Reading, found: Range | None) -> Range | None:
    if found is None:
        return None
    start, end = found
    words = reading.text[start:end]
    if words.endswith(("’s", "'s")):
        end -= 2
    elif words.endswith(("’", "'")):
        end -= 1
    return (start, end) if start < end else None
