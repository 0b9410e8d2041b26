"""Annotations as targets: a tag for every piece, and where its source is.

Tags are BIO over three roles. Where attributions overlap, the one that begins
first keeps the words: quotations inside a quotation are not asked for.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quotes.extraction.tagger.decode import BEGIN, Role
from quotes.extraction.tagger.features import Features, IntArray
from quotes.training.attitudes import Manner, manner
from quotes.training.corpus import Document

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
    words = len(features.word_piece)
    tag = np.zeros(words, dtype=np.int64)
    source, cue, speech = (np.full(words, IGNORE) for _ in range(3))
    for example in document.examples:
        found = {
            role: [slice(*features.words_in(*span)) for span in spans]
            for role, spans in (
                (Role.SOURCE, example.source),
                (Role.CUE, example.cue),
                (Role.CONTENT, example.content),
            )
        }
        for role, spans in found.items():
            for span in spans:
                _tag(tag, span, role)
        source_head = _head(features, found[Role.SOURCE])
        cue_head = _head(features, found[Role.CUE])
        kind = manner(document.text, example)
        for span in found[Role.CONTENT]:
            source[span], cue[span] = source_head, cue_head
        for span in found[Role.CUE]:
            source[span] = source_head
        for span in found[Role.CONTENT] + found[Role.CUE]:
            if kind is not Manner.UNKNOWN:
                speech[span] = int(kind is Manner.SPEECH)
    return _to_pieces(features, tag, source, cue, speech)


def _tag(tag: IntArray, span: slice, role: Role) -> None:
    for index in range(span.start, span.stop):
        if tag[index] == 0:
            tag[index] = BEGIN[role] + (index > span.start)


def _head(features: Features, spans: list[slice]) -> int:
    for span in spans:
        if span.stop > span.start:
            return int(features.word_piece[span.start])
    return NOBODY


def _to_pieces(features: Features, *of_words: IntArray) -> Targets:
    """A word's continuation pieces take its value, and the inside tag."""
    size = len(features.pieces)
    owner = np.full(size, -1)
    owner[features.word_piece] = np.arange(len(features.word_piece))
    owner = np.maximum.accumulate(owner) if size else owner
    separators = np.zeros(size, dtype=bool)
    separators[features.paragraphs] = True
    columns = []
    for column, outside in zip(of_words, (0, IGNORE, IGNORE, IGNORE), strict=True):
        column = np.append(column, outside)  # for pieces before the first word
        columns.append(np.where(separators, outside, column[owner]))
    tag = columns[0]
    continued = np.ones(size, dtype=bool)
    continued[features.word_piece] = False
    tag[continued & (tag % 2 == 1)] += 1
    return Targets(tag, *columns[1:])
