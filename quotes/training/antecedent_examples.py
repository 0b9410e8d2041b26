"""What the ranking of antecedents learns from: mentions, options, which are right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from quotes.evaluation.corpus import AnnotatedQuote, Document
from quotes.evaluation.matching import is_source_right, match
from quotes.evaluation.same_names import folded
from quotes.evaluation.tokenised import TokenisedText
from quotes.extraction.spans.finder import SpanFinder
from quotes.extraction.spans.rules.combine import is_speech
from quotes.extraction.types import Attribution, Range
from quotes.extraction.who.antecedents.anaphors import anaphor_of
from quotes.extraction.who.antecedents.choosing import ruled_of
from quotes.extraction.who.antecedents.entity import Entity
from quotes.extraction.who.antecedents.features import features_of
from quotes.extraction.who.antecedents.ranking import options_of
from quotes.extraction.who.antecedents.referring import Class, Option
from quotes.extraction.who.antecedents.subjects import note_subjects
from quotes.extraction.who.context import Context, Spoke
from quotes.extraction.who.coreference import resolve_phrase
from quotes.extraction.who.mention_bounds import mended
from quotes.extraction.who.phrases import phrase_of
from quotes.training.antecedents import Example

_ARTICLE = re.compile(r"^(?:the|an?) ")
Names = frozenset[str]


def examples_of(finder: SpanFinder, documents: Iterable[Document]) -> Iterator[Example]:
    """Each mention that refers back, in the sources that ``finder`` finds.

    Only those whose annotated quotation names its canonical speaker.
    """
    for document in documents:
        found = [
            one
            for one in finder.find([document.text])[0]
            if is_speech(one) and one.source
        ]
        yield from _of_document(document, found)


def _of_document(document: Document, found: Sequence[Attribution]) -> Iterator[Example]:
    named = _named(document, found)
    context = Context(document.text)
    seen: set[tuple[Range, ...]] = set()
    for one in sorted(found, key=lambda one: one.source):
        phrase = phrase_of(document.text, one.source)
        if phrase is None or one.source in seen:
            continue
        seen.add(one.source)
        phrase = mended(context, phrase)
        anaphor = anaphor_of(phrase, one.content)
        answer = resolve_phrase(context, phrase)
        names = named.get(one.source)
        if anaphor is not None and names:
            note_subjects(context, anaphor.start)
            options = options_of(context, anaphor)
            rows = features_of(context, anaphor, options, ruled_of(answer))
            printed = _plain(document.text[anaphor.start : anaphor.end])
            right = _right(options, names, printed, anaphor.kind)
            yield Example(anaphor.kind, document.id, np.array(rows), np.array(right))
        context.spoken.append(Spoke(phrase.start, phrase.end, answer, one.content))


def _right(
    options: Sequence[Option], names: Names, printed: str, kind: Class
) -> list[bool]:
    """Which options are right; last, whether the mention itself is all there is."""
    right = [not names.isdisjoint(_names(option.entity)) for option in options]
    alone = kind in (Class.PERSON, Class.BODY) and printed in names
    return [*right, alone and not any(right)]


def _names(entity: Entity) -> Names:
    names = entity.body.names if entity.body is not None else ()
    return frozenset(map(_plain, (entity.name, *names)))


def _plain(name: str) -> str:
    return _ARTICLE.sub("", folded(name))


def _named(
    document: Document, found: Sequence[Attribution]
) -> dict[tuple[Range, ...], Names]:
    """By source, the names that are right for who it is."""
    text = TokenisedText(document.text)
    ours = text.quotes(
        AnnotatedQuote(one.content, one.cue, one.source) for one in found
    )
    gold = text.quotes(document.quotes)
    names = {}
    for pair in match(gold, ours):
        annotated, predicted = gold[pair.annotated], ours[pair.predicted]
        right = (*annotated.quote.speaker, *annotated.quote.accepted)
        same = is_source_right(annotated.sources, predicted.source)
        if pair.is_close and same and annotated.quote.speaker:
            names[predicted.quote.source] = frozenset(map(_plain, right))
    return names
