"""Figures and codes in words that a reader understands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from quotes.api.errors import ParameterError
from quotes.api.filters import labels_of
from quotes.api.quote_filters import QUOTE_FILTERS
from quotes.api.statement_filters import STATEMENT_FILTERS
from quotes.models import ErrorReport, Quote
from quotes.telling import LABELS as LABELS_OF_STANCES

LIKELIHOODS = (
    (0.95, "very likely right"),
    (0.8, "likely right"),
    (0.5, "uncertain"),
    (0.0, "doubtful"),
)
"""From which confidence on a reading is called what."""

STATUSES = {
    Quote.Status.EXTRACTED: "not yet checked by an editor",
    Quote.Status.CONFIRMED: "checked by an editor and found right",
    Quote.Status.CORRECTED: "checked and corrected by an editor",
    Quote.Status.REJECTED: "rejected by an editor",
    Quote.Status.WITHDRAWN: "withdrawn by a later reading",
}

WRONG = {
    ErrorReport.Reason.SPEAKER: "Somebody else said it",
    ErrorReport.Reason.WORDS: "The words are not those of the article",
    ErrorReport.Reason.NOT_A_QUOTE: "Nobody is quoted here",
    ErrorReport.Reason.STATEMENT: "It is not what the other printings report",
    ErrorReport.Reason.OTHER: "Something else",
}
"""What a reader may say is wrong with a quote."""

OUTCOMES = {
    ErrorReport.Status.OPEN: "The editors have it, and have not answered yet.",
    ErrorReport.Status.ACCEPTED: "The editors found that you are right.",
    ErrorReport.Status.DISMISSED: "The editors found that nothing is wrong.",
    ErrorReport.Status.SPAM: "The editors took it for no report about the quote.",
}
"""What became of a report, told to who sent it."""

KINDS = {
    Quote.Kind.DIRECT: "direct: all of it inside quotation marks",
    Quote.Kind.INDIRECT: "indirect: reported, not in quotation marks",
    Quote.Kind.MIXED: "mixed: some of it inside quotation marks",
}


STANCES = {stance: label for stance, label in LABELS_OF_STANCES.items()
           if stance != Quote.Stance.STATES}  # fmt: skip
"""What somebody does with words that they do not merely state."""


def confidence_in_words(confidence: float) -> str:
    """Return what ``confidence`` (0 to 1, calibrated) means for one reading."""
    word = next(word for least, word in LIKELIHOODS if confidence >= least)
    share = min(99, max(1, round(confidence * 100)))
    return f"{word}: of 100 readings rated like this one, about {share} are right"


LABELS = labels_of((*QUOTE_FILTERS, *STATEMENT_FILTERS)) | {
    "name": "its name",
    "token": "your token",
    "email": "your e-mail address",
    "frequency": "how often",
    "form": "the form",
    "draft": "your text",
    "reason": "what is wrong",
    "explanation": "how you know",
    "expected": "what should stand there",
}
"""What pages call the parameters of a search, and the fields of their forms."""


def _bare(parameter: str) -> str:
    return parameter.removeprefix("parameters.")


def name_errors(errors: Sequence[ParameterError]) -> list[dict[str, Any]]:
    """Return what is wrong with parameters, under the names that pages give them."""
    return [
        {
            "label": LABELS.get(name := _bare(error.parameter), name),
            "detail": error.detail,
            "allowed": error.allowed,
        }
        for error in errors
    ]
