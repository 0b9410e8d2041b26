"""Outlets: the list by name, and one of them: whom it quotes, its articles."""

from __future__ import annotations

from typing import Any

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    QueryDict,
)
from django.urls import reverse

from quotes.api.errors import BadRequest
from quotes.api.finding import find_outlet
from quotes.api.params import read_params
from quotes.models import Outlet, Quote
from quotes.models.speaker import INITIAL
from quotes.names.folding import fold
from quotes.pages.base import page, show
from quotes.pages.counts_over_time import count_newest, plot_context
from quotes.pages.facets import count_facets
from quotes.pages.head import Card, outlet_data
from quotes.pages.in_words import name_errors
from quotes.pages.listing import CURSOR, given_params, list_quotes
from quotes.pages.name_lists import LETTERS, OTHER, PARAMS, page_of_names

NEWEST_ARTICLES = 10


@page
def outlets(request: HttpRequest) -> HttpResponse:
    """Outlets by name, or those with what was typed in it."""
    given = given_params(request)
    context: dict[str, Any] = {"given": given, **LETTERS}
    data = reverse("api:outlets")
    try:
        values = read_params(given, PARAMS)
    except BadRequest as refused:
        context["errors"] = name_errors(refused.errors)
        return show(request, "outlets", context, data=data, status=400)
    rows = Outlet.objects.alias(initial=INITIAL)
    if "q" in values:
        rows = rows.filter(pk__in=_named(values["q"]))
    letter = values.get("letter")
    if letter == OTHER:
        rows = rows.exclude(initial__in=LETTERS["letters"])
    elif letter:
        rows = rows.filter(initial=letter)
    context["outlets"], context["next"] = page_of_names(rows, values, given)
    return show(request, "outlets", context, data=data, export=data)


def _named(words: str) -> list[int]:
    """Return the ids of the outlets with ``words`` in their name. One query.

    Every name is read, of which there are few: databases disagree about the case of
    letters that are not ASCII. Accents and punctuation count no more than case does.
    """
    wanted = fold(words)
    pairs = Outlet.objects.order_by().values_list("pk", "name")
    return [pk for pk, name in pairs if wanted and wanted in fold(name)]


@page
def outlet(request: HttpRequest, slug: str) -> HttpResponse:
    """One outlet: whom it quotes, its newest articles and quotes."""
    found = find_outlet(slug)
    if found is None:
        raise Http404("There is no outlet of this name.")
    if found.slug != slug:
        return HttpResponsePermanentRedirect(reverse("pages:outlet", args=[found.slug]))
    given = given_params(request)
    values = read_params(given, CURSOR)
    query = QueryDict(mutable=True)
    query["outlet"] = found.slug
    quotes = Quote.objects.standing().filter(outlet=found)
    articles = found.articles.without_text().order_by("-dated_at", "-pk")
    context = {
        "outlet": found,
        "facets": count_facets(quotes, query),
        **plot_context(count_newest(quotes), f"Quotes in {found.name}", query),
        "articles": list(articles[:NEWEST_ARTICLES]),
        "listing": list_quotes(request, {**values, "outlet": found}, given),
        "continued": "cursor" in given,
        "linked_data": outlet_data(request, found),
        "card": Card(found.name, f"Whom {found.name} quotes, and with which words."),
    }
    return show(
        request,
        "outlet",
        context,
        data=reverse("api:outlet", args=[found.slug]),
        feed=f"{reverse('pages:quote-feed')}?{query.urlencode()}",
        export=f"{reverse('api:quotes')}?{query.urlencode()}",
    )
