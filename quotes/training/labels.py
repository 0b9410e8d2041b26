"""Annotations as targets: a tag for every piece, and where its source is.

Tags are BIO over three roles. Where attributions overlap, the one that begins
first keeps the words: quotations inside a quotation are not asked for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from quotes.extraction.spans.tagger.decode import BEGIN, Role
from quotes.extraction.spans.tagger.features import Features, IntArray
from quotes.training.attitudes import Manner, manner
from quotes.training.training_corpus import Document

IGNORE = -100
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Targets:
    """All of shape (n,), one value a piece of the document.

    tag: BIO tag. source, cue: the piece where the source or cue of the
    attribution begins that this piece belongs to, NOBODY where there is none,
    IGNORE outside of attributions. speech: 1 reported speech, 0 attitude,
    IGNORE where nobody knows.
    """

    tag: IntArray
    source: IntArray
    cue: IntArray
    speech: IntArray


def targets(document: Document, features: Features) -> Targets:
    """What the tagger should say of a document's pieces."""
    columns = _OfWords.unlabelled(len(features.word_piece))
    for example in document.examples:
        spans = {
            role: [slice(*features.words_in(*span)) for span in ranges]
            for role, ranges in (
                (Role.SOURCE, example.source),
                (Role.CUE, example.cue),
                (Role.CONTENT, example.content),
            )
        }
        columns.tag_spans(spans)
        source = _head(features, spans[Role.SOURCE])
        columns.point(
            spans,
            source=source if example.source_known else IGNORE,
            cue=_head(features, spans[Role.CUE]),
        )
        columns.call(spans, manner(document.text, example))
    if document.judged is not None:
        columns.ignore_all_but(
            [slice(*features.words_in(*span)) for span in document.judged]
        )
    return _to_pieces(features, columns, whole=document.judged is None)


Spans = Mapping[Role, Sequence[slice]]


@dataclass(frozen=True, slots=True)
class _OfWords:
    """As ``Targets``, one value a word; filled in attribution by attribution."""

    tag: IntArray
    source: IntArray
    cue: IntArray
    speech: IntArray

    @classmethod
    def unlabelled(cls, words: int) -> _OfWords:
        ignored = [np.full(words, IGNORE) for _ in range(3)]
        return cls(np.zeros(words, dtype=np.int64), *ignored)

    def tag_spans(self, spans: Spans) -> None:
        for role, found in spans.items():
            for span in found:
                for index in range(span.start, span.stop):
                    if self.tag[index] == 0:
                        self.tag[index] = BEGIN[role] + (index > span.start)

    def point(self, spans: Spans, *, source: int, cue: int) -> None:
        for span in spans[Role.CONTENT]:
            self.source[span], self.cue[span] = source, cue
        for span in spans[Role.CUE]:
            self.source[span] = source

    def call(self, spans: Spans, kind: Manner) -> None:
        if kind is Manner.UNKNOWN:
            return
        for span in (*spans[Role.CONTENT], *spans[Role.CUE]):
            self.speech[span] = int(kind is Manner.SPEECH)

    def ignore_all_but(self, judged: Sequence[slice]) -> None:
        ignored = np.ones(len(self.tag), dtype=bool)
        for span in judged:
            ignored[span] = False
        for column in (self.tag, self.source, self.cue, self.speech):
            column[ignored] = IGNORE


def _head(features: Features, spans: Sequence[slice]) -> int:
    """The piece where the first span that has words begins."""
    for span in spans:
        if span.stop > span.start:
            return int(features.word_piece[span.start])
    return NOBODY


def _to_pieces(features: Features, words: _OfWords, *, whole: bool) -> Targets:
    """A word's continuation pieces take its value, and the inside tag.

    whole: the annotation is complete, so that separators are known to be outside.
    """
    owner = np.full(len(features.pieces), -1)
    owner[features.word_piece] = np.arange(len(features.word_piece))
    owner = np.maximum.accumulate(owner)
    separators = np.zeros(len(owner), dtype=bool)
    separators[features.paragraphs] = True

    def spread(column: IntArray, outside: int) -> IntArray:
        # The value appended is for separators before the first word.
        return np.where(separators, outside, np.append(column, outside)[owner])

    tag = spread(words.tag, 0 if whole else IGNORE)
    continued = np.ones(len(owner), dtype=bool)
    continued[features.word_piece] = False
    tag[continued & (tag > 0) & (tag % 2 == 1)] += 1
    return Targets(
        tag,
        source=spread(words.source, IGNORE),
        cue=spread(words.cue, IGNORE),
        speech=spread(words.speech, IGNORE),
    )
