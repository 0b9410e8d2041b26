"""Addresses: the readers' pages, the editors' admin and the API."""

from django.contrib import admin
from django.urls import include, path

from quotes.pages.discovery import opensearch, robots, sitemap, sitemap_part
from quotes.pages.security_txt import security_txt

handler500 = "quotes.pages.base.server_error"

urlpatterns = [
    # The desk is the admin's front, so it is asked first.
    path("admin/", include("quotes.admin.desk.urls")),
    path("admin/", admin.site.urls),
    path("api/v1/", include("quotes.api.urls")),
    path("alerts/", include("quotes.pages.alert_urls")),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security_txt, name="security-txt"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemaps/<str:name>-<int:number>.xml", sitemap_part, name="sitemap-part"),
    path("opensearch.xml", opensearch, name="opensearch"),
    path("", include("quotes.operations.urls")),
    path("", include("quotes.pages.urls")),
]
handler404 = "quotes.pages.base.not_found"
