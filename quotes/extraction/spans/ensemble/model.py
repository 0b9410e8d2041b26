"""How likely a candidate is right: gradient-boosted trees, written as data.

Trees (Friedman 2001) are fitted by ``quotes/training/ensemble.py``; here they are
only read and walked, which takes numpy alone.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotes.extraction.errors import TaggerMissingError
from quotes.extraction.spans.ensemble.features import FEATURES, FloatArray

ENSEMBLE_FILE = "ensemble.json"


class EnsembleMismatchError(Exception):
    """The weights were fitted for other features than these."""


@dataclass(frozen=True, slots=True)
class Trees:
    """``t`` regression trees as arrays of shape (t, nodes); a leaf is its own child.

    feature: number of the feature compared. threshold: left if not above.
    value: what a leaf adds to the log odds. depth: that of the deepest.
    """

    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]
    depth: int

    def __call__(self, table: FloatArray) -> NDArray[np.float64]:
        """What all trees add for each row of ``table``."""
        tree = np.arange(len(self.feature))[:, None]
        row = np.arange(len(table))
        node = np.zeros((len(self.feature), len(table)), dtype=np.int64)
        for _ in range(self.depth):
            compared = table[row, self.feature[tree, node]]
            goes_left = compared <= self.threshold[tree, node]
            node = np.where(goes_left, self.left[tree, node], self.right[tree, node])
        added: NDArray[np.float64] = self.value[tree, node].sum(axis=0)
        return added


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Probabilities from which on a candidate is answered.

    quoted: direct and mixed ones. parsed: indirect ones where a rule read a verb
    of speech and its subject. indirect: the others.
    """

    quoted: float
    parsed: float
    indirect: float


@dataclass(frozen=True, slots=True)
class EnsembleModel:
    """bias: log odds before any tree. with_attitudes, speech: from when on to
    answer where beliefs are wanted too, and where reported speech alone is.
    """

    bias: float
    trees: Trees
    with_attitudes: Thresholds
    speech: Thresholds

    def probabilities(self, table: FloatArray) -> NDArray[np.float64]:
        """One probability a row of ``feature_table``."""
        return 1.0 / (1.0 + np.exp(-self.bias - self.trees(table)))


@lru_cache(maxsize=2)
def load_ensemble(directory: Path) -> EnsembleModel:
    """The model of a directory, read once in a process.

    Raises TaggerMissingError where there is none, EnsembleMismatchError where it
    was fitted for other features.
    """
    path = directory / ENSEMBLE_FILE
    if not path.exists():
        raise TaggerMissingError(f"{path} is missing.")
    return parse_model(json.loads(path.read_text(encoding="utf-8")), str(path))


def parse_model(kept: dict[str, Any], name: str) -> EnsembleModel:
    """Read what ``quotes.training.ensemble`` writes."""
    if tuple(kept.get("features", ())) != FEATURES:
        raise EnsembleMismatchError(f"{name} was fitted for other features.")
    return EnsembleModel(
        bias=kept["bias"],
        trees=_trees(kept["trees"]),
        with_attitudes=Thresholds(**kept["thresholds"]["with attitudes"]),
        speech=Thresholds(**kept["thresholds"]["speech"]),
    )


def _trees(kept: Sequence[dict[str, Any]]) -> Trees:
    """Trees side by side, the smaller ones filled up with nodes nobody reaches."""
    nodes = max((len(tree["value"]) for tree in kept), default=1)

    def column(name: str, kind: type) -> NDArray[Any]:
        table: NDArray[Any] = np.zeros((len(kept), nodes), dtype=kind)
        for number, tree in enumerate(kept):
            table[number, : len(tree[name])] = tree[name]
        return table

    return Trees(
        feature=column("feature", np.int64),
        threshold=column("threshold", np.float64),
        left=column("left", np.int64),
        right=column("right", np.int64),
        value=column("value", np.float64),
        depth=max((tree["depth"] for tree in kept), default=0),
    )
