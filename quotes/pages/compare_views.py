"""Speakers side by side: what each said, how often, what they did with the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from quotes.api.errors import BadRequest
from quotes.api.facet_views import count_among
from quotes.api.finding import find_speaker
from quotes.api.params import NameParam, Param, read_params
from quotes.api.quote_filters import QUOTE_PARAMS
from quotes.api.quote_views import QuoteList
from quotes.models import Quote, Speaker
from quotes.names.folding import fold
from quotes.pages.base import page, show
from quotes.pages.in_words import name_errors
from quotes.pages.listing import Listing, given_params, list_quotes
from quotes.pages.name_lists import near_names
from quotes.pages.timeline import Timeline, draw_together
from quotes.telling import LABELS

MOST = 4
"""Speakers that fit side by side."""
PARAMS: dict[str, Param] = {
    "speaker": NameParam(
        name="speaker", description="Whom to compare: names or slugs.", several=MOST
    ),
    **{name: QUOTE_PARAMS[name]
       for name in ("q", "stance", "published_after", "published_before")},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpeakerColumn:
    """One speaker. counted: quotes looked at, the newest; approximate: there are more.

    typed: what was asked for, where it is not the speaker's name. others: speakers of
    a name like it. address: the search for all of it.
    """

    speaker: Speaker
    typed: str
    others: list[Speaker]
    listing: Listing
    counted: int
    approximate: bool
    stances: list[tuple[str, int]]
    timeline: Timeline | None
    address: str


@page
def compare(request: HttpRequest) -> HttpResponse:
    """Up to four speakers side by side, under the same words and dates."""
    given = given_params(request)
    names = [name for name in given.get("speaker", "").split(",") if name.strip()]
    context: dict[str, Any] = {
        "given": given,
        "names": [*names, "", ""][: max(2, len(names))],
        "stances": [(value, LABELS[value]) for value in Quote.Stance.values],
        "columns": [],
        "missing": [],
    }
    data = reverse("api:facets")
    try:
        values = read_params(given, PARAMS)
        asked = values.pop("speaker", ())
        meant, missing = _meant((asked,) if isinstance(asked, str) else asked)
        columns = _columns(request, meant, values, given)
    except BadRequest as refused:
        context["errors"] = name_errors(refused.errors)
        return show(request, "compare", context, data=data, status=400)
    context |= {"columns": columns, "missing": missing}
    if not columns:
        return show(request, "compare", context, data=data)
    speakers = [column.speaker for column in columns]
    context["search"] = _with_query("pages:search", speakers, given)
    data = _with_query("api:facets", speakers, given)
    export = _with_query("api:quotes", speakers, given)
    return show(request, "compare", context, data=data, export=export)


@dataclass(frozen=True, slots=True)
class _Meant:
    """Whom a typed name means, and others who have one like it."""

    typed: str
    speaker: Speaker
    others: list[Speaker]

    @property
    def is_exact(self) -> bool:
        return fold(self.typed) == fold(self.speaker.name)


def _meant(names: Iterable[str]) -> tuple[list[_Meant], list[str]]:
    """Return whom ``names`` mean, each once, and the names that nobody here has."""
    found: dict[int, _Meant] = {}
    missing = []
    for name in names:
        speaker = find_speaker(name)
        near = [] if speaker else near_names(name)
        if speaker := speaker or next(iter(near), None):
            others = [one for one in near if one.pk != speaker.pk]
            found.setdefault(speaker.pk, _Meant(name, speaker, others))
        else:
            missing.append(name)
    return list(found.values()), missing


def _columns(
    request: HttpRequest,
    meant: Sequence[_Meant],
    values: Mapping[str, Any],
    given: QueryDict,
) -> list[SpeakerColumn]:
    wanted = [{**values, "speaker": one.speaker} for one in meant]
    counts = [count_among(QuoteList().filtered(one)) for one in wanted]
    plots = draw_together([[row[3] for row in found if row[3]] for found, _ in counts])
    return [
        SpeakerColumn(
            speaker=one.speaker,
            typed=one.typed if one.others and not one.is_exact else "",
            others=one.others,
            listing=list_quotes(request, values_of_one, given),
            counted=len(counted),
            approximate=approximate,
            stances=_stances(counted),
            timeline=plot,
            address=_with_query("pages:search", [one.speaker], given),
        )
        for one, values_of_one, (counted, approximate), plot in zip(
            meant, wanted, counts, plots, strict=True
        )
    ]


def _stances(counted: list[tuple[Any, ...]]) -> list[tuple[str, int]]:
    counts = Counter(row[4] for row in counted if row[4] in LABELS)
    return [(LABELS[stance], count) for stance, count in counts.most_common()]


def _with_query(name: str, speakers: Iterable[Speaker], given: QueryDict) -> str:
    """The address of ``name`` for ``speakers``, under the same words and dates."""
    query = given.copy()
    query["speaker"] = ",".join(speaker.slug for speaker in speakers)
    return f"{reverse(name)}?{query.urlencode()}"
