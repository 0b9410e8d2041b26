"""NewsML-G2 of the IPTC: a newsItem, or a newsMessage with several. Kind “newsml”.

Items of text are read, whose content is inline: NITF, XHTML or plain text. Pictures,
packages and the like are no articles. What its agency has withdrawn, holds back or
has not let out yet is refused and named.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from quotes.formats.files import read_bounded
from quotes.ingest.fetching.public_addresses import is_web_address
from quotes.ingest.records import Record
from quotes.ingest.sources.decoding import Decoded, repair
from quotes.ingest.sources.format import Format, Taken
from quotes.ingest.sources.item import Failure, Items, Source, checked, reader_name
from quotes.ingest.sources.markup import local_name, parse_xml, text_of, text_of_html
from quotes.ingest.sources.printed_dates import read_moment

READER = reader_name("newsml", 1, "lxml")
ROOTS = frozenset(("newsItem", "newsMessage", "packageItem"))
XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(source: Source) -> Items:
    """Yield the articles of ``source``."""
    data = read_bounded(source.file)
    try:
        root = parse_xml(data)
    except ValueError as error:
        yield Failure(source.name, str(error))
        return
    if local_name(root) not in ROOTS:
        yield Failure(source.name, _other(local_name(root)))
        return
    items = [one for one in root.iter(etree.Element) if local_name(one) == "newsItem"]
    texts = [one for one in items if _is_text(one)]
    if not texts:
        yield Failure(source.name, "holds no item of text")
    for item in texts:
        origin = source.name if len(texts) == 1 else f"{source.name}:{item.sourceline}"
        yield _read_item(item, origin, data, source)


def _other(root: str) -> str:
    if root.lower() in ("rss", "feed", "rdf", "urlset", "sitemapindex"):
        return (
            "is a feed or sitemap: name its address, so that its articles are fetched"
        )
    return f"is no NewsML-G2 but <{root}>"


def _is_text(item: Any) -> bool:
    """Whether an item is of text: it says so, or says nothing and has some."""
    kind = _code(_first(item, "itemMeta", "itemClass"))
    return kind in ("text", "") and _first(item, "contentSet") is not None


def _read_item(item: Any, origin: str, data: bytes, source: Source) -> Record | Failure:
    guid = item.get("guid") or ""
    if refusal := _refusal(item):
        return Failure(origin, f"{guid or 'item'} {refusal}")
    decoded = repair(Decoded(_text(item), ""))
    defaults = source.defaults
    published = (
        _moment(item, "itemMeta", "firstCreated")
        or _moment(item, "contentMeta", "contentCreated")
        or _moment(item, "itemMeta", "versionCreated")
    )
    language = _first(item, "contentMeta", "language")
    told = language.get("tag") if language is not None else item.get(XML_LANGUAGE)
    return checked(
        Record(
            origin=origin,
            id=guid or source.stem,
            outlet=_party(item) or defaults.outlet or "",
            url=guid if is_web_address(guid) else None,
            title=_told(item, "contentMeta", "headline")
            or _told(item, "itemMeta", "title"),
            byline=_byline(item),
            published_at=published or defaults.published_at,
            language=told or defaults.language,
            text=decoded.text,
            provenance=source.provenance(
                data, READER, place=origin, repairs=decoded.repairs
            ),
        )
    )


def _refusal(item: Any) -> str:
    """Why an item may not be published, or ""."""
    status = _code(_first(item, "itemMeta", "pubStatus"))
    if status in ("canceled", "withheld"):
        return f"is {status} by its provider"
    embargo = _moment(item, "itemMeta", "embargoed")
    if embargo is not None and embargo > datetime.now(UTC):
        return f"is embargoed until {embargo:%Y-%m-%d %H:%M} UTC"
    return ""


def _text(item: Any) -> str:
    """The text of an item: of its first content that is inline and has any."""
    contents = _first(item, "contentSet")
    for content in contents if contents is not None else ():
        name = local_name(content)
        if name == "inlineXML":
            text = "\n".join(text_of(child) for child in content)
        elif name == "inlineData":
            kind = (content.get("contenttype") or "").lower()
            held = "".join(content.itertext())
            text = text_of_html(held) if "html" in kind else held.strip("\r\n")
        else:
            continue
        if text.strip():
            return text
    return ""


def _byline(item: Any) -> str:
    """Who wrote it: as it is to be printed, else the names of its creators."""
    printed = _told(item, "contentMeta", "by")
    meta = _first(item, "contentMeta")
    if printed or meta is None:
        return printed
    names = [
        _name(one) for one in meta if local_name(one) in ("creator", "contributor")
    ]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _party(item: Any) -> str:
    """Who publishes it: the provider's name, literal or code, else whose rights."""
    provider = _first(item, "itemMeta", "provider")
    if provider is None:
        holder = _first(item, "rightsInfo", "copyrightHolder")
        return _name(holder) if holder is not None else ""
    return _name(provider) or _code(provider)


def _name(party: Any) -> str:
    name = _first(party, "name")
    return (_plain(name) if name is not None else "") or (party.get("literal") or "")


def _code(element: Any) -> str:
    """The value of a qcode ("ninat:text"), or the last part of a uri."""
    if element is None:
        return ""
    code = element.get("qcode") or ""
    return code.rpartition(":")[2] or (element.get("uri") or "").rpartition("/")[2]


def _moment(item: Any, *path: str) -> datetime | None:
    return read_moment(_told(item, *path))


def _told(item: Any, *path: str) -> str:
    element = _first(item, *path)
    return _plain(element) if element is not None else ""


def _plain(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _first(element: Any, *path: str) -> Any:
    """The first child of that name, of that, and so on; None where there is none."""
    for name in path:
        element = next(_children(element, name), None)
        if element is None:
            return None
    return element


def _children(element: Any, name: str) -> Iterator[Any]:
    return (child for child in element if local_name(child) == name)


FORMAT = Format(
    "newsml",
    "NewsML-G2 of an agency",
    (".xml", ".newsml"),
    read_newsml,
    Taken(
        outlet="provider’s name, literal or code, else copyright holder",
        address="`guid` where it is one",
        heading="`headline`, else `itemMeta/title`; `by`, else creators",
        date="`firstCreated`, else `contentCreated`, `versionCreated`",
        language="`language`, `xml:lang`",
        text="first `inlineXML` (NITF, XHTML) or `inlineData` with text",
    ),
    roots=frozenset(root.lower() for root in ROOTS),
)
