"""What a page's head says to other programs: its own address, its card, its data."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from quotes.api.linked_data import (
    article_document,
    outlet_document,
    speaker_document,
    statement_document,
)
from quotes.api.links import Links
from quotes.models import Article, Outlet, Speaker, Statement
from quotes.pages.listing import given_params

_IN_SCRIPTS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
LONGEST = 200
"""Characters of a card's text: what sites show of one."""


@dataclass(frozen=True, slots=True)
class Card:
    """What sites show of a page that is shared there (https://ogp.me/).

    kind: "article", "profile" or "website". published: when, as HTML writes it.
    """

    title: str
    description: str
    kind: str = "website"
    published: str = ""


def canonical_address(request: HttpRequest) -> str:
    """Return the one address of the page asked for: without tracking and blanks."""
    given = given_params(request)
    query = f"?{given.urlencode()}" if given else ""
    return request.build_absolute_uri(f"{request.path}{query}")


def shorten(text: str) -> str:
    """Return ``text`` as long as a card shows it."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"


def data_block(document: Mapping[str, Any], *, page: str) -> SafeString:
    """Return JSON-LD to stand in a page: nothing in it ends the block around it.

    Browsers run no script of this type, so the policy of a page does not refuse it.
    page: the address of the page that is about it.
    """
    text = json.dumps({**document, "mainEntityOfPage": page}, ensure_ascii=False)
    # Characters that HTML reads are written so that they are none.
    return mark_safe(text.translate(_IN_SCRIPTS))  # noqa: S308


def speaker_data(
    request: HttpRequest, row: Speaker, aliases: Iterable[str]
) -> SafeString:
    """Return a speaker as a Person or Organization; ``aliases`` are those shown."""
    links = Links.of(request)
    body = row.affiliation
    named = body and {"name": body.name, "url": links.to("speakers", body.slug)}
    shown = {
        "id": row.pk,
        "url": links.to("speakers", row.slug),
        "name": row.name,
        "kind": row.kind,
        "description": row.description,
        "wikidata_id": row.wikidata_id,
        "affiliation": named,
        "aliases": [{"name": name} for name in aliases],
    }
    return data_block(speaker_document(shown), page=canonical_address(request))


def statement_data(request: HttpRequest, row: Statement) -> SafeString:
    """Return a statement as a Claim, without its printings, which have pages."""
    links = Links.of(request)
    speaker = row.speaker and {
        "name": row.speaker.name,
        "kind": row.speaker.kind,
        "url": links.to("speakers", row.speaker.slug),
        "wikidata_id": row.speaker.wikidata_id,
    }
    shown = {
        "id": row.pk,
        "url": links.to("statements", row.pk),
        "text": row.text,
        "clause": row.clause,
        "stance": row.stance,
        "speaker": speaker,
        "printings": [],
    }
    return data_block(statement_document(shown), page=canonical_address(request))


def _outlet(links: Links, row: Outlet) -> dict[str, Any]:
    return {
        "id": row.pk,
        "url": links.to("outlets", row.slug),
        "name": row.name,
        "domain": row.domain,
        "country": row.country,
        "language": row.language,
        "wikidata_id": row.wikidata_id,
    }


def outlet_data(request: HttpRequest, row: Outlet) -> SafeString:
    """Return an outlet as a NewsMediaOrganization."""
    shown = _outlet(Links.of(request), row)
    return data_block(outlet_document(shown), page=canonical_address(request))


def article_data(request: HttpRequest, row: Article) -> SafeString:
    """Return an article as a NewsArticle, without its text, which the page has."""
    links = Links.of(request)
    at = row.published_at
    shown = {
        "url": links.to("articles", row.pk),
        "source_url": row.web_address,
        "title": row.title,
        "published_at": at and at.isoformat().replace("+00:00", "Z"),
        "language": row.language,
        "outlet": _outlet(links, row.outlet),
        "byline": row.byline,
        "text": "",
    }
    return data_block(article_document(shown), page=canonical_address(request))
