"""An attribution set between commas: “The mayor, prosecutors allege, took bribes.”

The parser takes such a subject for an apposition and its verb for the main one; the
order of the words says otherwise.

    The mayor, prosecutors allege, took bribes.
    → The mayor | took bribes; allege; prosecutors

Source: sentences that spaCy's small English model misreads.
"""

from __future__ import annotations

from collections.abc import Iterator

from quotes.extraction.cues import SPEECH_FRAMES, VERB_LEMMAS, Frame
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.tree import Tree
from quotes.extraction.types import Attribution, Kind, Range
from quotes.names.inflection import words

ASIDE = "said between commas"
_SIGNS = (",", "–", "—", "--")
_FINITE = ("VBD", "VBZ", "VBP")
_LONGEST_SUBJECT = 8
_LONGEST_ASIDE = 14
_OPENS_CLAUSE = words(
    """
    who which whom whose that where when while as if because although though and but
    or so what how why since until unless
    """
)
_TELLS = words("tell inform assure remind warn")
_CLAUSE_TAGS = (*_FINITE, "MD")


def aside_attributions(reading: Reading) -> Iterator[Attribution]:
    """Yield what a sentence attributes between two commas in its middle."""
    tree = reading.tree
    commas = [t for t in range(len(tree)) if tree.words[t] in _SIGNS]
    for number, comma in enumerate(commas[:-1]):
        for closing in commas[number + 1 : number + 3]:
            found = _aside(reading, comma, closing)
            if found is not None:
                yield found
                return


def _aside(reading: Reading, comma: int, closing: int) -> Attribution | None:
    tree = reading.tree
    first = comma + 1
    if tree.words[comma] != tree.words[closing]:
        return None
    if comma == 0 or not 2 <= closing - first <= _LONGEST_ASIDE:
        return None
    opens = tree.lower[first] in _OPENS_CLAUSE or tree.tags[first] in (
        "VBG",
        "VBN",
        "IN",
    )
    if opens or reading.quote_of(first):
        return None
    verb = _verb(tree, first, closing)
    if verb is None or not _rest_is_addressee(tree, verb, closing):
        return None
    if closing + 1 >= len(tree) or not goes_on(tree, closing + 1):
        return None
    return _attribution(reading, first, verb, comma, closing)


def _verb(tree: Tree, first: int, closing: int) -> int | None:
    """The verb of saying that ends the subject which begins at ``first``, or None."""
    for token in range(first + 1, min(first + _LONGEST_SUBJECT, closing)):
        lemma = VERB_LEMMAS.get(tree.lower[token])
        frames = SPEECH_FRAMES.get(lemma or "", Frame(0))
        speaks = frames & (Frame.CLAUSE | Frame.QUOTE | Frame.TOLD)
        if (
            speaks
            and tree.words[token].islower()
            and tree.tags[token][:2] in ("VB", "NN")
            and (
                _ends_many(tree, first, token, closing)
                or not _is_plain_noun(tree, token)
            )
        ):
            return token
        if tree.tags[token] in _CLAUSE_TAGS or tree.words[token] == ",":
            return None
    return None


def _ends_many(tree: Tree, first: int, token: int, closing: int) -> bool:
    """Whether a verb without an ending closes it: "analysts at X predict,"."""
    bare = VERB_LEMMAS.get(tree.lower[token]) == tree.lower[token]
    many = "NNS" in (tree.tags[first], tree.tags[min(first + 1, token - 1)])
    return bare and many and token + 1 == closing


def _is_plain_noun(tree: Tree, token: int) -> bool:
    noun = tree.tags[token] == "NN" and tree.tags[token - 1] != "NNS"
    # "researchers at the university maintain": a noun to the tags, a verb to the parse.
    noun = noun and tree.child(token, "nsubj") is None
    return noun or tree.lower[token - 1] in ("the", "a", "an", "of")


def _rest_is_addressee(tree: Tree, verb: int, closing: int) -> bool:
    """Whether nothing but who was told, and when, stands behind the verb."""
    if closing == verb + 1:
        return True
    lemma = VERB_LEMMAS.get(tree.lower[verb])
    if tree.lower[verb + 1] in ("in", "on", "at", "to", "last", "this"):
        return True
    told = lemma in _TELLS
    return told and not any(
        tree.tags[token] in _CLAUSE_TAGS for token in range(verb + 1, closing)
    )


def goes_on(tree: Tree, token: int) -> bool:
    """Whether the sentence that the aside interrupts goes on with its verb."""
    while token < len(tree) and tree.tags[token] == "RB":
        token += 1
    return token < len(tree) and tree.tags[token] in (*_CLAUSE_TAGS, "VBN", "TO", "VB")


def _attribution(
    reading: Reading, first: int, verb: int, comma: int, closing: int
) -> Attribution | None:
    tree = reading.tree
    before = reading.content(0, comma - 1)
    after = reading.content(closing + 1, len(tree) - 1)
    if before is None or after is None:
        return None
    start, _ = reading.range(0, 0)
    content: tuple[Range, ...] = ((min(start, before[0]), before[1]), after)
    source = reading.range(first, verb - 1)
    return Attribution(
        content=content,
        cue=(reading.range(verb, verb),),
        source=(source,),
        kind=Kind.INDIRECT,
        score=0.85,
        method=f"{ASIDE}: “{tree.words[verb]}”",
    )
