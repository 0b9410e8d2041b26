"""Speakers: who they are, when and where they were quoted."""

from __future__ import annotations

from string import ascii_uppercase
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
from quotes.api.finding import find_any_speaker, standing
from quotes.api.params import read_params
from quotes.models import Quote, Speaker
from quotes.pages.base import page, show
from quotes.pages.counts_over_time import count_newest, plot_context
from quotes.pages.head import Card, shorten, speaker_data
from quotes.pages.in_words import name_errors
from quotes.pages.listing import CURSOR, given_params, list_quotes
from quotes.pages.name_lists import (
    LETTERS,
    NAMES,
    OTHER,
    PARAMS,
    near_names,
    page_of_names,
)

ALIASES = 50


@page
def speakers(request: HttpRequest) -> HttpResponse:
    """Speakers by name, or those whose name is like what was typed."""
    given = given_params(request)
    context: dict[str, Any] = {"given": given, **LETTERS}
    data = reverse("api:speakers")
    try:
        values = read_params(given, PARAMS)
    except BadRequest as refused:
        context["errors"] = name_errors(refused.errors)
        return show(request, "speakers", context, data=data, status=400)
    rows = Speaker.objects.standing().select_related("affiliation")
    if "q" in values:
        query = QueryDict(mutable=True)
        query["q"] = values["q"]
        data = f"{data}?{query.urlencode()}"
        found = rows.lookup(values["q"], limit=NAMES)
        context["speakers"] = found
        context["near"] = [] if found else near_names(values["q"])
    else:
        if (letter := values.get("letter")) == OTHER:
            rows = rows.beginning_otherwise(ascii_uppercase)
        elif letter:
            rows = rows.beginning_with(letter)
        context["speakers"], context["next"] = page_of_names(rows, values, given)
    return show(request, "speakers", context, data=data, export=data)


@page
def speaker(request: HttpRequest, slug: str) -> HttpResponse:
    """One speaker: names, description, timeline and quotes, the newest first."""
    found = find_any_speaker(slug)
    if found is None:
        raise Http404("There is no speaker of this name.")
    if found.merged_into_id or found.slug != slug:
        target = reverse("pages:speaker", args=[standing(found).slug])
        return HttpResponsePermanentRedirect(target)
    given = given_params(request)
    values = read_params(given, CURSOR)
    query = QueryDict(mutable=True)
    query["speaker"] = found.slug
    quotes = Quote.objects.standing().filter(speaker=found)
    aliases = found.aliases.exclude(name=found.name).order_by("folded", "pk")
    context: dict[str, Any] = {
        "speaker": found,
        "aliases": list(aliases.values_list("name", flat=True)[:ALIASES]),
        "affiliated": list(found.affiliated.filter(merged_into=None)[:ALIASES]),
        **plot_context(count_newest(quotes), f"Quotes of {found.name}", query),
        "listing": list_quotes(request, {**values, "speaker": found}, given),
        "continued": "cursor" in given,
    }
    context["linked_data"] = speaker_data(request, found, context["aliases"])
    context["card"] = Card(
        title=found.name,
        description=shorten(found.description or f"What {found.name} said, and where."),
        kind="profile",
    )
    return show(
        request,
        "speaker",
        context,
        data=reverse("api:speaker", args=[found.slug]),
        feed=f"{reverse('pages:quote-feed')}?{query.urlencode()}",
        export=f"{reverse('api:quotes')}?{query.urlencode()}",
    )
