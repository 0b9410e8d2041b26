"""Whether one quotation denies what another states: never one utterance.

Pure, without Django.
"""

from __future__ import annotations

from typing import NamedTuple

from quotes.extraction.types import Stance

_CONTRARY = frozenset((Stance.DENIES, Stance.WITHHOLDS))
_OWN_WORDS = 4
"""Words in marks from which they are the speaker's own: “That is a lie,” she denied."""


class Polarity(NamedTuple):
    """turned: the cue denies the words, or says that they were not said. denied: what
    is said of them in all: “denied that it rains” and “said it does not rain” agree."""

    turned: bool
    denied: bool


def polarity(stance: str, *, direct: bool, words: int, negations: int) -> Polarity:
    """Return that of a quotation of so many words, so many of them denials."""
    own = direct and words >= _OWN_WORDS
    turned = stance in _CONTRARY and not own
    return Polarity(turned, turned != (negations > 0))


def contradict(one: Polarity, other: Polarity) -> bool:
    """Whether the cue of one says the contrary of what the other says."""
    return one.turned != other.turned and one.denied != other.denied
