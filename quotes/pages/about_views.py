"""What this is, and how far to trust it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from quotes.pages.base import page, protect, show
from quotes.pages.in_words import LIKELIHOODS
from quotes.pages.statement_views import DISPUTES


@page
def about(request: HttpRequest) -> HttpResponse:
    """What this is, how to read confidence, and its limits."""
    context = {"likelihoods": LIKELIHOODS, "disputes": DISPUTES.values()}
    return show(request, "about", context, data=reverse("api:root"))


class Login(LoginView):
    """Where readers log in while the database is not public."""

    template_name = "quotes/login.html"
    redirect_authenticated_user = True
    next_page = "pages:search"
    extra_context = {"data_url": ""}

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        return protect(super().dispatch(request, *args, **kwargs))
