"""Quoted words whose speaker stands nowhere: kept, attributed to nobody.

    The sign at the gate of the old yard was repainted. “No way through for us.”
    → No way through for us.; ;

Not one word or two that are no sentence (scare quotes), and not where no mark closes
them.

Source: our definition of a quotation (docs/extraction.md).
"""

from __future__ import annotations

from quotes.extraction.spans.rules.open_quotation import (
    NOBODYS,
    Answer,
    OpenQuotation,
)
from quotes.extraction.types import Attribution, Kind

_FEWEST_WORDS = 3


def rule(quotation: OpenQuotation) -> Answer:
    quote = quotation.quote
    words = quotation.text[slice(*quote.inner)]
    alone = words[:1].isupper() and words[-1:] in (".", "!", "?")
    if not quote.span.closed:
        return NOBODYS
    if words.count(" ") + 1 < _FEWEST_WORDS and not alone:
        return NOBODYS
    return Answer(
        Attribution(
            content=(quote.inner,),
            cue=(),
            source=(),
            kind=Kind.DIRECT,
            score=0.3,
            method="quoted words without a speaker",
        )
    )
