"""Whether two quotations of one speaker in two articles are one utterance: a model.

Gradient-boosted trees (Friedman 2001) of a few splits each, fitted by
``script/fit-pair-model`` on quotations of real and invented events that people grouped,
judged on events left out. They are constrained to be monotone: more that is shared
never makes a pair less likely. Pure, without Django.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

_FILE = Path(__file__).parent / "data" / "pair_model.json"


@dataclass(frozen=True, slots=True, eq=False)
class PairModel:
    """Trees side by side as arrays, shape (trees, nodes).

    feature, threshold: what a node asks, and up to which value it goes left.
    left, right: the next node; a leaf is its own. value: log-odds of a leaf.
    depth: steps after which every leaf is reached. names: of the features, in order.
    bias: log-odds before any tree. least: those from which a pair is one.
    """

    names: tuple[str, ...]
    feature: NDArray[np.int64]
    threshold: Numbers
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: Numbers
    depth: int
    bias: float
    least: float

    def log_odds(self, rows: Numbers) -> Numbers:
        """Return those of pairs with features ``rows``, shape (pairs, features)."""
        trees = np.arange(len(self.feature))
        at = np.zeros((len(rows), len(trees)), dtype=np.int64)
        pairs = np.arange(len(rows))[:, None]
        for _ in range(self.depth):
            asked = rows[pairs, self.feature[trees, at]]
            goes_left = asked <= self.threshold[trees, at]
            at = np.where(goes_left, self.left[trees, at], self.right[trees, at])
        found: Numbers = self.bias + self.value[trees, at].sum(axis=1)
        return found


def read_model(stored: dict[str, Any]) -> PairModel:
    """Return the model that ``stored`` describes: lists of nodes by tree."""
    size = max(len(tree) for tree in stored["trees"])
    shape = (len(stored["trees"]), size)
    feature = np.zeros(shape, dtype=np.int64)
    threshold, value = np.full(shape, np.inf), np.zeros(shape)
    left = np.tile(np.arange(size), (shape[0], 1))
    right = left.copy()
    for number, tree in enumerate(stored["trees"]):
        for place, node in enumerate(tree):
            if len(node) == 1:
                value[number, place] = node[0]
            else:
                feature[number, place], threshold[number, place] = node[:2]
                left[number, place], right[number, place] = node[2:]
    return PairModel(
        names=tuple(stored["features"]),
        feature=feature,
        threshold=threshold,
        left=left,
        right=right,
        value=value,
        depth=stored["depth"],
        bias=stored["bias"],
        least=stored["least"],
    )


@lru_cache(maxsize=1)
def pair_model() -> PairModel:
    """The model that ships with the package, read once."""
    return read_model(json.loads(_FILE.read_text("utf-8")))
