"""What a page says of itself beside its text: schema.org, Open Graph, meta."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from quotes.formats.json_text import load_json
from quotes.ingest.fetching.public_addresses import follow, is_web_address
from quotes.ingest.sources.printed_dates import read_moment

_ARTICLE = ("article", "posting", "report", "liveblog", "review", "webpage")
_PUBLISHED = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "date",
)
_SITE = ("og:site_name", "application-name", "dc.publisher", "twitter:app:name:iphone")
_LARGEST_SCRIPT = 1_000_000
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "cmpid")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of itself; "" and None where it does not.

    site: the name of the site or publisher. address: the one it wants to be known by.
    """

    site: str = ""
    address: str = ""
    published: datetime | None = None
    language: str = ""
    authors: tuple[str, ...] = ()


def read_facts(tree: Any, address: str) -> Facts:
    """Return what the page ``tree`` (of lxml.html), fetched from ``address``, says."""
    metas = _metas(tree)
    article = _article(tree)
    publisher = article.get("publisher")
    named = publisher.get("name") if isinstance(publisher, Mapping) else publisher
    site = next(filter(None, (metas.get(name, "") for name in _SITE)), "")
    moments = [article.get("datePublished"), *(metas.get(name) for name in _PUBLISHED)]
    return Facts(
        site=metas.get("og:site_name", "") or _text(named) or site,
        address=_address(tree, metas, address),
        published=_surest(moments) or _surest(_times(tree)),
        language=_language(tree, metas, article),
        authors=tuple(_authors(article.get("author"))),
    )


def plain_address(address: str) -> str:
    """Return ``address`` without its fragment and without what counts readers."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    query = parts.query
    if any(name in query.lower() for name in _TRACKING):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([p for p in pairs if not p[0].lower().startswith(_TRACKING)])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def host_of(address: str) -> str:
    """Return the host of ``address`` without “www.”, "" where it has none."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _surest(values: list[Any]) -> datetime | None:
    """The first moment among ``values``, one with a time before one without."""
    moments = [moment for moment in map(read_moment, values) if moment]
    exact = (m for m in moments if m.hour or m.minute or m.second)
    return next(exact, moments[0] if moments else None)


def _times(tree: Any) -> list[Any]:
    """What the first element that says so gives as the time of publication."""
    return [
        *tree.xpath("(//time[@pubdate or @itemprop='datePublished'])[1]/@datetime"),
        *tree.xpath("(//*[@itemprop='datePublished'])[1]/@content"),
    ]


def _metas(tree: Any) -> dict[str, str]:
    """The first content of every meta element, by its name in lower case."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    return metas


def _article(tree: Any) -> Mapping[str, Any]:
    """What schema.org is told of the article, in the page's JSON-LD."""
    best: Mapping[str, Any] = {}
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        text = script.text or ""
        if len(text) > _LARGEST_SCRIPT:
            continue
        try:
            parsed = load_json(text)
        except ValueError:
            continue
        for node in _nodes(parsed):
            kinds = node.get("@type")
            told = " ".join(map(str, kinds if isinstance(kinds, list) else [kinds]))
            rank = next((r for r, k in enumerate(_ARTICLE) if k in told.lower()), None)
            if rank == 0:
                return node
            if rank is not None and "datePublished" in node and not best:
                best = node
    return best


def _nodes(parsed: Any) -> Iterator[Mapping[str, Any]]:
    for one in parsed if isinstance(parsed, list) else [parsed]:
        if isinstance(one, Mapping):
            yield one
            graph = one.get("@graph")
            yield from _nodes(graph) if isinstance(graph, list) else ()


def _authors(told: Any) -> Iterator[str]:
    for one in told if isinstance(told, list) else [told]:
        name = _text(one.get("name")) if isinstance(one, Mapping) else _text(one)
        if name and not is_web_address(name):
            yield name


def _address(tree: Any, metas: Mapping[str, str], address: str) -> str:
    """The canonical address, where it can be one of this page.

    A page that is said to be another site's, or a whole site's front page, keeps its
    own: whoever prints a copy is an outlet of its own.
    """
    canonical = [
        link.get("href") or ""
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    told = (*canonical, metas.get("og:url", ""))
    for one in (follow(address, one) for one in told if one):
        if not is_web_address(one):
            continue
        if not address:
            return plain_address(one)
        same = _site(one) == _site(address)
        if same and (urlsplit(one).path.strip("/") or not _path(address)):
            return plain_address(one)
    return plain_address(address)


def _site(address: str) -> str:
    host = host_of(address)
    return host.removeprefix("m.").removeprefix("amp.").removeprefix("mobile.")


def _path(address: str) -> str:
    return urlsplit(address).path.strip("/")


def _language(tree: Any, metas: Mapping[str, str], article: Mapping[str, Any]) -> str:
    root = tree.getroottree().getroot()
    told = (
        root.get("lang")
        or root.get("{http://www.w3.org/XML/1998/namespace}lang")
        or _text(article.get("inLanguage"))
        or metas.get("og:locale", "")
        or metas.get("content-language", "")
    )
    return told.strip().split(",")[0].replace("_", "-")[:35]


def _text(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""
