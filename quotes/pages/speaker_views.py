"""Speakers: who they are, when and where they were quoted."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Any

from django.db.models import Q
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
from quotes.api.params import ChoiceParam, NameParam, NumberParam, Param, read_params
from quotes.api.quote_filters import NEWEST_FIRST
from quotes.models import Quote, Speaker
from quotes.models.speaker import SpeakerQuerySet
from quotes.pages.base import page, show
from quotes.pages.listing import CURSOR, given_params, list_quotes
from quotes.pages.timeline import draw_timeline
from quotes.pages.wording import name_errors

NAMES = 60
ALIASES = 50
COUNTED = 10_000
"""The newest quotes that the timeline shows."""
OTHER = "other"
PARAMS: dict[str, Param] = {
    "q": NameParam(name="q", description="A name, however spelled."),
    "letter": ChoiceParam(
        name="letter",
        description="With which letter names begin.",
        choices=(*ascii_uppercase, OTHER),
    ),
    "after": NumberParam(
        name="after", description="After which speaker to go on.", most=2**63 - 1
    ),
}


@page
def speakers(request: HttpRequest) -> HttpResponse:
    """Speakers by name, or those whose name is like what was typed."""
    given = given_params(request)
    context: dict[str, Any] = {
        "given": given,
        "letters": ascii_uppercase,
        "other": OTHER,
    }
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
        context["speakers"] = rows.lookup(values["q"], limit=NAMES)
    else:
        found = list(_beginning(rows, values)[: NAMES + 1])
        context["speakers"] = found[:NAMES]
        if len(found) > NAMES:
            query = given.copy()
            query["after"] = str(found[NAMES - 1].pk)
            context["next"] = f"?{query.urlencode()}"
    return show(request, "speakers", context, data=data)


def _beginning(rows: SpeakerQuerySet, values: dict[str, Any]) -> SpeakerQuerySet:
    """Speakers in the order of their names, from where ``values`` say."""
    rows = rows.order_by("name", "pk")
    letter = values.get("letter")
    if letter == OTHER:
        rows = rows.beginning_otherwise(ascii_uppercase)
    elif letter:
        rows = rows.beginning_with(letter)
    if "after" in values:
        last = Speaker.objects.filter(pk=values["after"]).first()
        if last is None:
            raise Http404("There is no such place in the list.")
        rows = rows.filter(Q(name__gt=last.name) | Q(name=last.name, pk__gt=last.pk))
    return rows


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
    quotes = Quote.objects.standing().filter(speaker=found)
    newest = NEWEST_FIRST.sorted(quotes).values_list("published_at", flat=True)
    moments = list(newest[: COUNTED + 1])
    dated = [moment for moment in moments[:COUNTED] if moment]
    aliases = found.aliases.exclude(name=found.name).order_by("folded", "pk")
    context = {
        "speaker": found,
        "aliases": list(aliases.values_list("name", flat=True)[:ALIASES]),
        "affiliated": list(found.affiliated.filter(merged_into=None)[:ALIASES]),
        "count": min(len(moments), COUNTED),
        "approximate": len(moments) > COUNTED,
        "undated": len(moments[:COUNTED]) - len(dated),
        "timeline": draw_timeline(dated),
        "listing": list_quotes(request, {**values, "speaker": found}, given),
        "continued": "cursor" in given,
    }
    query = QueryDict(mutable=True)
    query["speaker"] = found.slug
    return show(
        request,
        "speaker",
        context,
        data=reverse("api:speaker", args=[found.slug]),
        feed=f"{reverse('pages:quote-feed')}?{query.urlencode()}",
    )
