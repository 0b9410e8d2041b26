"""Every kind of work there is, in the order of the desk: one file, one line here."""

from quotes.review.desk.kind import Kind
from quotes.review.desk.kinds.articles import FAILED_ARTICLES
from quotes.review.desk.kinds.changed_quotes import CHANGED_QUOTES
from quotes.review.desk.kinds.clusters import CLUSTERS
from quotes.review.desk.kinds.disagreements import DISAGREEMENTS
from quotes.review.desk.kinds.disputes import DISPUTES
from quotes.review.desk.kinds.feeds import DEAD_FEEDS
from quotes.review.desk.kinds.proposals import PROPOSALS
from quotes.review.desk.kinds.quotes import QUOTES
from quotes.review.desk.kinds.reports import REPORTS
from quotes.review.desk.kinds.second_opinions import SECOND_OPINIONS
from quotes.review.desk.kinds.suggestions import SUGGESTIONS

KINDS: tuple[Kind, ...] = (
    QUOTES,
    CHANGED_QUOTES,
    REPORTS,
    PROPOSALS,
    DISPUTES,
    SECOND_OPINIONS,
    DISAGREEMENTS,
    SUGGESTIONS,
    CLUSTERS,
    FAILED_ARTICLES,
    DEAD_FEEDS,
)

BY_KEY = {kind.key: kind for kind in KINDS}

__all__ = [
    "BY_KEY",
    "CHANGED_QUOTES",
    "CLUSTERS",
    "DEAD_FEEDS",
    "DISAGREEMENTS",
    "DISPUTES",
    "FAILED_ARTICLES",
    "KINDS",
    "PROPOSALS",
    "QUOTES",
    "REPORTS",
    "SECOND_OPINIONS",
    "SUGGESTIONS",
]
