"""A short quotation alone in its paragraph, behind one of each of two: they take turns.

    “It was in June,” said Mina Sol.
    “In July,” replied Jon Reve.
    “I was there.”
    → It was in June,; said; Mina Sol
    → In July,; replied; Jon Reve
    → I was there.; ; Mina Sol

The second answers the first: a question stands before, or its verb says so. All three
are short, and each stands in a paragraph of its own.

Source: dialogues in reportage and from courts.
"""

from __future__ import annotations

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation

_SHORT = 80


def rule(quotation: OpenQuotation) -> Answer | None:
    before_last = quotation.before_last
    if before_last is None or not quotation.host.is_quotation:
        return None
    if len(quotation.host.quotes) > 1 or _length(quotation) > _SHORT:
        return None
    here, number = quotation.host.paragraph, quotation.number
    beside = (*quotation.hosts[number - 1 : number], *quotation.hosts[number + 1 :][:1])
    if any(host.paragraph == here for host in beside):
        return None
    how = "takes turns with the speaker before"
    return Answer(quotation.spoken_by(before_last.source[0], 0.6, how))


def _length(quotation: OpenQuotation) -> int:
    start, end = quotation.quote.inner
    return end - start
