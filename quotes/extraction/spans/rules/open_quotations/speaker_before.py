"""A quotation without a cue: who spoke last, a few sentences before at most.

    Mina Sol said the bridge was open. No doubt of that now. “It will stay open.”
    → the bridge was open; said; Mina Sol
    → It will stay open.; ; Mina Sol

Source: floating quotations; that the speaker before goes on is the usual baseline
(O'Keefe et al., A Sequence Labelling Approach to Quote Attribution, 2012).
"""

from __future__ import annotations

from dataclasses import replace

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation


def rule(quotation: OpenQuotation) -> Answer | None:
    last = quotation.last_speaker
    if last is None or not last.source:
        return None
    source = last.source[0]
    if quotation.is_after_colon:
        how = "speaker announced before the colon"
        return Answer(replace(quotation.spoken_by(source, 0.8, how), cue=last.cue))
    how = "goes on from the speaker before"
    return Answer(quotation.spoken_by(source, 0.55, how))
