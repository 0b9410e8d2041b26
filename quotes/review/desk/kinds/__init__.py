"""Every kind of work there is, in the order of the desk: one file, one line here."""

from quotes.review.desk.kind import Kind
from quotes.review.desk.kinds.articles import FAILED_ARTICLES
from quotes.review.desk.kinds.disputes import DISPUTES
from quotes.review.desk.kinds.quotes import QUOTES
from quotes.review.desk.kinds.reports import REPORTS
from quotes.review.desk.kinds.suggestions import SUGGESTIONS

KINDS: tuple[Kind, ...] = (
    QUOTES,
    REPORTS,
    DISPUTES,
    SUGGESTIONS,
    FAILED_ARTICLES,
)

BY_KEY = {kind.key: kind for kind in KINDS}

__all__ = ["BY_KEY", "KINDS", "QUOTES"]
