"""Resources in the vocabulary of schema.org, as JSON-LD.

Quotation and Claim, with the articles, speakers and outlets around them.
https://schema.org/Quotation, https://schema.org/Claim
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quotes.models.wikidata import is_wikidata_id
from quotes.telling import told_words

CONTEXT = "https://schema.org"
WIKIDATA = "http://www.wikidata.org/entity/"

_SPEAKER_TYPES = {
    "person": "Person",
    "organisation": "Organization",
    "group": "Organization",
}

Data = Mapping[str, Any]


def _without_blanks(data: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in data.items() if value not in (None, "", [])}


def _document(data: dict[str, Any]) -> dict[str, Any]:
    return {"@context": CONTEXT, **data}


def _agent(speaker: Data | None, kind: str | None) -> dict[str, Any]:
    """Who said it: a Person or Organization, else only the name to be credited.

    schema.org has no agent of unknown kind, and we make none up.
    """
    if speaker is None:
        return {}
    if kind not in _SPEAKER_TYPES:
        return {"creditText": speaker["name"]}
    creator = {
        "@type": _SPEAKER_TYPES[kind],
        "@id": speaker["url"],
        "name": speaker["name"],
        "sameAs": _same_as(speaker),
    }
    return {"creator": _without_blanks(creator)}


def _same_as(resource: Data) -> str | None:
    """The address of the same in Wikidata, where that is known."""
    wikidata = resource.get("wikidata_id")
    return f"{WIKIDATA}{wikidata}" if is_wikidata_id(wikidata or "") else None


def _article(data: Data) -> dict[str, Any]:
    outlet = data["outlet"]
    return _without_blanks(
        {
            "@type": "NewsArticle",
            "@id": data["url"],
            "url": data["source_url"],
            "headline": data["title"],
            # A date without a time is one here too.
            "datePublished": (data["published_at"] or "").removesuffix("T00:00:00Z"),
            "inLanguage": data.get("language"),
            "publisher": _publisher(outlet),
        }
    )


def _words(quote: Data) -> str:
    """The words, in the clause without which they would say something else.

    schema.org has no word for a denial: a Quotation's text is taken as asserted.
    """
    parts = (quote[name] for name in ("kind", "stance", "text", "clause"))
    return told_words(*parts)


def _stance(data: Data) -> str | None:
    """A keyword for what was not merely stated: "stance: denies"."""
    return None if data["stance"] == "states" else f"stance: {data['stance']}"


def _publisher(outlet: Data) -> dict[str, Any]:
    return {
        "@type": "NewsMediaOrganization",
        "@id": outlet["url"],
        "name": outlet["name"],
    }


def quote_document(quote: Data) -> dict[str, Any]:
    """Return the detail of a quote as a Quotation."""
    article = {
        **quote["article"],
        "outlet": quote["outlet"],
        "published_at": quote["published_at"],
    }
    statement = quote["statement"]
    return _document(
        _without_blanks(
            {
                "@type": "Quotation",
                "@id": quote["url"],
                "identifier": str(quote["id"]),
                "text": _words(quote),
                "keywords": _stance(quote),
                "creativeWorkStatus": quote["status"],
                "inLanguage": quote["article"]["language"],
                **_agent(quote["speaker"], (quote["speaker"] or {}).get("kind")),
                "isPartOf": _article(article),
                "isBasedOn": statement and {"@type": "Claim", "@id": statement["url"]},
            }
        )
    )


def statement_document(statement: Data) -> dict[str, Any]:
    """Return the detail of a statement as a Claim; its printings are appearances."""
    speaker = statement["speaker"]
    agent = _agent(speaker, (speaker or {}).get("kind"))
    appearances = [
        {
            "@type": "Quotation",
            "@id": printing["url"],
            "text": _words(printing),
            "creativeWorkStatus": printing["status"],
            "isPartOf": _article(
                {
                    **printing["article"],
                    "outlet": printing["outlet"],
                    "published_at": printing["published_at"],
                }
            ),
        }
        for printing in statement["printings"]
    ]
    return _document(
        _without_blanks(
            {
                "@type": "Claim",
                "@id": statement["url"],
                "identifier": str(statement["id"]),
                "text": statement["clause"] or statement["text"],
                "keywords": _stance(statement),
                "creditText": agent.get("creditText"),
                "author": agent.get("creator"),
                "firstAppearance": appearances[0] if appearances else None,
                "appearance": appearances,
            }
        )
    )


def speaker_document(speaker: Data) -> dict[str, Any]:
    """Return the detail of a speaker as a Person or Organization (else a Thing)."""
    affiliation = speaker["affiliation"]
    return _document(
        _without_blanks(
            {
                "@type": _SPEAKER_TYPES.get(speaker["kind"], "Thing"),
                "@id": speaker["url"],
                "identifier": str(speaker["id"]),
                "name": speaker["name"],
                "alternateName": [
                    alias["name"]
                    for alias in speaker["aliases"]
                    if alias["name"] != speaker["name"]
                ],
                "description": speaker["description"],
                "sameAs": _same_as(speaker),
                "affiliation": (
                    affiliation
                    and speaker["kind"] == "person"
                    and {
                        "@type": "Organization",
                        "@id": affiliation["url"],
                        "name": affiliation["name"],
                    }
                )
                or None,
            }
        )
    )


def article_document(article: Data) -> dict[str, Any]:
    """Return the detail of an article as a NewsArticle."""
    body = {"creditText": article["byline"], "articleBody": article["text"]}
    return _document({**_article(article), **_without_blanks(body)})


def outlet_document(outlet: Data) -> dict[str, Any]:
    """Return the detail of an outlet as a NewsMediaOrganization."""
    country = outlet["country"]
    return _document(
        _without_blanks(
            {
                **_publisher(outlet),
                "identifier": str(outlet["id"]),
                "url": f"https://{outlet['domain']}/" if outlet["domain"] else None,
                "sameAs": _same_as(outlet),
                "knowsLanguage": outlet["language"],
                "address": country
                and {"@type": "PostalAddress", "addressCountry": country},
            }
        )
    )
