"""What is stored. Rules that every writer must keep are database constraints."""

from quotes.models.act import Act
from quotes.models.api_token import ApiToken
from quotes.models.article import Article
from quotes.models.error_report import ErrorReport
from quotes.models.fingerprint import ArticleKey, QuoteFingerprint, QuoteKey
from quotes.models.linking_decision import (
    SpeakerDistinction,
    SpeakerSuggestion,
    StatementDistinction,
    StatementPlacement,
)
from quotes.models.outlet import Outlet
from quotes.models.quote import Quote, QuoteQuerySet
from quotes.models.rebuild_position import RebuildPosition
from quotes.models.saved_search import SavedSearch
from quotes.models.second_opinion import SecondOpinion
from quotes.models.speaker import Speaker, SpeakerAlias
from quotes.models.statement import Statement

__all__ = [
    "Act",
    "ApiToken",
    "Article",
    "ArticleKey",
    "ErrorReport",
    "Outlet",
    "Quote",
    "QuoteFingerprint",
    "QuoteKey",
    "QuoteQuerySet",
    "RebuildPosition",
    "SavedSearch",
    "SecondOpinion",
    "Speaker",
    "SpeakerAlias",
    "SpeakerDistinction",
    "SpeakerSuggestion",
    "Statement",
    "StatementDistinction",
    "StatementPlacement",
]
