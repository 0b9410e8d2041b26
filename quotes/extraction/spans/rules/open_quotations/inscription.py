"""Quoted words that are written on something: kept, and nobody's.

    “No way through” was painted across the gate.
    → No way through; ;

Source: our definition of a quotation (docs/extraction.md).
"""

from __future__ import annotations

import re

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.types import Attribution, Kind

INSCRIPTION = "words written on something"
_INSCRIBED = re.compile(
    r"\s*,?\s(?:was|were|is|are|had been)\s(?:\w+\s)?(?:painted|printed|written"
    r"|scrawled"
    r"|sprayed|spray-painted|daubed|carved|engraved|inscribed|stencilled|scribbled)\b"
)
_LOOKED_AT = 60


def rule(quotation: OpenQuotation) -> Answer | None:
    end = quotation.quote.span.end
    if _INSCRIBED.match(quotation.text, end, end + _LOOKED_AT) is None:
        return None
    return Answer(
        Attribution(
            content=(quotation.quote.inner,),
            cue=(),
            source=(),
            kind=Kind.DIRECT,
            score=0.6,
            method=INSCRIPTION,
        )
    )
