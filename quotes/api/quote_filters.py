"""The filters and orders of quotes, wherever quotes are listed or counted."""

from __future__ import annotations

from datetime import datetime

from quotes import search
from quotes.api.filters import Filter, Rows, any_of, equal_to, params_of
from quotes.api.finding import (
    find_article,
    find_outlet,
    find_speaker,
    find_statement,
)
from quotes.api.pagination import RELEVANCE, Order
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
MOST_SPEAKERS = 10
"""Speakers whose quotes one list shows together."""

NEWEST_FIRST = Order("-published_at", ("dated_at", "id"), descending=True)
OLDEST_FIRST = Order("published_at", ("dated_at", "id"), descending=False)
ORDERS = (NEWEST_FIRST, OLDEST_FIRST, RELEVANCE)


def published_after(rows: Rows, moment: datetime) -> Rows:
    """Leave what was published at ``moment`` or later."""
    return rows.filter(dated_at__gte=max(moment, BEGINNING_OF_TIME)).filter(
        dated_at__gt=BEGINNING_OF_TIME
    )


def published_before(rows: Rows, moment: datetime) -> Rows:
    """Leave what was published before ``moment``, not at it; undated rows go."""
    return rows.filter(dated_at__lt=moment, dated_at__gt=BEGINNING_OF_TIME)


WORDS = Filter(
    WordsParam(
        name="q",
        description="Words to look for: “exact phrase”, -without, OR.",
    ),
    search.find,
    label="words",
)
PUBLISHED = (
    Filter(
        MomentParam(
            name="published_after",
            description="At this moment or later; a date stands for its beginning in"
            " UTC, so that its day is taken in.",
        ),
        published_after,
        label="from",
    ),
    Filter(
        MomentParam(
            name="published_before",
            description="Before this moment; a date stands for its beginning in UTC,"
            " so that its day is left out.",
        ),
        published_before,
        label="before",
    ),
)
BY_SPEAKER = Filter(
    ReferenceParam(
        name="speaker",
        description="Who speaks; of several (speaker=a&speaker=b, or speaker=a,b) any."
        " A merged speaker finds its target.",
        find=find_speaker,
        several=MOST_SPEAKERS,
    ),
    any_of("speaker"),
)
BY_OUTLET = Filter(
    ReferenceParam(name="outlet", description="Who published.", find=find_outlet),
    equal_to("outlet"),
)

QUOTE_FILTERS = (
    WORDS,
    BY_SPEAKER,
    BY_OUTLET,
    Filter(
        ReferenceParam(
            name="article",
            type="id",
            description="In which article.",
            find=find_article,
        ),
        equal_to("article"),
    ),
    Filter(
        ReferenceParam(
            name="statement",
            type="id",
            description="Which statement it reports.",
            find=find_statement,
        ),
        equal_to("statement"),
    ),
    Filter(
        ReferenceParam(
            name="relayed_by",
            description="Who stands between speaker and article.",
            find=find_speaker,
        ),
        equal_to("relayed_by"),
    ),
    Filter(
        ChoiceParam(
            name="kind",
            description="All, none or some of it inside quotation marks.",
            choices=tuple(Quote.Kind.values),
        ),
        equal_to("kind"),
    ),
    Filter(
        ChoiceParam(
            name="stance",
            description="What the speaker does with the words, by the cue.",
            choices=tuple(Quote.Stance.values),
        ),
        equal_to("stance"),
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
        equal_to("status"),
        label="review",
    ),
    Filter(
        FlagParam(
            name="fragment",
            description="Quoted words of a phrase or less, no full sentence.",
        ),
        equal_to("is_fragment"),
        label="fragments",
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
        label="at least as likely as",
    ),
    Filter(
        FlagParam(name="reviewed", description="Whether an editor has decided on it."),
        lambda rows, flag: rows.filter(reviewed_at__isnull=not flag),
        label="checked by an editor",
    ),
)

QUOTE_PARAMS = params_of(QUOTE_FILTERS)
