"""What a noun or a phrase reports: one in a file, its function called ``rule``.

A rule is asked of every word outside quotation marks and returns an attribution, or
None where the word is none of its cues. To add one: a file here, its name in ORDER, its
test in ``tests/extraction/spans/rules/phrases/``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from quotes.extraction.spans.rules.reading import Reading
from quotes.extraction.types import Attribution

PhraseRule = Callable[[Reading, int], Attribution | None]

# Asked in this order; the first that finds something decides.
ORDER = (
    "according_to",
    "in_words_of",
    "talk_among",
    "which_is_what",
    "claim_that",
    "reporting_noun",
)
RULES: dict[str, PhraseRule] = {
    name: import_module(f"{__name__}.{name}").rule for name in ORDER
}


def phrase_attributions(reading: Reading) -> Iterator[Attribution]:
    """Yield what reporting nouns attribute, and what "according to" does."""
    for token in range(len(reading.tree)):
        for rule in RULES.values():
            found = rule(reading, token)
            if found is not None:
                yield found
                break
