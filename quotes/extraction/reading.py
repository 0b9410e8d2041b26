"""Texts read by the span finder there is, and every mention in them resolved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quotes.extraction.confidence import AS_SCORED, calibration_in_use
from quotes.extraction.likely_reports import REPORTS_FILE, split_reports
from quotes.extraction.nobodys import is_nobodys
from quotes.extraction.spans.ensemble.ensemble_finder import EnsembleFinder
from quotes.extraction.spans.finder import SpanFinder
from quotes.extraction.spans.not_quotations import is_no_quotation
from quotes.extraction.spans.rules.asked import asked_lines
from quotes.extraction.spans.rules.combine import is_speech
from quotes.extraction.spans.rules.rule_finder import RuleFinder
from quotes.extraction.spans.tagger.model import model_directory
from quotes.extraction.text.composed import compose
from quotes.extraction.text.furniture import furniture_of, lies_in
from quotes.extraction.types import Attribution, Quotation
from quotes.extraction.who.resolver import resolve


def read(texts: Sequence[str], *, attitudes: bool) -> list[list[Quotation]]:
    """Return the quotations of each text; as ``quotes.extraction.extract_many``."""
    composed = [compose(text) for text in texts]
    found = find([one.text for one in composed], attitudes=attitudes)
    return [
        [
            one.in_given(quotation)
            for quotation in _quotations(one.text, read, attitudes=attitudes)
        ]
        for one, read in zip(composed, found, strict=True)
    ]


def find(texts: Sequence[str], *, attitudes: bool) -> list[list[Attribution]]:
    """Return what the span finder there is sees in each text."""
    finder: SpanFinder = EnsembleFinder.load(attitudes=attitudes) or RuleFinder()
    return finder.find(texts)


def _quotations(
    text: str, attributions: Sequence[Attribution], *, attitudes: bool
) -> list[Quotation]:
    if attitudes:
        return resolve(text, list(attributions))
    wanted, deeds = reports_and_deeds(text, attributions)
    fitted = calibration_in_use(model_directory(), REPORTS_FILE)
    unlikely: list[Attribution] = []
    if fitted is not AS_SCORED:
        wanted, unlikely = split_reports(text, wanted, fitted)
    found = resolve(text, wanted, others=[*unlikely, *deeds], reported_only=True)
    return [one for one in found if not is_nobodys(one, text[one.start : one.end])]


def reported_speech(
    text: str, attributions: Iterable[Attribution]
) -> list[Attribution]:
    """Return the attributions that report what somebody said in the article itself."""
    return reports_and_deeds(text, attributions)[0]


def reports_and_deeds(
    text: str, attributions: Iterable[Attribution]
) -> tuple[list[Attribution], list[Attribution]]:
    """Return what reports somebody's words, and what only tells of a deed.

    "Holm refused to say more. He left": no words, but he is Holm.
    """
    found = list(attributions)
    left_out = [*furniture_of(text), *asked_lines(text, found)]
    reports, deeds = [], []
    for one in found:
        if is_no_quotation(text, one):
            if one.source and one.cue:
                deeds.append(one)
        elif is_speech(one) and not lies_in(one, left_out):
            reports.append(one)
    return reports, deeds
