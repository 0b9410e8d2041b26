"""What names are alike by, as OpenRefine has it: three keys that equal names share.

Sources: OpenRefine, “Clustering in depth” (fingerprint, n-gram fingerprint); Lawrence
Philips, “Hanging on the Metaphone” (1990), as the library jellyfish has it.
"""

from __future__ import annotations

import jellyfish

from quotes.names.folding import fold

LONGEST = 200
"""Characters kept of a key."""


def words_of(name: str) -> list[str]:
    """Return the words of ``name``, folded."""
    return fold(name).split()


def fingerprint(name: str) -> str:
    """Return the words of ``name``, folded, each once, in order of the alphabet."""
    return " ".join(sorted(set(words_of(name))))[:LONGEST]


def ngram_fingerprint(name: str, size: int = 2) -> str:
    """Return all runs of ``size`` letters of ``name``, blanks left out, sorted.

    "" for names with fewer letters: runs of a single letter join whatever is short.
    """
    letters = "".join(words_of(name))
    runs = {letters[at : at + size] for at in range(len(letters) - size + 1)}
    return "".join(sorted(runs))[:LONGEST] if len(letters) > 2 * size else ""


def phonetic(name: str) -> str:
    """Return how the words of ``name`` sound (Metaphone), sorted.

    "" for names of one word, or with a word that has no sound of its own (a number):
    of such, too many sound alike.
    """
    words = words_of(name)
    sounds = [jellyfish.metaphone(word) for word in words]
    if len(words) < 2 or not all(sounds):
        return ""
    return " ".join(sorted(sounds))[:LONGEST]
