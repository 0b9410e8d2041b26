"""Articles with their quotes marked, and the outlets that printed them."""

from __future__ import annotations

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    QueryDict,
)
from django.urls import reverse

from quotes.api.finding import find_outlet
from quotes.api.params import read_params
from quotes.highlighting import highlight, other_marks
from quotes.models import Article, Quote
from quotes.pages.base import page, show
from quotes.pages.facets import count_facets
from quotes.pages.listing import CURSOR, given_params, list_quotes
from quotes.pages.quote_views import address_of

NEWEST_ARTICLES = 10
COPIES = 50


@page
def article(request: HttpRequest, number: int) -> HttpResponse:
    """One article with every quote in it marked."""
    related = ("outlet", "wire_copy_of__outlet")
    row = Article.objects.select_related(*related).filter(pk=number).first()
    if row is None:
        raise Http404("There is no article of this number.")
    quotes = list(
        row.quotes.standing().select_related("speaker", "relayed_by").order_by("start")
    )
    copies = row.copies.without_text().select_related("outlet")
    context = {
        "article": row,
        "quotes": quotes,
        "text": highlight(row.text, other_marks(quotes, address_of)),
        "copies": list(copies[:COPIES]),
    }
    return show(request, "article", context, data=reverse("api:article", args=[row.pk]))


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
    articles = found.articles.without_text().order_by("-dated_at", "-pk")
    context = {
        "outlet": found,
        "facets": count_facets(Quote.objects.standing().filter(outlet=found), query),
        "articles": list(articles[:NEWEST_ARTICLES]),
        "listing": list_quotes(request, {**values, "outlet": found}, given),
        "continued": "cursor" in given,
    }
    return show(
        request,
        "outlet",
        context,
        data=reverse("api:outlet", args=[found.slug]),
        feed=f"{reverse('pages:quote-feed')}?{query.urlencode()}",
    )
