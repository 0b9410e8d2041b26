"""What editors see. Django finds the models here; writes go through review."""

from django.contrib import admin

from quotes.admin.accounts import AccountAdmin, AccountGroupAdmin
from quotes.admin.act import ActAdmin
from quotes.admin.alias import SpeakerAliasAdmin
from quotes.admin.api_token import ApiTokenAdmin
from quotes.admin.article import ArticleAdmin
from quotes.admin.error_report import ErrorReportAdmin
from quotes.admin.failed_login import FailedLoginAdmin
from quotes.admin.outlet import OutletAdmin
from quotes.admin.quote import QuoteAdmin
from quotes.admin.saved_search import SavedSearchAdmin
from quotes.admin.speaker import SpeakerAdmin
from quotes.admin.speaker_suggestion import SpeakerSuggestionAdmin
from quotes.admin.statement import StatementAdmin

__all__ = [
    "AccountAdmin",
    "AccountGroupAdmin",
    "ActAdmin",
    "ApiTokenAdmin",
    "ArticleAdmin",
    "ErrorReportAdmin",
    "FailedLoginAdmin",
    "OutletAdmin",
    "QuoteAdmin",
    "SavedSearchAdmin",
    "SpeakerAdmin",
    "SpeakerAliasAdmin",
    "SpeakerSuggestionAdmin",
    "StatementAdmin",
]

admin.site.site_header = "Quotes and who said them"
admin.site.site_title = "Quotes"
admin.site.index_title = "Editors’ desk"
# The article and the decision stand side by side: they need the width.
admin.site.enable_nav_sidebar = False
