"""What is stored. Rules that every writer must keep are database constraints."""

from quotes.models.act import Act
from quotes.models.api_token import ApiToken
from quotes.models.article import Article
from quotes.models.article_version import (
    ArticleAddress,
    ArticleVersion,
    ArticleVersionQuerySet,
)
from quotes.models.authority import Authority, AuthorityName
from quotes.models.blind_reading import BlindReading
from quotes.models.delivery import Delivery
from quotes.models.desk import Claim, Deferral
from quotes.models.error_report import ErrorReport, ReportOrigin
from quotes.models.feed import Feed, FeedItem
from quotes.models.fingerprint import (
    ArticleKey,
    QuoteFingerprint,
    QuoteKey,
    QuoteLink,
)
from quotes.models.linking_decision import (
    SpeakerDistinction,
    SpeakerSuggestion,
    StatementDistinction,
    StatementPlacement,
)
from quotes.models.merged_together import MergedTogether
from quotes.models.outlet import Outlet
from quotes.models.proposal import Proposal
from quotes.models.provenance import SourceKind
from quotes.models.queued_article import QueuedArticle
from quotes.models.quote import Quote, QuoteQuerySet
from quotes.models.quote_version import QuoteVersion
from quotes.models.rebuild_position import RebuildPosition
from quotes.models.saved_search import SavedSearch
from quotes.models.second_opinion import SecondOpinion
from quotes.models.speaker import Speaker, SpeakerAlias
from quotes.models.speaker_survey import SpeakerCluster, SpeakerCount
from quotes.models.statement import Statement
from quotes.models.subscription import Subscription

__all__ = [
    "Act",
    "ApiToken",
    "Article",
    "ArticleAddress",
    "ArticleKey",
    "ArticleVersion",
    "ArticleVersionQuerySet",
    "Authority",
    "AuthorityName",
    "BlindReading",
    "Claim",
    "Deferral",
    "Delivery",
    "ErrorReport",
    "Feed",
    "FeedItem",
    "MergedTogether",
    "Outlet",
    "Proposal",
    "QueuedArticle",
    "Quote",
    "QuoteFingerprint",
    "QuoteKey",
    "QuoteLink",
    "QuoteQuerySet",
    "QuoteVersion",
    "RebuildPosition",
    "ReportOrigin",
    "SavedSearch",
    "SecondOpinion",
    "SourceKind",
    "Speaker",
    "SpeakerAlias",
    "SpeakerCluster",
    "SpeakerCount",
    "SpeakerDistinction",
    "SpeakerSuggestion",
    "Statement",
    "StatementDistinction",
    "StatementPlacement",
    "Subscription",
]
