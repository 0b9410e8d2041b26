"""Saved searches: one's own, each with the address of its feed."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import reverse
from rest_framework.request import Request

from quotes.api.access import HasAccount
from quotes.api.answers import answer
from quotes.api.base import ApiView
from quotes.api.finding import read_id
from quotes.api.links import Links
from quotes.api.params import read_params
from quotes.api.request_bodies import read_body, read_choice, read_strings, read_text
from quotes.api.resources.shown import moment
from quotes.api.saved_searches import LONGEST_NAME, owner_of, save_search
from quotes.models import SavedSearch

LARGEST_BODY = 20_000


def show_saved(saved: SavedSearch, request: Request) -> dict[str, Any]:
    """Return a saved search as its owner sees it."""
    feed = reverse("pages:saved-feed", args=[saved.feed_key])
    return {
        "id": saved.pk,
        "url": Links.of(request).to("saved-searches", saved.pk),
        "name": saved.name,
        "kind": saved.kind,
        "parameters": saved.parameters,
        "feed_url": request.build_absolute_uri(feed),
        "created_at": moment(saved.created_at),
        "last_used_at": moment(saved.last_used_at),
    }


class SavedSearchList(ApiView):
    """Saved searches."""

    summary = (
        "Your own, the newest first; or save one: its name, its kind (quotes:"
        " what a search finds; speaker: what somebody said; disputes) and its"
        " parameters, as in the query string of quotes/ or statements/. Whoever"
        " knows the address of its Atom feed can read it: feed readers send no"
        " token. Needs a token."
    )
    answers: ClassVar = {"GET": "SavedSearchPage", "POST": "SavedSearch"}
    body = "SearchToSave"
    success = 201
    refusals = (409,)
    permission_classes = (HasAccount,)

    def get(self, request: Request) -> HttpResponseBase:
        read_params(request.query_params, self.params)
        rows = SavedSearch.objects.filter(**owner_of(request))
        results = [show_saved(row, request) for row in rows]
        # As many as one may have fit on a page.
        return answer(request, {"results": results, "next": None, "previous": None})

    def post(self, request: Request) -> HttpResponseBase:
        read_params(request.query_params, self.params)
        body = read_body(
            request,
            required={"name", "kind", "parameters"},
            largest=LARGEST_BODY,
        )
        saved = save_search(
            owner=owner_of(request),
            name=read_text(body, "name", longest=LONGEST_NAME, stored=True).strip(),
            kind=read_choice(body, "kind", tuple(SavedSearch.Kind.values)),
            parameters=read_strings(body, "parameters", longest=LARGEST_BODY),
        )
        shown = show_saved(saved, request)
        response = answer(request, shown, status=self.success)
        response["Location"] = shown["url"]
        return response


class SavedSearchDetail(ApiView):
    """Saved search."""

    summary = "One of your own. Deleting it ends its feed."
    answers: ClassVar = {"GET": "SavedSearch", "DELETE": ""}
    permission_classes = (HasAccount,)

    def get(self, request: Request, key: str) -> HttpResponseBase:
        read_params(request.query_params, self.params)
        return answer(request, show_saved(self._find(request, key), request))

    def delete(self, request: Request, key: str) -> HttpResponseBase:
        read_params(request.query_params, self.params)
        self._find(request, key).delete()
        return HttpResponse(status=204)

    def _find(self, request: Request, key: str) -> SavedSearch:
        number = read_id(key)
        own = SavedSearch.objects.filter(**owner_of(request))
        found = own.filter(pk=number).first() if number is not None else None
        if found is None:
            raise Http404
        return found
