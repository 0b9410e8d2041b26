"""Quotations under a noun or a phrase: the claim by X that, according to X."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.extraction.cues import NOUNS
from quotes.extraction.spans.rules.asides import ASIDE, goes_on
from quotes.extraction.spans.rules.combine import PASSED_ON
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import noun_phrase, subject
from quotes.extraction.spans.rules.tree import Tree
from quotes.extraction.spans.rules.verbs import cue_ranges
from quotes.extraction.types import Attribution, Kind, Range
from quotes.names.inflection import words

IN_WORDS_OF = "in the words of whom it names"
_IN_WORDS = words("words view opinion eyes estimation telling per")
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
        elif word in _IN_WORDS:
            found = _in_words_of(reading, token)
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
        if tree.lower[child] in ("by", "from", "among") and child > noun:
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
    last = max(tree.right[head], to) if head is not None else to
    if source is None:
        last = _phrase_end(tree, to + 1)
        if last <= to:
            return None
        source = reading.range(to + 1, last)
    content = _beside(reading, token, last)
    if content is None:
        return None
    return Attribution(
        content=content,
        cue=cue_ranges(reading, [token, to]),
        source=(source,),
        kind=Kind.INDIRECT,
        score=0.8,
        method=f"{ASIDE}: “according to”"
        if _is_aside(tree, token, last)
        else PASSED_ON,
    )


def _is_aside(tree: Tree, first: int, last: int) -> bool:
    """Whether it parts a subject from its verb: “The dam, according to …, is”."""
    finite = any(tree.tags[t] in ("VBD", "VBZ", "VBP", "MD") for t in range(first))
    return not finite and last + 2 < len(tree) and goes_on(tree, last + 2)


def _phrase_end(tree: Tree, first: int) -> int:
    """The last token before the next comma, where no verb stands between."""
    token = first
    while token < len(tree) and tree.words[token] not in (",", ".", ";", ":"):
        if tree.tags[token] in ("VBD", "VBZ", "VBP", "MD"):
            return first - 1
        token += 1
    return token - 1


def _in_words_of(reading: Reading, token: int) -> Attribution | None:
    """In the words of X, …; in the view of X, …; (as) per X, …"""
    tree = reading.tree
    if tree.lower[token] == "per":
        first = token - 1 if token and tree.lower[token - 1] == "as" else token
        opens = first == 0 or tree.words[first - 1] == ","
        if not opens or token + 1 >= len(tree) or not _names(tree, token + 1):
            return None
        cues, start = list(range(first, token + 1)), token + 1
    else:
        of = token + 1
        if token < 2 or tree.lower[token - 2 : token] != ["in", "the"]:
            return None
        if of + 1 >= len(tree) or tree.lower[of] != "of":
            return None
        first, cues, start = token - 2, list(range(token - 2, of + 1)), of + 1
    last = _phrase_end(tree, start)
    if last < start:
        return None
    source = reading.range(start, last)
    end = _apposition_end(tree, last)
    content = _beside(reading, first, end)
    if content is None:
        return None
    return Attribution(
        content=content,
        cue=cue_ranges(reading, cues),
        source=(source,),
        kind=Kind.INDIRECT,
        score=0.8,
        method=IN_WORDS_OF,
    )


def _names(tree: Tree, token: int) -> bool:
    return tree.words[token][:1].isupper() or tree.lower[token] in ("the", "a", "an")


def _apposition_end(tree: Tree, last: int) -> int:
    """Where an apposition or a relative clause behind a name ends, at its comma."""
    after = last + 2
    if after >= len(tree) or tree.words[last + 1] != ",":
        return last
    if tree.lower[after] not in ("the", "a", "an", "who", "whose", "one", "his", "her"):
        return last
    for token in range(after, len(tree)):
        if tree.words[token] == ",":
            return token - 1
    return last


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
