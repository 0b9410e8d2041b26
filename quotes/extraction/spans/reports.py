"""Reports without marks that are likelier none, where reported speech alone is wanted.

Both finders learned from a corpus that also marks attitudes and whatever is said about
something: "attacked her rival's record", "is emphasizing his third place". In our
definition a report is what somebody said, and a bare noun phrase is none. How much each
piece of evidence counts is fitted to articles annotated in our definition (``manage.py
evaluate_extraction --fit-reports``) and read from data.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quotes.extraction.calibration import Calibration
from quotes.extraction.spans.ensemble.definition import LAYOUT
from quotes.extraction.spans.report_evidence import report_evidence
from quotes.extraction.spans.rules.asides import ASIDE
from quotes.extraction.spans.rules.phrases.in_words_of import IN_WORDS_OF
from quotes.extraction.types import Attribution, Kind

REPORTS_FILE = "reports.json"
#: Less likely reports are left out. Where a report missed and one too many weigh the
#: same, the best threshold is half of the F1 it leads to (Lipton and others 2014),
#: here about 0.4; it is lower because the one too many can be rejected at the desk.
LEAST_LIKELY = 0.3
# Layout and constructions that are too rare in news for a weight to be fitted to them.
_SURE = (*LAYOUT, ASIDE, IN_WORDS_OF)


def without_unlikely_reports(
    text: str, attributions: Sequence[Attribution], fitted: Calibration
) -> list[Attribution]:
    """Return the attributions without reports that are likely none.

    The score of words without marks becomes the probability that they are a report;
    what stands in marks, the turns of an interview, and constructions that say outright
    whose view something is, are returned as they are.

    fitted: to the evidence of ``report_evidence``, for the finder in use.
    """
    kept = []
    for one in attributions:
        if one.kind is not Kind.INDIRECT or one.method.startswith(_SURE):
            kept.append(one)
            continue
        likely = fitted.probability(report_evidence(text, one))
        if likely >= LEAST_LIKELY:
            kept.append(replace(one, score=likely))
    return kept
