"""What editors see. Django finds the models here; writes go through review."""

from django.contrib import admin

from quotes.admin.accounts import AccountAdmin, AccountGroupAdmin
from quotes.admin.act import ActAdmin
from quotes.admin.alias import SpeakerAliasAdmin
from quotes.admin.api_token import ApiTokenAdmin
from quotes.admin.article import ArticleAdmin
from quotes.admin.blind_reading import BlindReadingAdmin
from quotes.admin.delivery import DeliveryAdmin
from quotes.admin.error_report import ErrorReportAdmin
from quotes.admin.failed_login import FailedLoginAdmin
from quotes.admin.feed import FeedAdmin
from quotes.admin.outlet import OutletAdmin
from quotes.admin.proposal import ProposalAdmin
from quotes.admin.quote import QuoteAdmin
from quotes.admin.saved_search import SavedSearchAdmin
from quotes.admin.speaker import SpeakerAdmin
from quotes.admin.speaker_clusters import SpeakerClusterAdmin
from quotes.admin.speaker_mergers import MergedTogetherAdmin
from quotes.admin.speaker_suggestion import SpeakerSuggestionAdmin
from quotes.admin.statement import StatementAdmin
from quotes.admin.subscription import SubscriptionAdmin

__all__ = [
    "AccountAdmin",
    "AccountGroupAdmin",
    "ActAdmin",
    "ApiTokenAdmin",
    "ArticleAdmin",
    "BlindReadingAdmin",
    "DeliveryAdmin",
    "ErrorReportAdmin",
    "FailedLoginAdmin",
    "FeedAdmin",
    "MergedTogetherAdmin",
    "OutletAdmin",
    "ProposalAdmin",
    "QuoteAdmin",
    "SavedSearchAdmin",
    "SpeakerAdmin",
    "SpeakerAliasAdmin",
    "SpeakerClusterAdmin",
    "SpeakerSuggestionAdmin",
    "StatementAdmin",
    "SubscriptionAdmin",
]

admin.site.site_header = "Quotes and who said them"
admin.site.site_title = "Quotes"
admin.site.index_title = "Editors’ desk"
# The article and the decision stand side by side: they need the width.
admin.site.enable_nav_sidebar = False
