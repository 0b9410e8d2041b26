"""Addresses of the API, below ``/api/v1/``."""

from django.urls import URLPattern, URLResolver, path, re_path

from quotes.api.article_views import (
    ArticleDetail,
    ArticleList,
    OutletDetail,
    OutletList,
)
from quotes.api.citation_views import QuoteCitation
from quotes.api.correction_views import CorrectionList
from quotes.api.extract_views import Extract
from quotes.api.facet_views import QuoteFacets
from quotes.api.oembed_views import OEmbed
from quotes.api.quote_views import QuoteDetail, QuoteList
from quotes.api.reconciliation_views import (
    ProposeProperties,
    Reconcile,
    SuggestEntity,
    SuggestProperty,
    SuggestType,
)
from quotes.api.report_views import QuoteReport, ReportState
from quotes.api.root_views import Nothing, Root
from quotes.api.saved_search_views import SavedSearchDetail, SavedSearchList
from quotes.api.schema_views import Docs, Schema
from quotes.api.speaker_views import SpeakerDetail, SpeakerList
from quotes.api.statement_views import StatementDetail, StatementList
from quotes.api.verify_views import Verify
from quotes.api.webhook_views import WebhookDetail, WebhookList

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", Root.as_view(), name="root"),
    path("quotes/", QuoteList.as_view(), name="quotes"),
    path("quotes/facets/", QuoteFacets.as_view(), name="facets"),
    path("quotes/<str:key>/", QuoteDetail.as_view(), name="quote"),
    path("quotes/<str:key>/citation/", QuoteCitation.as_view(), name="citation"),
    path("quotes/<str:key>/report/", QuoteReport.as_view(), name="report"),
    path("speakers/", SpeakerList.as_view(), name="speakers"),
    path("speakers/<str:key>/", SpeakerDetail.as_view(), name="speaker"),
    path("statements/", StatementList.as_view(), name="statements"),
    path("statements/<str:key>/", StatementDetail.as_view(), name="statement"),
    path("articles/", ArticleList.as_view(), name="articles"),
    path("articles/<str:key>/", ArticleDetail.as_view(), name="article"),
    path("outlets/", OutletList.as_view(), name="outlets"),
    path("outlets/<str:key>/", OutletDetail.as_view(), name="outlet"),
    path("corrections/", CorrectionList.as_view(), name="corrections"),
    path("saved-searches/", SavedSearchList.as_view(), name="saved-searches"),
    path("saved-searches/<str:key>/", SavedSearchDetail.as_view(), name="saved-search"),
    path("webhooks/", WebhookList.as_view(), name="webhooks"),
    path("webhooks/<str:key>/", WebhookDetail.as_view(), name="webhook"),
    path("reports/<str:key>/", ReportState.as_view(), name="report-state"),
    path("extract/", Extract.as_view(), name="extract"),
    path("verify/", Verify.as_view(), name="verify"),
    path("reconcile/", Reconcile.as_view(), name="reconcile"),
    path("reconcile/suggest/entity/", SuggestEntity.as_view(), name="suggest-entity"),
    path(
        "reconcile/suggest/property/",
        SuggestProperty.as_view(),
        name="suggest-property",
    ),
    path("reconcile/suggest/type/", SuggestType.as_view(), name="suggest-type"),
    path("reconcile/properties/", ProposeProperties.as_view(), name="properties"),
    path("oembed/", OEmbed.as_view(), name="oembed"),
    path("schema/", Schema.as_view(), name="schema"),
    path("docs/", Docs.as_view(), name="docs"),
    # Only with a final slash: without one Django first tries to add it.
    re_path(r"^(?P<rest>.*)/$", Nothing.as_view()),
]
