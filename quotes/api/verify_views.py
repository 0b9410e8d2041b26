"""Did anyone say this? Text in, and for each quotation in it what is known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpResponseBase
from rest_framework.request import Request

from quotes.api.answers import answer
from quotes.api.base import ApiView, bounded
from quotes.api.errors import TooLarge
from quotes.api.links import Links
from quotes.api.params import read_params
from quotes.api.request_bodies import read_body, read_text
from quotes.api.resources.articles import ARTICLE
from quotes.api.resources.comparisons import show_comparison
from quotes.api.resources.quotes import QUOTE
from quotes.api.resources.statements import STATEMENT
from quotes.api.work import longest_text, turn_of_work
from quotes.linking.verification.matches import Match
from quotes.linking.verification.named_speaker import CheckedAttribution
from quotes.linking.verification.verify import (
    LONGEST_TEXT,
    TooManyQuotationsError,
    Verified,
    verify,
)
from quotes.models import Article, Quote, Statement

LONGEST_NAME = 300
# A character is at most six bytes of JSON ("\u2019") where a client escapes it.
_LARGEST_BODY = 6 * (LONGEST_TEXT + LONGEST_NAME) + 100


class Verify(ApiView):
    """Verify."""

    summary = (
        "Look up each quotation in a text sent as {“text”: …}, or all of the text "
        "where nothing in it is quoted. Who is said to have spoken is held against the "
        "printings: whom the text names, or “speaker”, where that is sent along. "
        "Nothing is stored."
    )
    answers = {"POST": "Verification"}
    body = "TextToVerify"
    throttle_scope = "work"

    def post(self, request: Request) -> HttpResponseBase:
        read_params(request.query_params, self.params)
        body = read_body(
            request, required={"text"}, optional={"speaker"}, largest=_LARGEST_BODY
        )
        longest = longest_text(
            request,
            known=LONGEST_TEXT,
            anonymous=settings.API_VERIFY_CHARACTERS_ANONYMOUS,
        )
        text = read_text(body, "text", longest=longest)
        speaker = None
        if "speaker" in body:
            speaker = read_text(body, "speaker", longest=LONGEST_NAME, stored=True)
        # The turn first: who waits for it holds no transaction open.
        with turn_of_work(), bounded(connection.alias):
            try:
                verified = verify(text, speaker=speaker)
            except TooManyQuotationsError as error:
                raise TooLarge(str(error)) from error
            results = _show(verified, Links.of(request))
        return answer(request, {"results": results})


def _show(verified: Iterable[Verified], links: Links) -> list[dict[str, Any]]:
    """Return the results with statements, printings and articles: three queries."""
    verified = list(verified)
    matches = [match for item in verified for match in item.matches]
    statements = {
        row["id"]: STATEMENT.listed.show(row, links)
        for row in Statement.objects.filter(
            pk__in={match.statement_id for match in matches}
        ).values(*STATEMENT.listed.columns)
    }
    quotes = {
        row["id"]: QUOTE.listed.show(row, links)
        for row in Quote.objects.filter(
            pk__in={match.quote_id for match in matches}
        ).values(*QUOTE.listed.columns)
    }
    places = [place for item in verified for place in item.places]
    articles = {
        row["id"]: ARTICLE.listed.show(row, links)
        for row in Article.objects.filter(
            pk__in={place.article_id for place in places}
        ).values(*ARTICLE.listed.columns)
    }
    return [
        {
            "start": item.start,
            "end": item.end,
            "text": item.text,
            "status": str(item.status),
            "message": item.message,
            "attribution": _show_attribution(item.attribution),
            "disputed": bool(item.dispute),
            "stance": item.stance,
            "changes_meaning": item.changes_meaning,
            "reasons": list(item.reasons),
            "articles": [
                {
                    "article": articles[place.article_id],
                    "start": place.start,
                    "end": place.end,
                }
                for place in item.places
            ],
            "statements": [
                _show_match(match, statements, quotes) for match in item.matches
            ],
        }
        for item in verified
    ]


def _show_attribution(attribution: CheckedAttribution | None) -> dict[str, Any] | None:
    if attribution is None:
        return None
    return {
        "claimed": attribution.claimed,
        "verdict": str(attribution.verdict),
        "printed": list(attribution.printed),
        "cue": attribution.cue,
        "stance": str(attribution.stance) if attribution.stance else None,
    }


def _show_match(
    match: Match, statements: dict[int, Any], quotes: dict[int, Any]
) -> dict[str, Any]:
    return {
        **statements[match.statement_id],
        "similarity": match.similarity,
        "nearest_printing": quotes[match.quote_id],
        **show_comparison(match.comparison),
    }
