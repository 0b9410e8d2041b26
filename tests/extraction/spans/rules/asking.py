"""One rule asked of a sentence, and which rule it was that answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any
from unittest.mock import patch

from quotes.extraction.cues import ATTITUDE_FRAMES, SPEECH_FRAMES, VERB_LEMMAS, Frame
from quotes.extraction.spans.rules import open_quotations
from quotes.extraction.spans.rules.complement import Complement, ComplementRule
from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.spans.rules.rule_finder import RuleFinder
from quotes.extraction.spans.rules.tree import parse
from quotes.extraction.text.marks import quoted_spans
from quotes.extraction.text.masking import host_sentence
from tests.extraction.reading import words


def read(sentence: str) -> Reading:
    """A text of one sentence as rules get it."""
    host = host_sentence(sentence, (0, len(sentence)), 0, quoted_spans(sentence))
    (tree,) = parse([host.masked])
    return Reading(sentence, host, tree)


def complements(rules: ModuleType, sentence: str) -> list[tuple[str, str]]:
    """Content and cue of what a rule finds of each verb that stands in its frame."""
    reading, rule = read(sentence), rules.rule
    verbs = [t for t in range(len(reading.tree)) if reading.tree.is_verb(t)]
    return [
        _printed(reading, found)
        for verb in verbs
        if (found := _asked(reading, verb, rule)) is not None
    ]


def _asked(reading: Reading, verb: int, rule: ComplementRule) -> Complement | None:
    lemma = VERB_LEMMAS.get(reading.tree.lower[verb])
    if lemma is None:
        return None
    nothing = Frame(0)
    frames = SPEECH_FRAMES.get(lemma, nothing) | ATTITUDE_FRAMES.get(lemma, nothing)
    if rule.frame is not None and not rule.frame & frames:
        return None
    return rule.find(reading, verb, lemma)


def _printed(reading: Reading, found: Complement) -> tuple[str, str]:
    content = [reading.content(part.first, part.last) for part in found.content]
    return (
        words(reading.text, tuple(part for part in content if part)),
        words(reading.text, reading.cue(*found.cue)),
    )


def phrases(rules: ModuleType, sentence: str) -> list[tuple[str, str, str]]:
    """Content, cue and source of what a rule finds of each word."""
    reading = read(sentence)
    asked = [rules.rule(reading, token) for token in range(len(reading.tree))]
    return [
        tuple(words(sentence, part) for part in (a.content, a.cue, a.source))
        for a in asked
        if a is not None
    ]


def answering(text: str) -> list[str]:
    """Names of the rules that answered for the open quotations of a text, in order."""
    with _recorded() as names:
        RuleFinder().find([text])
    return names


@contextmanager
def _recorded() -> Iterator[list[str]]:
    names: list[str] = []

    def recording(name: str, rule: Callable[..., Any]) -> Callable[..., Any]:
        def asked(quotation: Any) -> Any:
            answer = rule(quotation)
            if answer is not None:
                names.append(name)
            return answer

        return asked

    rules = open_quotations.RULES
    wrapped = {name: recording(name, rule) for name, rule in rules.items()}
    with patch.dict(rules, wrapped):
        yield names
