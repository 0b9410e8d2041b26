"""A short question alone in its paragraph: somebody asks, perhaps another.

    “The bridge is open,” Mina Sol said.
    “Who says so?”
    → The bridge is open,; said; Mina Sol
    → Who says so?; ;

A long one, too, where what stands before it answers a question: they take turns.

    “Is it open?” asked Jon Reve.
    “It is,” said Mina Sol.
    “And who has paid for the repairs?”
    → Is it open?; asked; Jon Reve
    → It is,; said; Mina Sol
    → And who has paid for the repairs?; ;

Source: interviews in reportage.
"""

from __future__ import annotations

from quotes.extraction.spans.rules.open_quotation import Answer, OpenQuotation
from quotes.extraction.spans.rules.open_quotations import nobody_named
from quotes.extraction.text.masking import HostSentence

_MOST_BLANKS = 3
_QUESTION_AND_ANSWER = 2


def rule(quotation: OpenQuotation) -> Answer | None:
    host, number = quotation.host, quotation.number
    words = quotation.text[slice(*quotation.quote.inner)]
    if not host.is_quotation or not words.endswith("?"):
        return None
    if number and quotation.hosts[number - 1].paragraph == host.paragraph:
        return None
    if words.count(" ") > _MOST_BLANKS and not _answer_stands_before(quotation):
        return None
    return nobody_named.rule(quotation)


def _answer_stands_before(quotation: OpenQuotation) -> bool:
    """Whether the two paragraphs before are a question and its answer."""
    if quotation.number < _QUESTION_AND_ANSWER:
        return False
    first = quotation.number - _QUESTION_AND_ANSWER
    asked, answered = quotation.hosts[first : quotation.number]
    apart = asked.paragraph < answered.paragraph < quotation.host.paragraph
    return apart and _asks(quotation, asked) and not _asks(quotation, answered)


def _asks(quotation: OpenQuotation, host: HostSentence) -> bool:
    return any(quotation.text[slice(*q.inner)].endswith("?") for q in host.quotes)
