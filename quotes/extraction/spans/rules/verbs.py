"""Indirect and mixed quotations under a verb, with their source and cue."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.extraction.cues import (
    ATTITUDE_FRAMES,
    SPEECH_FRAMES,
    VERB_LEMMAS,
    Frame,
)
from quotes.extraction.spans.rules.clauses import Complement, as_said
from quotes.extraction.spans.rules.complements import COMPLEMENT_RULES, particle
from quotes.extraction.spans.rules.direct import quoting_verb
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.sources import (
    agent,
    noun_phrase,
    subject,
    subject_or_neighbour,
)
from quotes.extraction.types import Attribution, Kind, Range

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
        found = _complement(reading, token, lemma)
        if found is not None:
            attribution = _attribution(reading, token, found)
            if attribution is not None:
                yield attribution


def _complement(reading: Reading, verb: int, lemma: str) -> Complement | None:
    """Token stretches of the content, cue tokens, score, whether an attitude."""
    speech = SPEECH_FRAMES.get(lemma, Frame(0))
    attitude = ATTITUDE_FRAMES.get(lemma, Frame(0))
    aside = as_said(reading, verb)
    if aside is not None:
        content, cues, score, _ = aside
        return content, cues, score, not speech
    for frames, is_attitude in ((speech, False), (attitude, True)):
        for frame, rule in COMPLEMENT_RULES:
            if frames & frame:
                found = rule(reading, verb, lemma)
                if found is not None:
                    content, cues, score, bare = found
                    return content, cues, score, bare or is_attitude
    return particle(reading, verb, lemma)


def _attribution(reading: Reading, verb: int, found: Complement) -> Attribution | None:
    stretches, cues, score, attitude = found
    content = tuple(
        r for first, last in stretches if (r := reading.content(first, last))
    )
    if not content:
        return None
    tree = reading.tree
    quoting, saying = quoting_verb(reading, verb)
    relay: Range | None = None
    if quoting is not None and saying is not None:
        head, relay_head = _quoted_as(reading, quoting, saying)
        relay = noun_phrase(reading, relay_head) if relay_head is not None else None
        cues = sorted({quoting, *_with_as(reading, saying)})
    else:
        head = subject_or_neighbour(reading, verb)
    source = noun_phrase(reading, head) if head is not None else None
    source = _clear_of(source, content)
    negated = _is_negated(reading, verb)
    word = tree.words[verb]
    method = f"clause of “{word}”" if source else f"clause of “{word}”, nobody named"
    if negated:
        method += "; negated"
    return Attribution(
        content=content,
        cue=cue_ranges(reading, cues),
        source=(source,) if source else (),
        kind=Kind.INDIRECT,
        score=score if source else score / 2,
        method=method,
        relay=(relay,) if relay else (),
        attitude=attitude or negated,
    )


def cue_ranges(reading: Reading, tokens: list[int]) -> tuple[Range, ...]:
    """Ranges of cue tokens, neighbours joined."""
    ranges: list[Range] = []
    previous = -2
    for token in sorted(tokens):
        start, end = reading.range(token, token)
        if token == previous + 1 and ranges:
            ranges[-1] = (ranges[-1][0], end)
        else:
            ranges.append((start, end))
        previous = token
    return tuple(ranges)


def _with_as(reading: Reading, saying: int) -> tuple[int, ...]:
    if saying and reading.tree.lower[saying - 1] == "as":
        return saying - 1, saying
    return (saying,)


def _quoted_as(
    reading: Reading, verb: int, saying: int
) -> tuple[int | None, int | None]:
    tree = reading.tree
    passive = tree.child(verb, "nsubjpass")
    if passive is not None:
        by = agent(tree, verb)
        return passive, agent(tree, saying) if by is None else by
    return tree.child(verb, "dobj"), subject(tree, verb)


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
    return who is not None and tree.lower[tree.left[who]] in ("neither", "no", "nobody")
