"""Indirect and mixed quotations under a cue verb, with their source.

    Mina Sol said the bridge was open.
    → the bridge was open; said; Mina Sol

What the verb reports is for the rules of ``complements/`` to say; who reports it is the
verb's subject, except where somebody is quoted as saying it. What is negated or only
believed is marked as an attitude.

Source: PARC's three parts of an attribution, source, cue and content (Pareti 2012).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from quotes.extraction.cues import VERB_LEMMAS
from quotes.extraction.spans.rules.bearers import inscribed, is_bearer
from quotes.extraction.spans.rules.complement import Complement
from quotes.extraction.spans.rules.complements import rules_for
from quotes.extraction.spans.rules.noun_phrases import noun_phrase
from quotes.extraction.spans.rules.quoted_as import QuotedAs, quoted_as
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import agent, subject, subject_or_neighbour
from quotes.extraction.types import Attribution, Kind, Range

_REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
_PUT = frozenset(("ask", "tell", "press", "quiz", "question", "challenge", "urge"))
_NEGATIONS = frozenset(["not", "n't", "never", "neither", "nor", "no"])


def verb_attributions(reading: Reading) -> Iterator[Attribution]:
    """Yield the indirect and mixed attributions of every cue verb."""
    tree = reading.tree
    for token in range(len(tree)):
        lemma = VERB_LEMMAS.get(tree.lower[token])
        if lemma is None or not tree.is_verb(token) or reading.quote_of(token):
            continue
        if tree.deps[token] in ("aux", "auxpass", "amod", "compound"):
            continue
        if _is_put_to_subject(reading, token, lemma):
            continue
        found = _reported(reading, token, lemma)
        if found is not None:
            attribution = _attribution(reading, token, found)
            if attribution is not None:
                yield attribution


def _is_put_to_subject(reading: Reading, verb: int, lemma: str) -> bool:
    """“Asked whether he would go, Mina Sol said”: she is asked, and does not ask."""
    tree = reading.tree
    behind = verb == 1 and tree.lower[0] in ("when", "if", "once", "while")
    if lemma not in _PUT or not (verb == 0 or behind):
        return False
    own = tree.child(verb, "nsubj", "nsubjpass")
    passive = tree.tags[verb] in ("VBN", "VBD") and (own is None or own > verb)
    return passive and agent(tree, verb) is None


@dataclass(frozen=True, slots=True)
class _Reported:
    """What a verb reports, and whether as a belief or hope rather than as speech."""

    complement: Complement
    is_attitude: bool


def _reported(reading: Reading, verb: int, lemma: str) -> _Reported | None:
    for asked in rules_for(lemma):
        found = asked.find(reading, verb, lemma)
        if found is not None:
            return _Reported(found, found.is_bare or asked.is_attitude)
    return None


@dataclass(frozen=True, slots=True)
class _Speakers:
    """The heads of who speaks and of who passes it on, and the tokens of the cue."""

    source: int | None
    relay: int | None
    cue: tuple[int, ...]


def _attribution(reading: Reading, verb: int, found: _Reported) -> Attribution | None:
    complement = found.complement
    content = tuple(
        stretch
        for tokens in complement.content
        if (stretch := reading.content(tokens.first, tokens.last))
    )
    if not content:
        return None
    speakers = _speakers(reading, verb, complement)
    source = _clear_of(_phrase(reading, speakers.source), content)
    relay = _phrase(reading, speakers.relay)
    negated = _is_negated(reading, verb)
    if _is_on_bearer(reading, speakers.source, content):
        return replace(inscribed(content), cue=reading.cue(*speakers.cue))
    return Attribution(
        content=content,
        cue=reading.cue(*speakers.cue),
        source=(source,) if source else (),
        kind=Kind.INDIRECT,
        score=complement.score if source else complement.score / 2,
        method=_method(reading.tree.words[verb], named=bool(source), negated=negated),
        relay=(relay,) if relay else (),
        attitude=found.is_attitude or negated,
    )


def _is_on_bearer(
    reading: Reading, source: int | None, content: tuple[Range, ...]
) -> bool:
    """Whether what "says" quoted words is a banner or a sign, which nobody is."""
    if source is None or not is_bearer(reading.tree, source):
        return False
    return all(reading.host.quote_at(start) is not None for start, _ in content)


def _method(word: str, *, named: bool, negated: bool) -> str:
    method = f"clause of “{word}”"
    if not named:
        method += ", nobody named"
    return method + "; negated" if negated else method


def _phrase(reading: Reading, head: int | None) -> Range | None:
    return noun_phrase(reading, head) if head is not None else None


def _speakers(reading: Reading, verb: int, found: Complement) -> _Speakers:
    quoted = quoted_as(reading, verb)
    if quoted is not None and quoted.saying is not None:
        return _speakers_of_quoted(reading, quoted, quoted.saying)
    source = subject_or_neighbour(reading, verb)
    if source is not None and reading.tree.lower[source] in _REFLEXIVE:
        # “filmed himself shouting “…””: who filmed
        source = subject(reading.tree, reading.tree.heads[verb])
    return _Speakers(source, None, found.cue)


def _speakers_of_quoted(reading: Reading, quoted: QuotedAs, saying: int) -> _Speakers:
    """“KCNA quoted Kim as saying”, “Kim was quoted as saying by KCNA”."""
    tree, verb = reading.tree, quoted.verb
    cue = (verb, *quoted.saying_words(tree))
    passive = tree.child(verb, "nsubjpass")
    if passive is None:
        return _Speakers(tree.child(verb, "dobj"), subject(tree, verb), cue)
    by = agent(tree, verb)
    return _Speakers(passive, agent(tree, saying) if by is None else by, cue)


def _clear_of(source: Range | None, content: tuple[Range, ...]) -> Range | None:
    """A source inside its own content is none."""
    if source is None or any(s <= source[0] and source[1] <= e for s, e in content):
        return None
    return source


def _is_negated(reading: Reading, verb: int) -> bool:
    tree = reading.tree
    children = [c for c in tree.children[verb] if c < verb]
    if any(tree.deps[c] == "neg" or tree.lower[c] in _NEGATIONS for c in children):
        return True
    who = tree.child(verb, "nsubj")
    if who is None:
        return False
    first = tree.left[who]
    # No 10 is an address, and who speaks there is somebody.
    numbered = first < who and tree.words[first + 1][:1].isdigit()
    return tree.lower[first] in ("neither", "no", "nobody") and not numbered
