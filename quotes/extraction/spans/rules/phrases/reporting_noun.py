"""Quotations under a noun or a phrase: the claim by X that, according to X."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.extraction.cues import NOUNS
from quotes.extraction.spans.rules.combine import PASSED_ON
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import noun_phrase, subject
from quotes.extraction.spans.rules.tree import Tree
from quotes.extraction.spans.rules.verbs import cue_ranges
from quotes.extraction.types import Attribution, Kind, Range
from quotes.names.inflection import words

_LIGHT_VERBS = words(
    """
    make made makes making issue issued issues issuing give gave given gives giving
    release released repeat repeated reject rejected deny denied dismiss dismissed
    express expressed voice voiced raise raised offer offered has had have having
    """
)


def noun_attributions(reading: Reading) -> Iterator[Attribution]:
    """Yield what reporting nouns attribute, and what "according to" does."""
    tree = reading.tree
    for token in range(len(tree)):
        word = tree.lower[token]
        if reading.quote_of(token):
            continue
        if word == "according":
            found = _according(reading, token)
        elif word in NOUNS and tree.tags[token][:2] == "NN":
            found = _noun(reading, token, attitude=NOUNS[word])
        else:
            continue
        if found is not None:
            yield found


def _noun(reading: Reading, noun: int, *, attitude: bool) -> Attribution | None:
    tree = reading.tree
    complement, bare = _noun_content(reading, noun)
    if complement is None:
        return None
    content = reading.content(*complement)
    if content is None:
        return None
    source = _noun_source(reading, noun)
    if source is None or (source[0] < content[1] and content[0] < source[1]):
        return None
    return Attribution(
        content=(content,),
        cue=cue_ranges(reading, [noun]),
        source=(source,),
        kind=Kind.INDIRECT,
        score=0.5 if bare else 0.7,
        method=f"what the “{tree.words[noun]}” says",
        attitude=attitude or bare,
    )


def _noun_content(reading: Reading, noun: int) -> tuple[tuple[int, int] | None, bool]:
    """Tokens of the content, and whether they are a bare noun phrase."""
    tree = reading.tree
    for child in tree.children[noun]:
        if child > noun and tree.deps[child] in ("acl", "ccomp", "relcl"):
            opens = tree.lower[tree.left[child]]
            clause = opens == "that" and tree.deps[child] != "relcl"
            if clause or opens == "to":
                return (tree.left[child], tree.right[child]), False
    for child in tree.children[noun]:
        if child > noun and tree.lower[child] in ("of", "about", "on", "for", "to"):
            complement = tree.child(child, "pobj", "pcomp")
            if complement is not None:
                edges = (tree.left[complement], tree.right[complement])
                return edges, True
    return None, False


def _noun_source(reading: Reading, noun: int) -> Range | None:
    """X’s claim, a claim by X, a Norland claim, X made the claim."""
    tree = reading.tree
    owner = tree.child(noun, "poss")
    if owner is not None:
        return _without_possessive(reading, noun_phrase(reading, owner))
    before = [c for c in tree.children[noun] if c < noun]
    for child in before:
        if tree.tags[tree.right[child]] == "POS" or _is_possessive(tree, child):
            return _without_possessive(reading, noun_phrase(reading, child))
    for child in tree.children[noun]:
        if tree.lower[child] in ("by", "from") and child > noun:
            head = tree.child(child, "pobj")
            if head is not None:
                return noun_phrase(reading, head)
    for child in tree.children[noun]:
        modifies = child < noun and tree.deps[child] in ("amod", "compound", "nmod")
        if modifies and tree.words[child][:1].isupper() and tree.tags[child] != "JJS":
            return reading.range(child, child)
    verb = tree.heads[noun]
    if tree.deps[noun] == "dobj" and tree.lower[verb] in _LIGHT_VERBS:
        head = subject(tree, verb)
        return noun_phrase(reading, head) if head is not None else None
    return None


def _is_possessive(tree: Tree, owner: int) -> bool:
    """Whether "'s" follows a name that the parser took for a subject."""
    return (
        owner + 1 < len(tree)
        and tree.lower[owner + 1] == "'s"
        and (tree.deps[owner + 1] == "case")
    )


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


def _according(reading: Reading, token: int) -> Attribution | None:
    tree = reading.tree
    to = token + 1
    if to >= len(tree) or tree.lower[to] != "to":
        return None
    head = tree.child(to, "pobj")
    if head is None:
        head = tree.child(token, "pobj")
    source = noun_phrase(reading, head) if head is not None else None
    if source is None or head is None:
        return None
    content = _beside(reading, token, max(tree.right[head], to))
    if content is None:
        return None
    return Attribution(
        content=content,
        cue=cue_ranges(reading, [token, to]),
        source=(source,),
        kind=Kind.INDIRECT,
        score=0.8,
        method=PASSED_ON,
    )


def _beside(reading: Reading, first: int, last: int) -> tuple[Range, ...] | None:
    """The rest of the sentence round the phrase first to last."""
    tree = reading.tree
    before = reading.content(0, first - 1) if first else None
    after = None
    if last + 1 < len(tree):
        after = reading.content(last + 1, len(tree) - 1)
    if before is None or _is_connective(reading, first):
        return (after,) if after else None
    if after is None or not _comma_at(reading, last + 1):
        return (before,)
    return (before, after)


def _is_connective(reading: Reading, first: int) -> bool:
    """Whether only “But”, “Meanwhile,” and the like stand before the phrase."""
    return first <= 2 and all(
        reading.tree.tags[t] in ("CC", "RB", ",", "IN") for t in range(first)
    )


def _comma_at(reading: Reading, token: int) -> bool:
    return reading.tree.words[token] == ","
