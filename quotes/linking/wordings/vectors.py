"""What words mean and how rare they are, from a table of 64 numbers a word.

The table is all-MiniLM-L6-v2 (Apache License 2.0) read word by word and reduced,
as model2vec does (Tulkens and van Dongen 2024); ``script/distil-word-vectors``
makes it. Its words stand in the order of their frequency in English.
"""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

DIMENSIONS = 64
UNKNOWN = -1
"""The rank of words that the table lacks."""
_FILE = Path(__file__).parent / "data" / "word_vectors.npz"
_ALONE = 200_000
"""Multiplications of one matrix product that BLAS does not share among threads."""
_HALF_WEIGHT = 800.0
"""The rank at which a word weighs half of what a word unknown to the table does."""


class WordTable:
    """The vectors, unit length, and the frequency rank of each word.

    Behind the last vector come zeros: those of a word whose rank is ``UNKNOWN``.
    """

    def __init__(self, path: Path = _FILE) -> None:
        with np.load(path) as stored:
            words = stored["words"].tobytes().decode().split("\n")
            vectors = stored["vectors"].astype(np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        nothing = np.zeros((1, DIMENSIONS), dtype=np.float32)
        self.vectors: NDArray[np.float32] = np.concatenate(
            (vectors / np.maximum(lengths, 1e-6), nothing)
        )
        self.ranks = {word: rank for rank, word in enumerate(words)}


@lru_cache(maxsize=1)
def word_table() -> WordTable:
    """The table that ships with the package, read once."""
    return WordTable()


def rank_of(word: str) -> int:
    """Return the rank of folded ``word``, or ``UNKNOWN``."""
    return word_table().ranks.get(word, UNKNOWN)


def vector_of(word: str) -> Vector | None:
    """Return the vector of folded ``word`` (float32, shape (64,)), or None."""
    table = word_table()
    rank = table.ranks.get(word)
    return None if rank is None else table.vectors[rank]


def products(rows: NDArray[np.float32], others: NDArray[np.float32]) -> Vector:
    """Return ``rows @ others.T``: for unit vectors, all their cosines.

    In pieces for which BLAS wakes no threads: for matrices of a few hundred words
    waking takes longer than multiplying, and all cores.
    """
    together = max(1, _ALONE // max(1, others.size))
    if len(rows) <= together:
        return rows @ others.T
    product = np.empty((len(rows), len(others)), dtype=np.float32)
    for start in range(0, len(rows), together):
        end = start + together
        np.matmul(rows[start:end], others.T, out=product[start:end])
    return product


@lru_cache(maxsize=100_000)
def rarity(word: str) -> float:
    """Return how much sharing folded ``word`` says: 0 for "the", up to 1.

    Grows with the logarithm of the frequency rank, as information does under
    Zipf's law. Words that the table lacks (most names) weigh 1.
    """
    rank = word_table().ranks.get(word)
    if rank is None:
        return 1.0
    return min(1.0, math.log1p(rank / 40) / (2 * math.log1p(_HALF_WEIGHT / 40)))
