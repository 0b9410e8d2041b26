"""Quoted words that are written on something: kept, and nobody's.

    “No way through” was painted across the gate.
    → No way through; ;

    A hand had sprayed “No way through” across the gate.
    → No way through; ;

    A banner on the fence reads “No way through”.
    → No way through; ;

    “No way through” went the motto.
    → No way through; ;

Source: our definition of a quotation (docs/extraction.md).
"""

from __future__ import annotations

import re

from quotes.extraction.spans.rules.bearers import BEARERS, WRITTEN, inscribed
from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.names.gazetteer.words import word_set

INSCRIPTION = WRITTEN
# Papers may be somebody's, where the sentence says whose.
_THINGS = "|".join(
    sorted(
        BEARERS
        | word_set(
            "note notes notice notices leaflet leaflets flyer flyers label labels tag"
            " tags screen screens headline headlines caption captions postcard"
        )
    )
)
_INSCRIBED = re.compile(
    r"\s*,?\s(?:was|were|is|are|had been)\s(?:\w+\s)?(?:painted|printed|written"
    r"|scrawled"
    r"|sprayed|spray-painted|daubed|carved|engraved|inscribed|stencilled|scribbled"
    r"|stitched|embroidered|sewn|etched|emblazoned|chalked|tattooed|branded|burned"
    r"|burnt|projected|chiselled|plastered|splashed|tagged|picked out)\b"
)
# “Eels for all”, a banner on the fence read.
_BEARER_READS = re.compile(
    r"\s*,?\s(?:the|a|an|one|another|his|her|their|its)\s(?:[\w’'-]+\s){0,2}?(?:"
    rf"{_THINGS})\s(?:(?!from\b|by\b|to\b)[\w’'-]+\s){{0,5}}?"
    r"(?:reads?|said|says|proclaimed|declared|warned|ran)\b"
)
# “Eels for all” went the motto.
_MOTTO = re.compile(
    r"\s*,?\s(?:went|ran|read|was|goes|runs|reads|(?:said|says)(?=\s\w+\ssigns?\b))\s"
    r"(?:the|his|her|their|one|a)\s(?:\w+\s)?(?:motto|slogan|headline|cry|chant|refrain"
    r"|caption|inscription|chorus|graffito|message|legend|"
    + _THINGS
    + r")\b(?!\s(?:from|by|to)\b)"
    r"|\s*,?\s(?:said|says|proclaimed|declared|warned|promised|announced)\s(?:the|a|one)"
    r"\s(?:\w+\s)?(?:" + "|".join(sorted(BEARERS)) + r")\b"
)
# A banner on the fence reads “…”.
_READS = re.compile(
    # not in “a sign of”, not where one “signs off with”
    r"\b(?!signs?\s(?:of|off)\b)(?:" + "|".join(sorted(BEARERS)) + r")\s"
    r"(?:[\w’'-]+\s){0,5}?"
    r"(?:read|reads|reading|said|says|saying|bearing|with|proclaim\w*|declar\w*|demand\w*)"
    r"(?:\sthe\s(?:words?|slogan|message|legend))?\s*[:,]?\s*$",
    re.IGNORECASE,
)
# T-shirts that bore the words “…”; under a headline that read “…”.
_BORE = re.compile(
    r"\b(?:bore|bears|bearing|carried|carrying|wore|with|under|emblazoned with) the "
    r"(?:words?|slogan|message|legend|motto|inscription|phrase|line)\s*[:,]?\s*$"
    r"|\b(?:headline|heading|caption|slogan|motto|inscription|subtitle)s?\s"
    r"(?:that|which)?\s?(?:read|reads|reading)\s*[:,]?\s*$"
)
_WRITES = re.compile(
    r"\b(?:painted|printed|written|wrote|scrawled|sprayed|spray-painted|daubed|carved"
    r"|engraved|inscribed|stencilled|scribbled|chalked|tagged)\s*[:,]?\s*$"
)
_ON = re.compile(r"\s*(?:across|on|over|onto|into|along|above|beneath|under)\s")
_BEHIND = (_INSCRIBED, _MOTTO, _BEARER_READS)
_LOOKED_AT = 60


def rule(quotation: OpenQuotation) -> Answer | None:
    text, (start, end) = quotation.text, _ends(quotation)
    behind = end + _LOOKED_AT
    written = next(
        filter(None, (one.match(text, end, behind) for one in _BEHIND)), None
    )
    low = max(0, start - _LOOKED_AT)
    written = written or _READS.search(text, low, start)
    written = written or _BORE.search(text, low, start)
    written = written or (
        _WRITES.search(text, low, start) and _ON.match(text, end, end + _LOOKED_AT)
    )
    if not written:
        return None
    return Answer(inscribed((quotation.quote.inner,)))


def _ends(quotation: OpenQuotation) -> tuple[int, int]:
    return quotation.quote.span.start, quotation.quote.span.end
