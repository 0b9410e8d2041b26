"""The API's front door, and its answer to addresses that do not exist."""

from __future__ import annotations

from django.http import Http404, HttpResponseBase
from rest_framework.request import Request

from quotes.api.answers import answer
from quotes.api.base import ApiView
from quotes.api.links import Links
from quotes.api.params import read_params

PLACES = (
    "quotes",
    "speakers",
    "statements",
    "articles",
    "outlets",
    "corrections",
    "saved-searches",
    "webhooks",
    "extract",
    "verify",
    "reconcile",
    "oembed",
)


class Root(ApiView):
    """Quotes API."""

    summary = "Where everything is."
    answers = {"GET": "Places"}

    def get(self, request: Request) -> HttpResponseBase:
        read_params(request.query_params, self.params)
        base = Links.of(request).base
        places = {name: f"{base}{name}/" for name in PLACES}
        places["facets"] = f"{base}quotes/facets/"
        return answer(
            request, {**places, "schema": f"{base}schema/", "docs": f"{base}docs/"}
        )


class Nothing(ApiView):
    """Nothing here."""

    def get(self, request: Request, **kwargs: str) -> HttpResponseBase:
        raise Http404

    post = put = patch = delete = get
