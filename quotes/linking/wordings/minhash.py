"""Keys under which alike wordings find each other, many texts at a time.

Three kinds, all 64-bit integers, each for one way in which printings differ.
Bands of MinHash values over character 5-grams (Broder 1997; banding after Indyk
and Motwani 1998), for typing errors and small edits: texts of Jaccard similarity
s share one of b bands of r rows with probability 1 - (1 - s^r)^b. Winnowed runs
of words (Schleimer, Wilkerson and Aiken 2003), for cuts: whatever stands in both
for six words or more shares a key. Pairs of rare words, for paraphrases.
MinHash is vectorised: a batch of texts is hashed in a few NumPy calls.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from quotes.linking.wordings.wording import Wording

Keys = NDArray[np.int64]

GRAM = 5
BANDS, ROWS = 6, 3
DRAWN_BANDS = 8
"""What is drawn by chance is drawn for so many: stored keys depend on it."""
ENOUGH_RUNS, BANDS_BESIDE = 6, 2
"""Wordings with so many runs keep so many bands: what shares a band nearly always
shares a run or a pair, unless letters are wrong all over, as in a poor scan."""
RUN, WINDOW = 4, 3
"""Words in a run, and runs in the shortest window from which one is kept."""
MOST_RUNS = 12
"""Longer wordings keep about so many runs: their parts are longer, too."""
RARE_WORDS = 5
ASKED_WORDS = 10

_PRIME = np.uint64((1 << 31) - 1)
_generator = np.random.default_rng(20310317)
_FACTORS = _generator.integers(1, 1 << 31, DRAWN_BANDS * ROWS, dtype=np.uint64)
_OFFSETS = _generator.integers(0, 1 << 31, DRAWN_BANDS * ROWS, dtype=np.uint64)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_BAND_SALT = _generator.integers(1, 1 << 62, DRAWN_BANDS, dtype=np.uint64)[:BANDS]


@lru_cache(maxsize=100_000)
def hash_text(text: str) -> int:
    """Return what ``hash_once`` does, remembered: for words."""
    return hash_once(text)


def hash_once(text: str) -> int:
    """Return 64 bits of BLAKE2b of ``text`` as a signed integer."""
    digest = hashlib.blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def band_keys(texts: Sequence[str]) -> Keys:
    """Return the band keys of folded ``texts``: int64, shape (len(texts), BANDS).

    A text shorter than a 5-gram is one gram of its own, padded with blanks.
    """
    if not texts:
        return np.zeros((0, BANDS), dtype=np.int64)
    padded = [f" {text} ".ljust(GRAM) for text in texts]
    codes = np.frombuffer("".join(padded).encode("utf-32-le"), dtype=np.uint32)
    lengths = np.array([len(text) for text in padded])
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    grams = _grams(codes.astype(np.uint64))
    counts = lengths - GRAM + 1
    where = np.repeat(starts, counts) + _counters(counts)
    first = np.concatenate(([0], np.cumsum(counts)[:-1]))
    chosen = grams[where]
    minima = np.empty((len(texts), BANDS * ROWS), dtype=np.uint64)
    for column in range(BANDS * ROWS):
        hashed = (chosen * _FACTORS[column] + _OFFSETS[column]) % _PRIME
        minima[:, column] = np.minimum.reduceat(hashed, first)
    return _bands(minima)


def pair_keys(wording: Wording, *, words: int = RARE_WORDS) -> list[int]:
    """Return keys for every two of the ``words`` rarest content words.

    ``RARE_WORDS`` of a wording are stored; asking with ``ASKED_WORDS`` finds it
    also where rarer words were put in. Ties are broken by the hash of the word,
    so that the choice depends on nothing but the words.
    """
    rare = rarest_words(wording, words)
    return [hash_once(f"{a} {b}") for a, b in combinations(sorted(rare), 2)]


def kept_bands(bands: Sequence[int], runs: Sequence[int]) -> Sequence[int]:
    """Return those of a wording's ``bands`` that are stored beside its ``runs``."""
    return bands[:BANDS_BESIDE] if len(runs) >= ENOUGH_RUNS else bands


def run_keys(wording: Wording) -> list[int]:
    """Return keys for runs of words such that long common runs share a key."""
    return run_keys_of([wording])[0]


def run_keys_of(wordings: Sequence[Wording]) -> list[list[int]]:
    """Return what ``run_keys`` does, for many wordings."""
    lengths = [len(wording.tokens) for wording in wordings]
    hashes = [hash_text(token.stem) for w in wordings for token in w.tokens]
    runs = hash_runs(np.array(hashes, dtype=np.int64), RUN).tolist()
    keys, start = [], 0
    for length in lengths:
        keys.append(_winnow(runs[start : start + max(0, length - RUN + 1)]))
        start += length
    return keys


def _winnow(runs: list[int]) -> list[int]:
    """The least of the runs in every window of some, each once."""
    if not runs:
        return []
    window = min(len(runs), max(WINDOW, 2 * len(runs) // MOST_RUNS))
    windows = (runs[i:] for i in range(window))
    return list(dict.fromkeys(map(min, zip(*windows, strict=False))))


def hash_runs(hashes: NDArray[np.int64], length: int) -> NDArray[np.int64]:
    """Return a hash of every ``length`` consecutive words, by where they begin.

    hashes: of the words, in order. Fewer words than ``length`` have no runs.
    """
    count = max(0, len(hashes) - length + 1)
    runs = np.zeros(count, dtype=np.int64)
    with np.errstate(over="ignore"):
        for offset in range(length):
            runs = runs * np.int64(0x100000001B3) + hashes[offset : offset + count]
    return runs


def rarest_words(wording: Wording, count: int) -> list[str]:
    """Return the ``count`` rarest stems of a wording, each once, rarest first."""
    weights = {token.stem: token.weight for token in wording.content}
    return sorted(weights, key=lambda stem: (-weights[stem], hash_text(stem)))[:count]


def _grams(codes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """A hash below 2**31 of each 5-gram of characters, by where it begins."""
    if len(codes) < GRAM:
        return np.zeros(0, dtype=np.uint64)
    count = len(codes) - GRAM + 1
    hashed = np.zeros(count, dtype=np.uint64)
    with np.errstate(over="ignore"):
        for offset in range(GRAM):
            hashed = (hashed ^ codes[offset : offset + count]) * _MIX
            hashed ^= hashed >> np.uint64(29)
    return hashed >> np.uint64(33)


def _counters(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    """0 … counts[0] - 1, 0 … counts[1] - 1 and so on, in one array."""
    ends = np.cumsum(counts)
    return np.arange(ends[-1]) - np.repeat(ends - counts, counts)


def _bands(minima: NDArray[np.uint64]) -> Keys:
    with np.errstate(over="ignore"):
        keys = np.zeros((len(minima), BANDS), dtype=np.uint64) + _BAND_SALT
        for row in range(ROWS):
            keys = (keys ^ minima[:, row::ROWS]) * _MIX
            keys ^= keys >> np.uint64(31)
    return keys.view(np.int64)


def unique_keys(keys: Iterable[int]) -> list[int]:
    """Return ``keys``, each once, in order."""
    return list(dict.fromkeys(keys))
