"""Addresses that mails lead to: each holds its own key."""

from django.urls import path

from quotes.pages.alert_views import confirm, end

app_name = "alerts"
urlpatterns = [
    path("<str:token>/confirm/", confirm, name="confirm"),
    path("<str:token>/end/", end, name="end"),
]
