"""Addresses of the reading room, at the root of the site."""

from django.contrib.auth.views import LogoutView
from django.urls import path

from quotes.pages.about_views import Login, about
from quotes.pages.alert_views import alert
from quotes.pages.article_views import article
from quotes.pages.atom import open_feed
from quotes.pages.change_views import changed, corrections
from quotes.pages.check_views import check
from quotes.pages.compare_views import compare
from quotes.pages.embed_views import embed_quote, embed_speaker
from quotes.pages.feeds import CorrectionFeed, DisputeFeed, QuoteFeed
from quotes.pages.follow_views import follow, followed
from quotes.pages.outlet_views import outlet, outlets
from quotes.pages.quote_views import quote
from quotes.pages.report_views import report, sent_report
from quotes.pages.saved_feeds import saved_feed
from quotes.pages.search_views import search
from quotes.pages.speaker_views import speaker, speakers
from quotes.pages.statement_views import disputes, statement, statements
from quotes.pages.version_views import version

app_name = "pages"
urlpatterns = [
    path("", search, name="search"),
    path("quotes/<int:number>/", quote, name="quote"),
    path("quotes/<int:number>/report/", report, name="report"),
    path("embed/quotes/<int:number>/", embed_quote, name="embed-quote"),
    path("embed/speakers/<str:key>/", embed_speaker, name="embed-speaker"),
    path("reports/<str:key>/", sent_report, name="sent-report"),
    path("speakers/", speakers, name="speakers"),
    path("speakers/<str:slug>/", speaker, name="speaker"),
    path("statements/", statements, name="statements"),
    path("statements/<int:number>/", statement, name="statement"),
    path("disputes/", disputes, name="disputes"),
    path("outlets/", outlets, name="outlets"),
    path("outlets/<str:slug>/", outlet, name="outlet"),
    path("articles/<int:number>/", article, name="article"),
    path("articles/<int:number>/versions/<int:which>/", version, name="version"),
    path("follow/saved/<str:key>/", followed, name="followed"),
    path("follow/saved/<str:key>/alert/", alert, name="alert"),
    path("follow/<str:kind>/", follow, name="follow"),
    path("check/", check, name="check"),
    path("compare/", compare, name="compare"),
    path("corrections/", corrections, name="corrections"),
    path("changed/", changed, name="changed"),
    path("about/", about, name="about"),
    path("feeds/quotes.atom", open_feed(QuoteFeed()), name="quote-feed"),
    path("feeds/disputes.atom", open_feed(DisputeFeed()), name="dispute-feed"),
    path("feeds/corrections.atom", open_feed(CorrectionFeed()), name="correction-feed"),
    path("feeds/saved/<str:key>.atom", saved_feed, name="saved-feed"),
    path("login/", Login.as_view(), name="login"),
    path("logout/", LogoutView.as_view(next_page="pages:search"), name="logout"),
]
