"""A sentence without quotation marks that leads up to a quotation in the next.

    Mina Sol wrote in her diary:
    “The bridge is open.”
    → The bridge is open.; wrote; Mina Sol

    Mina Sol shook her head. “The bridge is open.”
    → The bridge is open.; ; Mina Sol

Behind a colon the cue is the one of that sentence; without it nobody is sure.

Source: seen in reportage; ``direct.announcement`` says who is left speaking.
"""

from __future__ import annotations

from dataclasses import replace

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation

ANNOUNCED = "speaker announced in the sentence before"


def rule(quotation: OpenQuotation) -> Answer | None:
    before = quotation.announced
    if before is None or not quotation.opens_sentence:
        return None
    after_colon = quotation.is_after_colon
    found = quotation.spoken_by(
        before.source,
        0.85 if after_colon else 0.6,
        ANNOUNCED,
    )
    if before.cue and after_colon:
        found = replace(found, cue=(before.cue,))
    return Answer(found)
