"""The filters of quotes: those of the list and of the facets alike."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from quotes import search
from quotes.api.finding import (
    find_article,
    find_outlet,
    find_speaker,
    find_statement,
)
from quotes.api.lists import RELEVANCE, Filter
from quotes.api.pagination import Order
from quotes.api.params import (
    ChoiceParam,
    FlagParam,
    MomentParam,
    NameParam,
    NumberParam,
    ReferenceParam,
    WordsParam,
)
from quotes.models import Quote
from quotes.models.dates import BEGINNING_OF_TIME

LONGEST_CUE = 200

NEWEST_FIRST = Order("-published_at", ("dated_at", "id"), descending=True)
OLDEST_FIRST = Order("published_at", ("dated_at", "id"), descending=False)
ORDERS = (NEWEST_FIRST, OLDEST_FIRST, RELEVANCE)


def published_after(rows: QuerySet, moment: datetime) -> QuerySet:
    """Leave what was published at ``moment`` or later."""
    return rows.filter(dated_at__gte=max(moment, BEGINNING_OF_TIME)).filter(
        dated_at__gt=BEGINNING_OF_TIME
    )


def published_before(rows: QuerySet, moment: datetime) -> QuerySet:
    """Leave what was published before ``moment``, not at it; undated rows go."""
    return rows.filter(dated_at__lt=moment, dated_at__gt=BEGINNING_OF_TIME)


WORDS = Filter(
    WordsParam(
        name="q",
        description="Words to look for: “exact phrase”, -without, OR.",
    ),
    search.find,
)
PUBLISHED = (
    Filter(
        MomentParam(
            name="published_after",
            description="At this moment or later; a date stands for its beginning in"
            " UTC, so that its day is taken in.",
        ),
        published_after,
    ),
    Filter(
        MomentParam(
            name="published_before",
            description="Before this moment; a date stands for its beginning in UTC,"
            " so that its day is left out.",
        ),
        published_before,
    ),
)
SPEAKER = Filter(
    ReferenceParam(
        name="speaker",
        description="Who speaks. A merged speaker finds its target.",
        find=find_speaker,
    ),
    lambda rows, speaker: rows.filter(speaker=speaker),
)
OUTLET = Filter(
    ReferenceParam(name="outlet", description="Who published.", find=find_outlet),
    lambda rows, outlet: rows.filter(outlet=outlet),
)

QUOTE_FILTERS = (
    WORDS,
    SPEAKER,
    OUTLET,
    Filter(
        ReferenceParam(
            name="article",
            type="id",
            description="In which article.",
            find=find_article,
        ),
        lambda rows, article: rows.filter(article=article),
    ),
    Filter(
        ReferenceParam(
            name="statement",
            type="id",
            description="Which statement it reports.",
            find=find_statement,
        ),
        lambda rows, statement: rows.filter(statement=statement),
    ),
    Filter(
        ReferenceParam(
            name="relayed_by",
            description="Who stands between speaker and article.",
            find=find_speaker,
        ),
        lambda rows, speaker: rows.filter(relayed_by=speaker),
    ),
    Filter(
        ChoiceParam(
            name="kind",
            description="All, none or some of it inside quotation marks.",
            choices=tuple(Quote.Kind.values),
        ),
        lambda rows, kind: rows.filter(kind=kind),
    ),
    Filter(
        ChoiceParam(
            name="stance",
            description="What the speaker does with the words, by the cue.",
            choices=tuple(Quote.Stance.values),
        ),
        lambda rows, stance: rows.filter(stance=stance),
    ),
    Filter(
        NameParam(
            name="cue",
            type="words as printed",
            longest=LONGEST_CUE,
            description="The reporting word or phrase as printed, in any case: said.",
        ),
        lambda rows, cue: rows.filter(cue__iexact=cue),
    ),
    Filter(
        ChoiceParam(
            name="status",
            description="Where review stands; if left out, all but rejected"
            " and withdrawn ones.",
            choices=tuple(Quote.Status.values),
        ),
        lambda rows, status: rows.filter(status=status),
    ),
    Filter(
        FlagParam(
            name="fragment",
            description="Quoted words of a phrase or less, no full sentence.",
        ),
        lambda rows, flag: rows.filter(is_fragment=flag),
    ),
    *PUBLISHED,
    Filter(
        NumberParam(
            name="min_confidence",
            description="Words and speaker are right with this probability.",
            most=1,
            whole=False,
        ),
        lambda rows, least: rows.filter(confidence__gte=least),
    ),
    Filter(
        FlagParam(name="reviewed", description="Whether an editor has decided on it."),
        lambda rows, flag: rows.filter(reviewed_at__isnull=not flag),
    ),
)
