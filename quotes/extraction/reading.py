"""Texts read by the span finder there is, and every mention in them resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotes.extraction.spans.ensemble.ensemble_finder import EnsembleFinder
from quotes.extraction.spans.finder import SpanFinder
from quotes.extraction.spans.not_quotations import is_no_quotation
from quotes.extraction.spans.rules.combine import is_speech
from quotes.extraction.spans.rules.rule_finder import RuleFinder
from quotes.extraction.text.furniture import furniture_of, lies_in
from quotes.extraction.types import Attribution, Quotation
from quotes.extraction.who.resolver import resolve


def read(texts: Sequence[str], *, attitudes: bool) -> list[list[Quotation]]:
    """Return the quotations of each text; as ``quotes.extraction.extract_many``."""
    finder: SpanFinder = EnsembleFinder.load(attitudes=attitudes) or RuleFinder()
    found = zip(texts, finder.find(texts), strict=True)
    return [_quotations(text, read, attitudes=attitudes) for text, read in found]


def _quotations(
    text: str, attributions: Iterable[Attribution], *, attitudes: bool
) -> list[Quotation]:
    furniture = furniture_of(text)
    wanted = [
        a
        for a in attributions
        if attitudes
        or (is_speech(a) and not is_no_quotation(text, a) and not lies_in(a, furniture))
    ]
    return resolve(text, wanted, reported_only=not attitudes)
