"""Addresses for probes and scrapes, at the root of the site."""

from django.urls import path

from quotes.operations.views import alive, metrics, ready

app_name = "operations"
urlpatterns = [
    path("healthz/", alive, name="alive"),
    path("readyz/", ready, name="ready"),
    path("metrics/", metrics, name="metrics"),
]
