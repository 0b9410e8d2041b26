"""Whose words a quotation is that its own sentence attributes to nobody.

One rule in a file, its function called ``rule``: it returns an answer, or None where it
does not know. To add one: a file here, its name in ORDER, its test in
``tests/extraction/spans/rules/open_quotations/``.
"""

from __future__ import annotations

from importlib import import_module

from quotes.extraction.spans.rules.open_quotation import (
    NOBODYS,
    Answer,
    OpenQuotation,
    OpenQuotationRule,
)

# Asked in this order; the first that knows decides.
ORDER = (
    "next_paragraph",
    "speaker_and_verb",
    "asked_by_reporter",
    "title_of_work",
    "inscription",
    "chants_of",
    "as_puts_it",
    "part_of_sentence",
    "verb_and_name_behind",
    "name_before_colon",
    "signature",
    "quote_from",
    "short_question",
    "taking_turns",
    "same_speaker",
    "gesture_before",
    "about_whom",
    "announced_before",
    "speaker_before",
    "paragraph_before",
    "nobody_named",
)
RULES: dict[str, OpenQuotationRule] = {
    name: import_module(f"{__name__}.{name}").rule for name in ORDER
}


def answer_to(quotation: OpenQuotation) -> Answer:
    """What the first rule that knows says of a quotation."""
    for rule in RULES.values():
        answer = rule(quotation)
        if answer is not None:
            return answer
    return NOBODYS
