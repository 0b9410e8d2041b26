"""What editors see. Django finds the six models here; writes go through review."""

from django.contrib import admin

from quotes.admin.alias import SpeakerAliasAdmin
from quotes.admin.article import ArticleAdmin
from quotes.admin.outlet import OutletAdmin
from quotes.admin.quote import QuoteAdmin
from quotes.admin.speaker import SpeakerAdmin
from quotes.admin.statement import StatementAdmin

__all__ = [
    "ArticleAdmin",
    "OutletAdmin",
    "QuoteAdmin",
    "SpeakerAdmin",
    "SpeakerAliasAdmin",
    "StatementAdmin",
]

admin.site.site_header = "Quotes and who said them"
admin.site.site_title = "Quotes"
admin.site.index_title = "Editors’ desk"
# The article and the decision stand side by side: they need the width.
admin.site.enable_nav_sidebar = False
