"""Documents cut into windows and windows into batches of like length."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from torch import Tensor

from quotes.extraction.spans.tagger.features import Features, IntArray
from quotes.extraction.spans.tagger.wordpiece import Vocabulary
from quotes.training.labels import IGNORE, NOBODY, Targets

SHORTEST = 8
INPUTS = ("pieces", "case", "quoted", "position")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document as numbers, and what the tagger should say about them."""

    features: Features
    targets: Targets


@dataclass(frozen=True, slots=True)
class Batch:
    """inputs: (b, n) each. mask: (b, 1, 1, n). Targets: (b, n), IGNORE as padding.

    Position 0 is the start piece; a pointer to it says "nobody".
    """

    inputs: dict[str, Tensor]
    mask: Tensor
    tag: Tensor
    source: Tensor
    cue: Tensor
    speech: Tensor


@dataclass(frozen=True, slots=True)
class Window:
    document: int
    start: int
    end: int


def epoch(
    documents: Sequence[Prepared],
    vocabulary: Vocabulary,
    *,
    size: int,
    rows: int,
    rng: random.Random,
) -> Iterator[Batch]:
    """Every piece once, cut anew each time, in batches of up to ``rows`` windows."""
    windows = [
        window
        for number, document in enumerate(documents)
        for window in cut(number, len(document.features.pieces), size, rng)
        if (document.targets.tag[window.start : window.end] != IGNORE).any()
    ]
    rng.shuffle(windows)
    # Like lengths together, but only within a shuffled chunk, so that batches
    # differ from epoch to epoch.
    chunk = rows * 16
    batches = []
    for first in range(0, len(windows), chunk):
        part = sorted(windows[first : first + chunk], key=lambda w: w.end - w.start)
        batches += [part[i : i + rows] for i in range(0, len(part), rows)]
    rng.shuffle(batches)
    for batch in batches:
        yield collate(batch, documents, vocabulary)


def cut(number: int, length: int, size: int, rng: random.Random) -> list[Window]:
    """Windows of at most ``size`` pieces; the first cut falls at random."""
    first = size if length <= size else rng.randrange(size // 2, size + 1)
    edges = [0, *range(first, length, size), length]
    return [
        Window(number, start, end)
        for start, end in pairwise(edges)
        if end - start >= SHORTEST
    ]


def collate(
    windows: Sequence[Window], documents: Sequence[Prepared], vocabulary: Vocabulary
) -> Batch:
    shape = (len(windows), 1 + max(w.end - w.start for w in windows))
    inputs = {name: np.zeros(shape, dtype=np.int64) for name in INPUTS}
    targets = {
        name: np.full(shape, IGNORE, dtype=np.int64)
        for name in ("tag", "source", "cue", "speech")
    }
    mask = np.zeros((shape[0], 1, 1, shape[1]), dtype=bool)
    inputs["pieces"][:] = vocabulary.padding
    inputs["pieces"][:, 0] = vocabulary.start
    for row, window in enumerate(windows):
        document = documents[window.document]
        here = slice(window.start, window.end)
        there = slice(1, 1 + window.end - window.start)
        mask[row, :, :, : there.stop] = True
        for name, array in inputs.items():
            array[row, there] = getattr(document.features, name)[here]
        for name, array in targets.items():
            array[row, there] = getattr(document.targets, name)[here]
        for name in ("source", "cue"):
            targets[name][row, there] = _within(targets[name][row, there], window)
    return Batch(
        {name: torch.from_numpy(array) for name, array in inputs.items()},
        torch.from_numpy(mask),
        **{name: torch.from_numpy(array) for name, array in targets.items()},
    )


def _within(pointers: IntArray, window: Window) -> IntArray:
    """Pointers counted from the window's start; those that lead out, ignored."""
    inside = (pointers >= window.start) & (pointers < window.end)
    moved = np.where(inside, pointers - window.start + 1, IGNORE)
    return np.where(pointers == NOBODY, 0, moved)


def forget_words(
    batch: Batch,
    vocabulary: Vocabulary,
    *,
    share: float,
    names: float,
    generator: torch.Generator,
) -> None:
    """Replace a random share of pieces by the unknown one, names more often.

    The corpus speaks of a few people all the time; the tagger shall know them
    by where they stand. Changes the batch.
    """
    pieces, case = batch.inputs["pieces"], batch.inputs["case"]
    chance = torch.where(case == 2, names, share)
    hit = torch.rand(pieces.shape, generator=generator) < chance
    special = (pieces == vocabulary.start) | (pieces == vocabulary.separator)
    hit &= ~special & batch.mask[:, 0, 0]
    pieces[hit] = vocabulary.unknown
