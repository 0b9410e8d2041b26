"""The sentence behind a quotation says whose it was.

    “The bridge is open.” That quote from Mina Sol hangs in the lobby.
    → The bridge is open.; ; Mina Sol

Source: features and columns that open with a quotation.
"""

from __future__ import annotations

import re

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.spans.rules.printed_names import NAME_IN_SENTENCE as NAME

_FROM = re.compile(
    r"\s*(?:(?:So|Thus)\s(?:said|says|wrote|spoke|declared)\s|(?:Those|These)\s(?:are|were)"
    r"\sthe\swords\sof\s|(?:That|This|The)\s(?:\w+\s)?"
    # “The sentence of Judge Ida Sol was long.”: not what she said
    r"(?:quote|quotation|remark|comment|sentiment|phrase|words|warning|message"
    r"|assessment|(?:line|sentence|verdict|thought|view)(?!\sof\s))\s"
    r"(?:(?:is|was|came|comes|were|are)\s)?"
    r"(?:from\s|by\s|of\s|(?:belongs?\s|attributed\s)to\s))"
    r"(?P<who>(?:(?:the|a|an|one|former|his|her)\s)?(?:[a-z][\w’'-]*\s){0,4}"
    + NAME
    + r")"
)
_LOOKED_AT = 200


def rule(quotation: OpenQuotation) -> Answer | None:
    end = quotation.quote.span.end
    if not quotation.host.is_quotation:
        return None
    match = _FROM.match(quotation.text, end, end + _LOOKED_AT)
    if match is None:
        return None
    left, right = match.span("who")
    how = "signature in the sentence behind"
    return Answer(quotation.spoken_by((left, right), 0.85, how))
